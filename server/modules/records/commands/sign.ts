import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { pinHolder, signerOf, wrongPin } from '../../signing';
import { recordSignature, signRevision } from '../act';
import { DOCUMENT_SIGNED } from '../events';
import { auditSubject, loadSigning, requireDue, signersOnly, stepOf } from '../policy';
import { personAct } from '../signing-acts';

/** The person whose turn it is signs with their own key (G2–G6). */
export const sign = defineCommand({
  name: 'records.sign',
  input: z.strictObject({ officialId: z.uuid(), pin: z.string().min(1).max(200) }),
  load: ({ officialId }, { db, caller }) => loadSigning(db, officialId, caller),
  policy: signersOnly,
  async prepare({ pin }, loaded, context) {
    const { db, caller, ports } = context;
    const step = requireDue(stepOf(caller, loaded));
    const personId = signerOf(caller);
    const signer = await ports.signers.open(personId, pin, await pinHolder(db, personId, personId));
    try {
      return await signRevision(loaded, await personAct(loaded, step, { signer, personId }, context), context);
    } finally {
      await signer.close();
    }
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run(_input, loaded, { db, caller, now, prepared, id, emit, enqueue }) {
    const { official, steps } = loaded;
    const step = requireDue(stepOf(caller, loaded));
    const answer = await recordSignature(db, { step, steps, signed: prepared, id: id(), now, enqueue });
    emit({ type: DOCUMENT_SIGNED, stream: official.meetingId, payload: { officialId: official.id, kind: official.kind, role: step.role, ...answer } });
    return { ...answer, sha256: prepared.stored.sha256 };
  },
  audit: (_input, { official }, { revision, sha256 }) => ({ ...auditSubject(official), details: { revision, sha256 } }),
  auditRefusal: (_input, { official }, refusal) => wrongPin(refusal, auditSubject(official)),
  // The input holds a PIN; the state of the step sees to it that a second tap changes nothing (G5).
  replayable: false,
});
