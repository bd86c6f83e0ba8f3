import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { removeRecusal, runsSitting } from '../../meetings';
import { RECUSAL_ENDED } from '../events';
import { assertUnsettled, loadRecusal } from '../recusal';

/** A member takes part in an item again (A33): said by who runs the session, never by oneself. */
export const endRecusal = defineCommand({
  name: 'agenda.end-recusal',
  input: z.strictObject({ itemId: z.uuid(), personId: z.uuid() }),
  load: ({ itemId, personId }, { db, caller }) => loadRecusal(db, itemId, personId, caller),
  policy: (_caller, { access, seat }) => allowIf(runsSitting(access) && access.seat?.id !== seat.id, 'agenda.recusal_ended_by_others'),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, personId }, { meeting, item, seat, isRecused }, { db, emit }) {
    if (!isRecused) throw new DomainError('conflict', 'agenda.not_recused', { name: seat.fullName });
    assertUnsettled(item);
    await removeRecusal(db, itemId, personId);
    emit({ type: RECUSAL_ENDED, stream: meeting.id, payload: { itemId, personId } });
    return { personId };
  },
  audit: ({ itemId, personId }, { meeting }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId: meeting.id, details: { personId } }),
});
