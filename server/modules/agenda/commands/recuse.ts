import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { line, runsSitting, storeRecusal } from '../../meetings';
import { assertNoBlockVote } from '../block';
import { MEMBER_RECUSED } from '../events';
import { assertMayRecuse, loadRecusal } from '../recusal';

/** A member takes no part in an item (A31, A32): said by chair or secretary, or by the member. */
export const recuse = defineCommand({
  name: 'agenda.recuse',
  input: z.strictObject({ itemId: z.uuid(), personId: z.uuid(), reason: line(300) }),
  load: ({ itemId, personId }, { db, caller }) => loadRecusal(db, itemId, personId, caller),
  policy: (caller, { access, seat }) => allowIf(runsSitting(access) || seat.personId === personIdOf(caller), 'agenda.recusal_of_another'),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, personId, reason }, { meeting, item, seat, isRecused }, { db, now, emit }) {
    await assertNoBlockVote(db, meeting.id);
    if (isRecused) throw new DomainError('conflict', 'agenda.already_recused', { name: seat.fullName });
    await assertMayRecuse(db, item, seat);
    await storeRecusal(db, { itemId, personId, meetingId: meeting.id, reason, at: now });
    emit({ type: MEMBER_RECUSED, stream: meeting.id, payload: { itemId, personId } });
    return { personId };
  },
  audit: ({ itemId, personId, reason }, { meeting }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId: meeting.id, details: { personId, reason } }),
});
