import type { Db } from '../../../server/kernel/ports/database';

/** Names of all commands and questions there are. */
export const doorsIn = (modules: readonly { commands: readonly { name: string }[]; queries: readonly { name: string }[] }[]) => ({
  commands: modules.flatMap(({ commands }) => commands.map(({ name }) => name)),
  queries: modules.flatMap(({ queries }) => queries.map(({ name }) => name)),
});

/** Everything kept that could hold a word of an answer. */
export async function plainText(db: Db): Promise<string> {
  return JSON.stringify([
    await db.guestPass.findMany(), await db.auditEntry.findMany(), await db.historyEvent.findMany(), await db.receipt.findMany(), await db.job.findMany(), await db.signIn.findMany(), await db.setting.findMany(), await db.mailMessage.findMany(),
  ]);
}
