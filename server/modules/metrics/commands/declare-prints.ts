import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { line } from '../../../shared/language/text-fields';
import { findDocument } from '../../documents';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { PRINTS_DECLARED } from '../events';
import { addDeclaration, listDeclarations } from '../repository';

/** Copies really printed, complete sets or of one document (P3, P7). */
export const declarePrints = defineCommand({
  name: 'metrics.declare-prints',
  input: z.strictObject({
    meetingId: z.uuid(),
    documentId: z.uuid().nullable(),
    copies: z.int().min(1).max(10_000),
    reason: line(300).pipe(z.string().min(3)),
  }),
  load: async ({ meetingId, documentId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const document = documentId ? await findDocument(db, documentId) : null;
    if (documentId && document?.meetingId !== meetingId) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting };
  },
  policy: preparersOnly,
  requires: { meeting: ['published', 'in_session', 'closed'] },
  async run({ meetingId, documentId, copies, reason }, { meeting }, { db, caller, now, id, emit }) {
    assertFits((await listDeclarations(db, meetingId)).length + 1, 'declarations');
    const declarationId = id();
    await addDeclaration(db, { id: declarationId, meetingId, documentId, copies, reason, declaredById: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: PRINTS_DECLARED, stream: meetingId, payload: { documentId, copies, reason } });
    return { declarationId };
  },
  audit: ({ meetingId, documentId, copies, reason }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { documentId, copies, reason } }),
});
