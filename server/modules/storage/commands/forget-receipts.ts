import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { oldReceipts } from '../../../kernel/repository';

/** How long the answer to a command is kept for a tablet that asks again, days: no session is open so long. */
export const RECEIPT_DAYS = 90;
const AT_ONCE = 500;

/** Forgets answers that nobody can ask for any more, some at once so that the sitting does not wait (W5). */
export const forgetReceipts = defineCommand({
  name: 'storage.forget-receipts',
  input: z.strictObject({}),
  load: async () => null,
  policy: systemOnly,
  async run(_input, _loaded, { db, now }) {
    const forgotten = await oldReceipts.drop(db, new Date(now.getTime() - RECEIPT_DAYS * 86_400_000), AT_ONCE);
    return { forgotten, isMore: forgotten === AT_ONCE };
  },
  audit: () => null,
});
