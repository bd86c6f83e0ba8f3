import type { Db } from './ports/database';

/** How far one consumer has followed the history, and what keeps it there. */
export interface ConsumerCursor {
  name: string;
  /** Everything up to here is done. */
  position: number;
  attempts: number;
  problem: string | null;
  failedAt: Date | null;
  /** It waits for the next start of the program. */
  stoppedAt: Date | null;
}

export async function findCursor(db: Db, name: string): Promise<ConsumerCursor | null> {
  return db.consumerCursor.findUnique({ where: { name } });
}

export async function createCursor(db: Db, name: string, position: number): Promise<void> {
  await db.consumerCursor.create({ data: { name, position } });
}

const WELL = { attempts: 0, problem: null, failedAt: null, stoppedAt: null } as const;

/** Goes on to a position; false where it is there already, because somebody else handled that event. */
export async function advanceCursor(db: Db, name: string, position: number): Promise<boolean> {
  const { count } = await db.consumerCursor.updateMany({ where: { name, position: { lt: position } }, data: { position, ...WELL } });
  return count === 1;
}

export async function noteFailure(db: Db, name: string, failure: Pick<ConsumerCursor, 'attempts' | 'problem' | 'failedAt' | 'stoppedAt'>): Promise<void> {
  await db.consumerCursor.update({ where: { name }, data: failure });
}

/** The program was started anew, perhaps mended: everybody begins to count again, also who is followed no more. */
export async function forgetFailures(db: Db): Promise<void> {
  await db.consumerCursor.updateMany({ where: { attempts: { gt: 0 } }, data: WELL });
}

/** Consumers that fail or have stopped. */
export async function failingConsumers(db: Db): Promise<ConsumerCursor[]> {
  return db.consumerCursor.findMany({ where: { attempts: { gt: 0 } }, orderBy: { name: 'asc' } });
}
