import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { awaitHouseFile, loadHouseFile } from '../../documents';
import { keepersOnly, readerOf } from '../access';

/** A file that has come in waits for its sender to say what it is (LB4). */
export const holdFile = defineCommand({
  name: 'library.hold-file',
  input: z.strictObject({ intakeId: z.uuid() }),
  load: async ({ intakeId }, { db, caller, now }) => ({ intake: await loadHouseFile(db, intakeId, caller), reader: await readerOf(db, caller, now) }),
  policy: keepersOnly,
  async run({ intakeId }, { intake }, { db }) {
    await awaitHouseFile(db, intake);
    return { heldId: intakeId };
  },
  audit: ({ intakeId }, { intake }) => ({ objectType: 'intake', objectId: intakeId, details: { size: intake.size, page: intake.page } }),
});
