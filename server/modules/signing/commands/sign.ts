import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { MINUTES_SIGNED } from '../events';
import { loadSigning, requireDue, signersOnly, stepOf } from '../policy';
import { placeOf } from '../repository';
import { recordSignature, signRevision } from '../signing-act';

/** Read with the first signature: drawing brings along half of what the program would load at its start. */
const drawing = () => import('../appearance/draw');

const REASON = { secretary: 'Thư ký ký biên bản', chair: 'Chủ tọa ký biên bản', seal: 'Đóng dấu cơ quan' } as const;

/** The person whose turn it is signs with their own key (G2–G6). */
export const sign = defineCommand({
  name: 'signing.sign',
  input: z.strictObject({ minutesId: z.uuid(), pin: z.string().min(1).max(200) }),
  load: ({ minutesId }, { db, caller }) => loadSigning(db, minutesId, caller),
  policy: signersOnly,
  async prepare({ minutesId, pin }, loaded, { db, caller, ports, now }) {
    const step = requireDue(stepOf(caller, loaded));
    const personId = personIdOf(caller);
    if (!personId) throw new DomainError('forbidden', 'signing.not_a_signer');
    const signer = await ports.signers.open(personId, pin);
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
  // The input holds a PIN; the state of the step sees to it that a second tap changes nothing (G5).
  replayable: false,
});
