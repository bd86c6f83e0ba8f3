import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { listSeats, runsSitting } from '../../meetings';
import { PRESENTATION_STARTED } from '../events';
import { loadSitting } from '../loading';
import { findPresentation, storePresentation } from '../repository';

/** Gives the presentation to another person of the session, at the page shown (L15). */
export const handOver = defineCommand({
  name: 'sitting.hand-over',
  input: z.strictObject({ meetingId: z.uuid(), personId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => ({ ...(await loadSitting(db, meetingId, caller)), shown: await findPresentation(db, meetingId) }),
  policy: (_caller, access) => allowIf(runsSitting(access) || (access.seat !== null && access.shown?.personId === access.seat.personId), 'sitting.not_presenting'),
  requires: { meeting: ['in_session'] },
  async run({ meetingId, personId }, { shown, course }, { db, now, emit }) {
    if (!shown) throw new DomainError('conflict', 'sitting.nothing_presented');
    const seat = (await listSeats(db, meetingId)).find((one) => one.personId === personId);
    if (!seat) throw new DomainError('not_found', 'not_found');
    await storePresentation(db, meetingId, { ...shown, personId, updatedAt: now });
    const payload = { personId, previousPersonId: shown.personId, documentId: shown.documentId, page: shown.page, itemId: course.currentItemId };
    emit({ type: PRESENTATION_STARTED, stream: meetingId, payload });
    return { personId, documentId: shown.documentId, page: shown.page };
  },
  audit: ({ meetingId, personId }, { shown }) => ({ objectType: 'document', objectId: shown?.documentId ?? '', meetingId, details: { to: personId } }),
});
