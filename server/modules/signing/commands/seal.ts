import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { VIETNAM_OFFSET_MINUTES } from '../../../shared/rules/date-forms';
import { drawing } from '../appearance/prepare';
import { MINUTES_SEALED } from '../events';
import { pinHolder, signerOf, wrongPin } from '../pins';
import { loadSigning, requireDue, sealersOnly } from '../policy';
import { placeOf, sealOwner } from '../repository';
import { recordSignature, signRevision } from '../signing-act';
import { ofRole } from '../steps';

/** "2026-12-01T16:32:11+07:00" (NĐ 30/2020, Phụ lục I: time of the agency's signature, ISO 8601, Vietnam time). */
const vietnamIso = (at: Date): string => `${new Date(at.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).toISOString().slice(0, 19)}+07:00`;

/** "Ủy ban nhân dân" above "tỉnh Thanh Giang", as the heading of a document has it. */
const nameLines = (name: string): string[] => {
  const rest = /^(Ủy ban nhân dân) (.+)$/u.exec(name.normalize('NFC'));
  return rest ? rest.slice(1) : [name];
};

/** The place of a round seal (38 mm) reaches over the words "Chủ tọa", the name and a third of the signature (40 mm): a text keeps clear of all three. */
const besideSignature = ({ width, height }: { width: number; height: number }) => ({ x: 0, y: height * 0.24, width: width * (1 - 40 / 3 / 38), height: height * 0.5 });

/** A records clerk of the agency applies its signature (G7). */
export const seal = defineCommand({
  name: 'signing.seal',
  input: z.strictObject({ minutesId: z.uuid(), pin: z.string().min(1).max(200) }),
  load: ({ minutesId }, { db, caller }) => loadSigning(db, minutesId, caller),
  policy: sealersOnly,
  async prepare({ minutesId, pin }, loaded, { db, caller, ports, now }) {
    const step = requireDue(ofRole(loaded.steps, 'seal'));
    const { bodyId } = loaded.access.meeting;
    const { unitId, name } = await sealOwner(db, bodyId);
    const personId = signerOf(caller);
    const signer = await ports.signers.open(unitId, pin, await pinHolder(db, unitId, personId));
    const fonts = await ports.fonts.administrative();
    return signRevision(
      {
        minutesId,
        field: step.field,
        signer,
        reason: 'Đóng dấu cơ quan',
        location: await placeOf(db, bodyId),
        signedBy: personId,
        // Without an image of the seal only words stand there: the program never draws one (NĐ 30/2020).
        draw: async (box) => (await drawing()).drawTextAppearance({ ...box, fonts, testOnly: signer.testOnly, lines: [...nameLines(name), vietnamIso(now)], area: besideSignature(box) }),
      },
      { db, ports, now },
    );
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run({ minutesId }, loaded, { db, now, prepared, id, emit }) {
    const step = requireDue(ofRole(loaded.steps, 'seal'));
    const { revision } = await recordSignature(db, { step, steps: loaded.steps, signed: prepared, id: id(), now });
    emit({ type: MINUTES_SEALED, stream: loaded.minutes.meetingId, payload: { minutesId, revision } });
    return { revision, sha256: prepared.stored.sha256 };
  },
  audit: ({ minutesId }, { minutes }, { revision, sha256 }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: minutes.meetingId, details: { revision, sha256, seal: true } }),
  auditRefusal: ({ minutesId }, loaded, refusal) => wrongPin(minutesId, loaded, refusal),
  // The input holds a PIN; see `signing.sign`.
  replayable: false,
});
