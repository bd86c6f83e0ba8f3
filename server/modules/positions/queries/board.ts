import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { consentRuleOf } from '../../../shared/rules/consent';
import { numberIn } from '../../../shared/rules/agenda-times';
import { loadMeetingAccess, peopleRecused, runsSitting } from '../../meetings';
import { answersFor } from '../loading';
import { isStale } from '../position';
import { loadBoard } from '../settle';

/**
 * What was declared of each item, as the caller may know it (PO9): the own position for members, with how many have declared what;
 * who says what for those who run the session and, of their item, who presents it; nobody who takes no part in an item is told of it.
 */
export const board = defineQuery({
  name: 'positions.board',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, _input, { db }) {
    const { meeting, seat } = access;
    const { seats, electors, recusals, items, declared } = await loadBoard(db, meeting);
    const isOpen = meeting.state === 'published' || meeting.state === 'in_session';
    const nameOf = new Map(seats.map(({ personId, fullName, position }) => [personId, { name: fullName, position }]));
    const voters = new Set(electors.map(({ personId }) => personId));
    const rows = declared.flatMap(({ item, positions, tally, needed, standing, papersChangedAt }) => {
      const recused = peopleRecused(recusals, item.id);
      const isOut = seat !== null && recused.has(seat.personId);
      const hears = answersFor(access, item) && !isOut;
      if (!hears && !access.isMember) return [];
      const own = positions.find(({ personId, kind }) => personId === seat?.personId && kind !== 'withdrawn');
      const mine = positions.find(({ personId }) => personId === seat?.personId);
      const isComing = isOpen && item.state === 'coming';
      return [{
        id: item.id,
        number: numberIn(items, item.id),
        title: item.title,
        state: item.state,
        presenter: nameOf.get(item.presenterId ?? '')?.name ?? item.presenterText,
        block: item.block,
        isOut,
        /** The caller presents it. */
        isMine: seat !== null && item.presenterId === seat.personId,
        standing,
        tally: isOut ? null : tally,
        needed,
        members: electors.filter(({ personId }) => !recused.has(personId)).length,
        /** The version to name when declaring. */
        seen: mine?.version ?? 0,
        own: own && !isOut ? { kind: own.kind, words: own.words, minutes: own.minutes, at: own.at, answer: own.answer, answeredAt: own.answeredAt, isStale: isStale(own, papersChangedAt) } : null,
        remarks: hears
          ? positions.flatMap(({ personId, kind, words, minutes, at, answer, answeredAt, version }) => (kind === 'withdrawn' || kind === 'consent' || recused.has(personId) || !voters.has(personId) ? [] : [{ personId, name: nameOf.get(personId)?.name ?? '', position: nameOf.get(personId)?.position ?? '', kind, words, minutes, at, answer, answeredAt, version }]))
          : null,
        can: { declare: isComing && access.isMember && !isOut, answer: isComing && hears },
      }];
    });
    return { meeting: { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: meeting.startsAt }, rule: consentRuleOf(meeting.policy), items: rows, can: { run: runsSitting(access), declare: isOpen && access.isMember } };
  },
});
