import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { storeRun } from '../../../kernel/repository';

/** Notes how long the installation has run, so that it goes on from there after a crash (W2). */
export const noteClock = defineCommand({
  name: 'watch.note-clock',
  input: z.strictObject({}),
  load: async () => null,
  policy: systemOnly,
  async run(_input, _loaded, { db, run }) {
    await storeRun(db, run);
    return { run };
  },
  audit: () => null,
});
