import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { allow, hide } from '../../../kernel/policy';
import { callerFor } from '../../delegations';
import { loadDocumentAccess } from '../../documents';
import { carryMarks } from '../carrying/carry-marks';

/** A reader whose marks, or those for all, are not all carried asks for it (K15): what came late is found also where nobody told of it. */
export const requestCarrying = defineCommand({
  name: 'annotations.request-carrying',
  input: z.strictObject({ documentId: z.uuid(), for: z.uuid().optional() }),
  replayable: false,
  load: async ({ documentId, for: leaderId }, { db, caller, now }) => loadDocumentAccess(db, documentId, await callerFor(db, caller, leaderId, now), now),
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  async run({ documentId }, _loaded, { enqueue }) {
    await enqueue(carryMarks, { documentId }, { key: documentId, unnamed: true });
    return {};
  },
  // Who has marks where is nobody else's business.
  audit: () => ({ objectType: 'carried_marks', objectId: 'own' }),
});
