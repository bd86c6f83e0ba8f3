import type { Db } from '../../kernel/ports/database';

/** Files units brought for a session that wait for approval (documents D48). */
export const countUnapproved = (db: Db, meetingId: string): Promise<number> => db.paperSubmission.count({ where: { meetingId, state: { in: ['waiting_leader', 'waiting_office'] } } });
