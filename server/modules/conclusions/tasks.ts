import type { Db } from '../../kernel/ports/database';
import { noticeTerm, type NoticeTerm } from './due';
import { unnoticedOf } from './repository';

/** A session whose conclusions are not told yet, with the day they are due (NC8). */
export interface NoticeTask extends NoticeTerm {
  meetingId: string;
  title: string;
}

/** What lies further back is told no more: a session before there were notices here is no task, ms. */
const FOLLOWED_MS = 60 * 86_400_000;

export async function noticeTasks(db: Db, personId: string, now: Date): Promise<NoticeTask[]> {
  const sessions = await unnoticedOf(db, personId, new Date(now.getTime() - FOLLOWED_MS));
  return sessions.map(({ meetingId, title, ...session }) => ({ meetingId, title, ...noticeTerm(session, now) }));
}
