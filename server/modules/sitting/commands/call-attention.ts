import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess } from '../../meetings';
import { ATTENTION_CALLED } from '../events';
import { officersOnly } from '../loading';
import { hallSigns, hangSign } from '../repository.hall';

/** Everybody is asked to look up so often at most, ms. */
const ATTENTION_MS = 60_000;

/** Asks everybody to look up from their tablet, once (L29). */
export const callAttention = defineCommand({
  name: 'sitting.call-attention',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { seat }, { db, now, id, emit }) {
    const last = (await hallSigns(db, meetingId)).find(({ kind }) => kind === 'attention');
    if (last && now.getTime() - last.hungAt.getTime() < ATTENTION_MS) throw new DomainError('conflict', 'sitting.attention_just_called', { by: last.by, at: last.hungAt.toISOString() });
    const sign = { id: id(), kind: 'attention' as const, text: '', by: seat?.fullName ?? '', hungAt: now };
    await hangSign(db, meetingId, sign);
    emit({ type: ATTENTION_CALLED, stream: meetingId, payload: {} });
    return { id: sign.id };
  },
  audit: ({ meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId }),
});
