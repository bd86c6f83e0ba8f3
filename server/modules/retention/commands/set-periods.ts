import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { administratorsOnly } from '../../identity';
import { periodsSchema, readPeriods, writePeriods } from '../periods';

/** How long what may be chosen is kept (X3); the next night goes by it. */
export const setPeriods = defineCommand({
  name: 'retention.set-periods',
  input: z.strictObject({ periods: periodsSchema }),
  load: async (_input, { db }) => ({ before: await readPeriods(db) }),
  policy: administratorsOnly,
  async run({ periods }, _loaded, { db }) {
    await writePeriods(db, periods);
    return { periods };
  },
  audit: ({ periods }, { before }) => ({ objectType: 'retention', objectId: 'periods', details: { before, after: periods } }),
});
