import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { drawing } from '../appearance/prepare';
import { MINUTES_SIGNED } from '../events';
import { pinHolder, signerOf, wrongPin } from '../pins';
import { loadSigning, requireDue, signersOnly, stepOf } from '../policy';
import { placeOf } from '../repository';
import { recordSignature, signRevision } from '../signing-act';

const REASON = { secretary: 'Thư ký ký biên bản', chair: 'Chủ tọa ký biên bản', seal: 'Đóng dấu cơ quan' } as const;

/** The person whose turn it is signs with their own key (G2–G6). */
export const sign = defineCommand({
  name: 'signing.sign',
  input: z.strictObject({ minutesId: z.uuid(), pin: z.string().min(1).max(200) }),
  load: ({ minutesId }, { db, caller }) => loadSigning(db, minutesId, caller),
  policy: signersOnly,
  async prepare({ minutesId, pin }, loaded, { db, caller, ports, now }) {
    const step = requireDue(stepOf(caller, loaded));
    const personId = signerOf(caller);
    const signer = await ports.signers.open(personId, pin, await pinHolder(db, personId, personId));
    const fonts = await ports.fonts.administrative();
    const name = loaded.names.get(personId) ?? '';
    return signRevision(
      {
        minutesId,
        field: step.field,
        signer,
        reason: REASON[step.role],
        location: await placeOf(db, loaded.access.meeting.bodyId),
        signedBy: personId,
        draw: async (box) => (await drawing()).drawPersonAppearance({ ...box, fonts, testOnly: signer.testOnly, name }),
      },
      { db, ports, now },
    );
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run({ minutesId }, loaded, { db, caller, now, prepared, id, emit }) {
    const step = requireDue(stepOf(caller, loaded));
    const answer = await recordSignature(db, { step, steps: loaded.steps, signed: prepared, id: id(), now });
    emit({ type: MINUTES_SIGNED, stream: loaded.minutes.meetingId, payload: { minutesId, role: step.role, ...answer } });
    return { ...answer, sha256: prepared.stored.sha256 };
  },
  audit: ({ minutesId }, { minutes }, { revision, sha256 }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: minutes.meetingId, details: { revision, sha256 } }),
  auditRefusal: ({ minutesId }, loaded, refusal) => wrongPin(minutesId, loaded, refusal),
  // The input holds a PIN; the state of the step sees to it that a second tap changes nothing (G5).
  replayable: false,
});
