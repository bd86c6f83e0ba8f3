import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { VIETNAM_OFFSET_MINUTES } from '../../../shared/rules/date-forms';
import { bodyOf, placeName } from '../../organization';
import { drawing, pinHolder, signerOf, wrongPin } from '../../signing';
import { recordSignature, signRevision } from '../act';
import { DOCUMENT_SEALED } from '../events';
import { auditSubject, loadSigning, requireDue, sealersOnly } from '../policy';
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
  name: 'records.seal',
  input: z.strictObject({ officialId: z.uuid(), pin: z.string().min(1).max(200) }),
  load: ({ officialId }, { db, caller }) => loadSigning(db, officialId, caller),
  policy: sealersOnly,
  async prepare({ pin }, loaded, { db, caller, ports, now }) {
    const step = requireDue(ofRole(loaded.steps, 'seal'));
    const { unitId, name, unitName } = await bodyOf(db, loaded.access.meeting.bodyId);
    const personId = signerOf(caller);
    const signer = await ports.signers.open(unitId, pin, await pinHolder(db, unitId, personId));
    const fonts = await ports.fonts.administrative();
    const lines = [...nameLines(name), vietnamIso(now)];
    // Without an image of the seal only words stand there: the program never draws one (NĐ 30/2020).
    const draw = async (box: { width: number; height: number }) => (await drawing()).drawTextAppearance({ ...box, fonts, testOnly: signer.testOnly, lines, area: besideSignature(box) });
    return signRevision(loaded, { step, signer, location: placeName(unitName), signedBy: personId, draw }, { db, ports, now });
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
