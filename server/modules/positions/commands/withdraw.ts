import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { assertNoBlockVote } from '../../agenda';
import { POSITION_WITHDRAWN } from '../events';
import { loadPosition, membersOnly, POSITION, positionSubject } from '../loading';
import { assertTakesPositions } from '../position';
import { storePosition } from '../repository';
import { settleBlocks } from '../settle';

/** Takes back what was declared: the member has said nothing of the item (PO3). */
export const withdraw = defineCommand({
  name: 'positions.withdraw',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid(), seen: z.int().min(0) }),
  load: (input, { db, caller }) => loadPosition(db, input, personIdOf(caller), caller),
  policy: membersOnly,
  requires: { meeting: ['published', 'in_session'] },
  async run({ itemId, seen }, { access, meeting, item, position }, { db, now, emit }) {
    const personId = access.seat?.personId ?? '';
    assertTakesPositions(item);
    if (!position) throw new DomainError('conflict', 'positions.nothing_declared');
    if (position.kind === 'withdrawn') return { version: position.version };
    await assertNoBlockVote(db, meeting.id);
    await assertSeen(db, POSITION, positionSubject(itemId, personId), seen, position.version);
    const version = position.version + 1;
    await storePosition(db, { ...position, kind: 'withdrawn', words: '', at: now, answer: '', answeredById: null, answeredAt: null, version });
    emit({ type: POSITION_WITHDRAWN, stream: meeting.id, payload: { itemId, personId } });
    await settleBlocks(meeting, { db, emit });
    return { version };
  },
  audit: ({ meetingId, itemId }, { access }) => ({ ...positionSubject(itemId, access.seat?.personId ?? ''), meetingId, details: {} }),
});
