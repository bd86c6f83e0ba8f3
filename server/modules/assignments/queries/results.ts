import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { listItems } from '../../agenda';
import { loadMeetingAccess, localDateOf, prepares } from '../../meetings';
import { resultsText, summaryOf } from '../../../shared/rules/assignment-results';
import { earlierSession, lastNotesOf } from '../repository';
import { forReport, MOST_IN_REPORT } from '../repository.lists';
import { showAssignments } from '../view';

/** Kết quả thực hiện kết luận phiên trước: what became of what earlier sessions asked for, for a session of the same body (TK12). */
export const results = defineQuery({
  name: 'assignments.results',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db, caller, now }) {
    const { meeting } = access;
    const session = { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: meeting.startsAt };
    const before = await earlierSession(db, meeting);
    const found = before ? await forReport(db, meeting.bodyId, before) : [];
    const today = localDateOf(now);
    const shown = await showAssignments(db, found.slice(0, MOST_IN_REPORT), today, () => false);
    const notes = await lastNotesOf(db, shown.map(({ id }) => id));
    const onAgenda = new Set((await listItems(db, meetingId)).flatMap(({ assignmentId }) => assignmentId ?? []));
    const carries = prepares(access) && personIdOf(caller) !== null && (meeting.state === 'draft' || meeting.state === 'published');
    const rows = shown.map((one) => ({
      id: one.id, text: one.text, unit: one.unit, others: one.others, dueOn: one.dueOn, outcome: one.outcome, state: one.state, progress: one.progress, daysLate: one.daysLate, urgency: one.urgency,
      sessionOn: one.session.startsAt,
      note: notes.get(one.id) ?? '',
      isOnAgenda: onAgenda.has(one.id),
      canCarry: carries && !onAgenda.has(one.id) && (one.state === 'open' || one.state === 'reported') && one.meetingId !== meetingId,
    }));
    const summary = summaryOf(rows);
    return { session, previous: before, today, isCut: found.length > MOST_IN_REPORT, rows, summary, text: before ? resultsText(rows, summary, today) : '' };
  },
});
