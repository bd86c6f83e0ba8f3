import { Cron } from 'croner';
import type { Db } from '../ports/database';
import { keepSetting, readSetting } from '../repository';
import type { AnyJobKind } from './job';

/** Occurrences are those of the clock on the wall of the installation's users. */
const ZONE = 'Asia/Ho_Chi_Minh';

const keyOf = (kind: string): string => `jobs.schedule.${kind}`;

/** The first occurrence after a moment. */
export function nextOccurrence(cron: string, after: Date): Date {
  const next = new Cron(cron, { timezone: ZONE, paused: true }).nextRun(after);
  if (!next) throw new Error(`schedule ${cron} has no next occurrence`);
  return next;
}

/** Whether an occurrence of the kind has come since it was last looked at; an installation that has never looked begins now. */
export async function hasOccurred(db: Db, kind: Pick<AnyJobKind, 'name'> & { schedule: NonNullable<AnyJobKind['schedule']> }, now: Date): Promise<boolean> {
  const last = await readSetting(db, keyOf(kind.name));
  return last === null || nextOccurrence(kind.schedule.cron, new Date(last)) <= now;
}

export const noteLook = (db: Db, kind: string, now: Date): Promise<void> => keepSetting(db, keyOf(kind), now.toISOString());
