import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { optionalLine } from '../../../shared/language/text-fields';
import { POSITION_KINDS } from '../../../shared/rules/consent';
import { FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { assertNoBlockVote } from '../../agenda';
import { peopleRecused, recusalsOf } from '../../meetings';
import { POSITION_DECLARED } from '../events';
import { loadPosition, membersOnly, POSITION, positionSubject } from '../loading';
import { assertTakesPositions } from '../position';
import { storePosition } from '../repository';
import { settleBlocks } from '../settle';

/** Declares what a member thinks of an item before it begins, or changes it (PO1–PO4). Declared again as it stands, nothing changes but that it holds for the papers of now. */
export const declare = defineCommand({
  name: 'positions.declare',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid(),
    kind: z.enum(POSITION_KINDS),
    /** On what, why, or what is asked. */
    words: optionalLine(500).default(''),
    minutes: z.int().min(FLOOR_MINUTES.least).max(FLOOR_MINUTES.most).default(FLOOR_MINUTES.usual),
    /** The version the member saw; 0: nothing was declared. */
    seen: z.int().min(0),
  }),
  load: (input, { db, caller }) => loadPosition(db, input, personIdOf(caller), caller),
  policy: membersOnly,
  requires: { meeting: ['published', 'in_session'] },
  async run({ itemId, kind, words, minutes, seen }, { access, meeting, item, position }, { db, now, emit }) {
    const personId = access.seat?.personId ?? '';
    assertTakesPositions(item);
    if (peopleRecused(await recusalsOf(db, meeting.id), itemId).has(personId)) throw new DomainError('conflict', 'positions.recused');
    if (kind === 'question' && words === '') throw new DomainError('invalid', 'positions.question_needed', { field: 'words' });
    if (kind === 'question' && item.presenterId === personId) throw new DomainError('rejected', 'positions.asks_itself');
    await assertNoBlockVote(db, meeting.id);
    const isSame = position?.kind === kind && position.words === words && position.minutes === minutes;
    if (!isSame) await assertSeen(db, POSITION, positionSubject(itemId, personId), seen, position?.version ?? 0);
    const answer = isSame ? { answer: position.answer, answeredById: position.answeredById, answeredAt: position.answeredAt } : { answer: '', answeredById: null, answeredAt: null };
    const version = (position?.version ?? 0) + 1;
    await storePosition(db, { itemId, personId, meetingId: meeting.id, kind, words, minutes, at: isSame && kind !== 'consent' ? position.at : now, ...answer, version });
    emit({ type: POSITION_DECLARED, stream: meeting.id, payload: { itemId, personId, kind } });
    await settleBlocks(meeting, { db, emit });
    return { version };
  },
  audit: ({ meetingId, itemId, kind, minutes }, { access }) => ({ ...positionSubject(itemId, access.seat?.personId ?? ''), meetingId, details: { kind, ...(kind === 'speak' ? { minutes } : {}) } }),
});
