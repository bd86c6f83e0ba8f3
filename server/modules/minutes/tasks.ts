import type { Db } from '../../kernel/ports/database';
import { bodiesOfAgency } from '../organization';
import { dueStepsOf, refusedStepsOf, type KindName, type OpenStep } from '../records';
import { unfinishedOf } from './repository';

export type MinutesTaskKind = 'draft' | 'continue' | 'returned' | 'approve' | 'sign' | 'seal' | 'refused';

/** One thing that waits for a person (N10). */
export interface MinutesTask {
  kind: MinutesTaskKind;
  meetingId: string;
  title: string;
  /** Since when it waits. */
  since: Date | null;
  /** Why the draft came back, or why a signature was refused. */
  remarks: string;
  number: number | null;
  notation: string;
  /** Which document it is about, and what of the session that is about. */
  document: KindName;
  aboutId: string | null;
}

const ofStep = (kind: MinutesTaskKind, { official, since, reason }: OpenStep): MinutesTask => ({
  kind,
  meetingId: official.meetingId,
  title: official.title,
  since,
  remarks: reason,
  number: official.number,
  notation: official.notation,
  document: official.kind,
  aboutId: official.aboutId,
});

/** What of minutes and signatures waits for this person, the longest waiting first. Assistants see drafts, the secretary owns them. */
export async function tasksFor(db: Db, personId: string, isClerk: boolean): Promise<MinutesTask[]> {
  const tasks: MinutesTask[] = [];
  for (const { id, title, closedAt, minutes, role, isSecretary } of await unfinishedOf(db, personId)) {
    const base = { meetingId: id, title, remarks: minutes?.remarks ?? '', number: null, notation: '', document: 'minutes' as const, aboutId: null };
    if (role === 'chair') {
      if (minutes?.state === 'submitted') tasks.push({ ...base, kind: 'approve', since: minutes.submittedAt });
      continue;
    }
    if (!isSecretary) continue;
    if (!minutes) tasks.push({ ...base, kind: 'draft', since: closedAt });
    else if (minutes.state === 'draft') tasks.push({ ...base, kind: 'continue', since: closedAt });
    else if (minutes.state === 'returned') tasks.push({ ...base, kind: 'returned', since: minutes.submittedAt });
  }
  for (const step of await refusedStepsOf(db, personId)) tasks.push(ofStep('refused', step));
  for (const step of await dueStepsOf(db, personId, isClerk ? await bodiesOfAgency(db, personId) : [])) tasks.push(ofStep(step.role === 'seal' ? 'seal' : 'sign', step));
  return tasks.sort((a, b) => (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0));
}
