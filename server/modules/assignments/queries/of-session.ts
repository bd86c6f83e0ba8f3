import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { conclusionSentences } from '../../../shared/rules/conclusion-sentences';
import { numbered } from '../../../shared/rules/agenda-times';
import { listItems } from '../../agenda';
import { listSeats, loadMeetingAccess, localDateOf, prepares, runsSitting } from '../../meetings';
import { assignmentsOf, conclusionsInMinutes, minutesApproved, unitsToChoose } from '../repository';
import { standingOf } from '../standing';
import { showAssignments } from '../view';

/** What the conclusions of a session ask of units, item by item (TK1, TK6); conclusions as they were written for those who run it. */
export const ofSession = defineQuery({
  name: 'assignments.of-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db, now }) {
    const { meeting } = access;
    const may = prepares(access) && (meeting.state === 'in_session' || meeting.state === 'closed');
    const [items, all, written, isApproved] = [await listItems(db, meetingId), await assignmentsOf(db, meetingId), await conclusionsInMinutes(db, meetingId), await minutesApproved(db, meetingId)];
    const seen = all.filter((one) => (one.issuedAt !== null || one.state !== 'withdrawn') && standingOf(one, access, { unitIds: [], bodyIds: [], officeOf: [] }) !== null);
    const shown = await showAssignments(db, seen, localDateOf(now), () => true);
    const [units, seats] = may ? [await unitsToChoose(db, localDateOf(now)), await listSeats(db, meetingId)] : [[], []];
    const drafts = shown.filter(({ state }) => state === 'draft').length;
    return {
      session: { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: meeting.startsAt },
      items: numbered(items).flatMap(({ id, number, kind, title, conclusion, preparingUnitId }) => {
        const own = shown.filter(({ itemId }) => itemId === id);
        const words = kind === 'paper_only' ? '' : (written.get(id) ?? conclusion).trim();
        if (words === '' && own.length === 0) return [];
        const isShown = runsSitting(access) || access.isSystem;
        return [{ id, number, title, preparingUnitId, conclusion: isShown ? words : '', sentences: may ? conclusionSentences(words) : [], assignments: own }];
      }),
      drafts,
      isApproved,
      units,
      supervisors: seats.map(({ personId, fullName, position, role }) => ({ id: personId, name: fullName, position, role })),
      can: { draft: may, issue: may && isApproved && drafts > 0 },
    };
  },
});
