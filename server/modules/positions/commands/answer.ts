import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { allowIf } from '../../../kernel/policy';
import { paragraphs } from '../../../shared/language/text-fields';
import { QUESTION_ANSWERED } from '../events';
import { answersFor, loadPosition, POSITION, positionSubject } from '../loading';
import { assertTakesPositions } from '../position';
import { storePosition } from '../repository';

/** Answers a member's question before its item (PO8): whoever presents it, or the office for them. The item stays contested until the member has nothing against it. */
export const answer = defineCommand({
  name: 'positions.answer',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid(), /** Who asked. */ personId: z.uuid(), seen: z.int().min(1), answer: paragraphs(2_000, 1) }),
  load: (input, { db, caller }) => loadPosition(db, input, input.personId, caller),
  policy: (_caller, { access, item }) => allowIf(answersFor(access, item), 'positions.presenter_only'),
  requires: { meeting: ['published', 'in_session'] },
  async run({ itemId, personId, seen, answer: words }, { meeting, item, position }, { db, caller, now, emit }) {
    assertTakesPositions(item);
    if (position?.kind !== 'question') throw new DomainError('conflict', 'positions.question_gone');
    await assertSeen(db, POSITION, positionSubject(itemId, personId), seen, position.version);
    const version = position.version + 1;
    await storePosition(db, { ...position, answer: words, answeredById: personIdOf(caller), answeredAt: now, version });
    emit({ type: QUESTION_ANSWERED, stream: meeting.id, payload: { itemId, personId } });
    return { version };
  },
  audit: ({ meetingId, itemId, personId }) => ({ ...positionSubject(itemId, personId), meetingId, details: {} }),
});
