import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { servedPart } from '../admission';
import { isWaiting, loadIntake } from '../intake/load-intake';

/** The waiting file as it would be shown, for the person who is asked about it and nobody else (D20, D43). @throws DomainError `gone`/`documents.held_gone`. */
export const heldFile = defineQuery({
  name: 'documents.held-file',
  input: z.strictObject({ heldId: z.uuid() }),
  load: ({ heldId }, { db, caller }) => loadIntake(db, heldId, caller),
  // Loading it told apart whose it is.
  policy: () => allow,
  present(held, _input, { now }) {
    isWaiting(held, now);
    return { blobKey: held.blobKey, sha256: held.sha256, size: held.size, fileName: held.fileName, ...servedPart(held.facts) };
  },
});
