import type { Db } from '../../kernel/ports/database';
import { vietnameseCalendar } from '../../shared/law/public-holidays';
import { daysLate, urgencyOf, type Urgency } from '../../shared/rules/assignment-due';
import type { LocalDate } from '../../shared/rules/working-days';
import { unitNames } from '../organization';
import type { Assignment } from './repository';
import { sessionWords } from './repository.lists';

/** An assignment as lists and tables show it. */
export interface ShownAssignment extends Pick<Assignment, 'id' | 'itemId' | 'meetingId' | 'text' | 'unitId' | 'withUnitIds' | 'withText' | 'dueOn' | 'outcome' | 'supervisorId' | 'state' | 'progress' | 'askedDueOn' | 'issuedAt' | 'reportedOn' | 'version'> {
  unit: string;
  /** Units that work with it, and the words for others. */
  others: string[];
  /** Working days: of one that is not reported up to today, else up to the report. */
  daysLate: number;
  /** Null once it is reported, done or withdrawn. */
  urgency: Urgency | null;
  session: { title: string | null; startsAt: Date };
}

/** @param knows whether the caller may know what the session of one is called; its day says enough to others. */
export async function showAssignments(db: Db, assignments: readonly Assignment[], today: LocalDate, knows: (one: Assignment) => boolean): Promise<ShownAssignment[]> {
  const names = await unitNames(db, [...new Set(assignments.flatMap(({ unitId, withUnitIds }) => [unitId, ...withUnitIds]))]);
  const sessions = await sessionWords(db, assignments.map(({ meetingId }) => meetingId));
  return assignments.map((one) => {
    const { bodyId: _bodyId, createdById: _by, createdAt: _at, settledAt: _settled, ...row } = one;
    const session = sessions.get(one.meetingId);
    return {
      ...row,
      unit: names.get(one.unitId) ?? '',
      others: [...one.withUnitIds.flatMap((id) => names.get(id) ?? []), ...(one.withText === '' ? [] : [one.withText])],
      daysLate: one.state === 'withdrawn' ? 0 : daysLate(one.dueOn, one.reportedOn ?? today, vietnameseCalendar),
      urgency: one.state === 'open' ? urgencyOf(one.dueOn, today, vietnameseCalendar) : null,
      session: { title: knows(one) ? (session?.title ?? '') : null, startsAt: session?.startsAt ?? one.createdAt },
    };
  });
}
