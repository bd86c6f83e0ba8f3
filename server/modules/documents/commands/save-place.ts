import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { allow, hide } from '../../../kernel/policy';
import { loadDocumentAccess } from '../load-document';
import { savePlace } from '../repository';

/**
 * Remembers where the caller is in a paper on a device (D10, D11). `offset` is the share of the page above the top edge
 * of the view, 0 to 1; `zoom` the scale, 1 = page width. The audit entry names the person alone: no paper, no page.
 */
export const savePlaceCommand = defineCommand({
  name: 'documents.save-place',
  input: z.strictObject({
    documentId: z.uuid(),
    deviceId: z.uuid(),
    page: z.int().positive(),
    offset: z.number().min(0).max(1),
    zoom: z.number().min(0.1).max(16),
  }),
  replayable: false,
  load: ({ documentId }, { db, caller, now }) => loadDocumentAccess(db, documentId, caller, now),
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  async run(place, { document }, { db, caller, now }) {
    const page = Math.min(place.page, document.pages);
    const personId = personIdOf(caller);
    if (personId) await savePlace(db, personId, { ...place, page, updatedAt: now });
    return { page };
  },
  audit: () => ({ objectType: 'reading_place', objectId: 'own' }),
});
