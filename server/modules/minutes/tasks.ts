import type { Db } from '../../kernel/ports/database';
import { bodiesOfAgency } from '../organization';
import { dueStepsOf, refusedOf, unfinishedOf } from './repository';

export type MinutesTaskKind = 'draft' | 'continue' | 'returned' | 'approve' | 'sign' | 'seal' | 'refused';

/** One thing that waits for a person (N10). */
export interface MinutesTask {
  kind: MinutesTaskKind;
  meetingId: string;
  minutesId: string | null;
  title: string;
  /** Since when it waits. */
  since: Date | null;
  /** Why the draft came back, or why a signature was refused. */
  remarks: string;
  number: number | null;
  notation: string;
}

/** What of minutes and signatures waits for this person, the longest waiting first. Assistants see drafts, the secretary owns them. */
export async function tasksFor(db: Db, personId: string, isClerk: boolean): Promise<MinutesTask[]> {
  const tasks: MinutesTask[] = [];
  for (const { id, title, closedAt, minutes, role, isSecretary } of await unfinishedOf(db, personId)) {
    const base = { meetingId: id, minutesId: minutes?.id ?? null, title, remarks: minutes?.remarks ?? '', number: null, notation: '' };
    if (role === 'chair') {
      if (minutes?.state === 'submitted') tasks.push({ ...base, kind: 'approve', since: minutes.submittedAt });
      continue;
    }
    if (!isSecretary) continue;
    if (!minutes) tasks.push({ ...base, kind: 'draft', since: closedAt });
    else if (minutes.state === 'draft') tasks.push({ ...base, kind: 'continue', since: closedAt });
    else if (minutes.state === 'returned') tasks.push({ ...base, kind: 'returned', since: minutes.submittedAt });
  }
  for (const { reason, ...stopped } of await refusedOf(db, personId)) tasks.push({ ...stopped, kind: 'refused', remarks: reason });
  for (const { role, ...step } of await dueStepsOf(db, personId, isClerk ? await bodiesOfAgency(db, personId) : [])) tasks.push({ ...step, kind: role === 'seal' ? 'seal' : 'sign', remarks: '' });
  return tasks.sort((a, b) => (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0));
}
