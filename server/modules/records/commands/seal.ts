import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { bodyOf } from '../../organization';
import { pinHolder, signerOf, wrongPin } from '../../signing';
import { recordSignature, signRevision } from '../act';
import { DOCUMENT_SEALED } from '../events';
import { auditSubject, loadSigning, requireDue, sealersOnly } from '../policy';
import { sealAct } from '../signing-acts';
import { ofRole } from '../steps';

/** A records clerk of the agency applies its signature (G7). */
export const seal = defineCommand({
  name: 'records.seal',
  input: z.strictObject({ officialId: z.uuid(), pin: z.string().min(1).max(200) }),
  load: ({ officialId }, { db, caller }) => loadSigning(db, officialId, caller),
  policy: sealersOnly,
  async prepare({ pin }, loaded, context) {
    const { db, caller, ports } = context;
    const step = requireDue(ofRole(loaded.steps, 'seal'));
    const { unitId } = await bodyOf(db, loaded.access.meeting.bodyId);
    const personId = signerOf(caller);
    const signer = await ports.signers.open(unitId, pin, await pinHolder(db, unitId, personId));
    try {
      return await signRevision(loaded, await sealAct(loaded, step, { signer, personId }, context), context);
    } finally {
      await signer.close();
    }
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run(_input, { official, steps }, { db, now, prepared, id, emit, enqueue }) {
    const step = requireDue(ofRole(steps, 'seal'));
    const { revision } = await recordSignature(db, { step, steps, signed: prepared, id: id(), now, enqueue });
    emit({ type: DOCUMENT_SEALED, stream: official.meetingId, payload: { officialId: official.id, kind: official.kind, revision } });
    return { revision, sha256: prepared.stored.sha256 };
  },
  audit: (_input, { official }, { revision, sha256 }) => ({ ...auditSubject(official), details: { revision, sha256, seal: true } }),
  auditRefusal: (_input, { official }, refusal) => wrongPin(refusal, auditSubject(official)),
  // The input holds a PIN; see `records.sign`.
  replayable: false,
});
