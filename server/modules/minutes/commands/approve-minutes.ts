import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand, type PrepareContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import type { Ports } from '../../../kernel/ports';
import type { Db } from '../../../kernel/ports/database';
import { MINUTES_ANCHORS, MinutesDocument } from '../../../shared/protocol/minutes-document';
import { localMoment } from '../../../shared/rules/date-forms';
import { nextNumber } from '../../../shared/rules/numbering';
import { listSeats, type Meeting } from '../../meetings';
import { sittingFacts } from '../../sitting';
import { addFile, approvalHash, createSteps, fieldsUpdate, latestFile, planSteps, prepareDrawing, type SignatureField } from '../../signing';
import { isReachable, toDocument, verificationOf } from '../document';
import { MINUTES_APPROVED } from '../events';
import { chairOnly, changedElsewhere, changeMinutes, loadMinutes, type MinutesLoaded } from '../policy';
import { bodyOf, keepRevision, numberRegister } from '../repository';
import { codeFrom, CODE_BYTES } from '../verify-code';

const TOOLTIPS: Record<string, string> = {
  [MINUTES_ANCHORS.secretary]: 'Chữ ký số của thư ký',
  [MINUTES_ANCHORS.chair]: 'Chữ ký số của chủ tọa',
  [MINUTES_ANCHORS.seal]: 'Chữ ký số của cơ quan',
};

/** The number the minutes get; approved again in the same year they keep theirs (N7, N12). @throws DomainError `conflict` `minutes.number_taken` {number}. */
async function numberFor(db: Db, { meeting, minutes }: MinutesLoaded, wanted: number | undefined, now: Date): Promise<number> {
  const { year } = localMoment(now);
  if (minutes.number !== null && minutes.approvedAt && localMoment(minutes.approvedAt).year === year) return minutes.number;
  const register = await numberRegister(db, meeting.bodyId);
  const number = wanted ?? nextNumber(register, year);
  if (register.some((entry) => entry.year === year && entry.number === number)) throw new DomainError('conflict', 'minutes.number_taken', { number });
  return number;
}

async function usesTestKeys(ports: Ports, meeting: Meeting): Promise<boolean> {
  const certificates = await Promise.all([meeting.chairId, meeting.secretaryId].map((personId) => ports.signers.describe(personId, { personId, resets: 0 })));
  return certificates.some((certificate) => certificate?.testOnly === true);
}

async function* inOrder(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

/** Sets the frozen text as PDF/A with QR code and empty signature fields, and stores it (N8); the agency's signature will end changes. */
async function typeset({ minutes, meeting }: MinutesLoaded, number: number, { db, ports, now }: PrepareContext) {
  const [body, seats, { presence }, testOnly] = await Promise.all([bodyOf(db, meeting.bodyId), listSeats(db, meeting.id), sittingFacts(db, meeting.id), usesTestKeys(ports, meeting)]);
  const verifyCode = minutes.verifyCode ?? codeFrom(ports.ids.token(CODE_BYTES));
  const url = `${ports.origin}/verify/${verifyCode}`;
  // A code nobody else can open does not belong on an official document; trial keys make none.
  if (!testOnly && !isReachable(url)) throw new DomainError('rejected', 'minutes.origin_needed', { origin: ports.origin });
  const nameOf = (personId: string): string => seats.find((seat) => seat.personId === personId)?.fullName ?? '';
  const frozen = MinutesDocument.parse(
    toDocument({
      paragraphs: minutes.content.paragraphs,
      title: meeting.title,
      bodyName: body.name,
      bodyShort: body.shortName,
      number,
      notation: minutes.notation,
      seats,
      wasThere: (personId) => presence.get(personId)?.wasThere === true,
      openedAt: meeting.openedAt ?? now,
      chair: nameOf(meeting.chairId),
      secretary: nameOf(meeting.secretaryId),
      testOnly,
    }),
  );
  const title = `Biên bản số ${frozen.header.number ?? ''}/${minutes.notation} – ${meeting.title}`;
  const setting = ports.typesetter.render('minutes', { ...frozen, verification: verificationOf(url) }, { createdAt: now, title, author: body.name });
  // The next who act on these minutes are those who sign.
  const [set] = await Promise.all([setting, ports.fonts.administrative().then(prepareDrawing)]);
  const anchors = set.anchors.filter(({ name }) => name in TOOLTIPS);
  const fields = anchors.map(({ name, page, rect }): SignatureField => ({ name, page, rect, tooltip: TOOLTIPS[name] ?? name, locks: name === MINUTES_ANCHORS.seal }));
  const stored = await ports.blobs.put(inOrder(set.pdf, fieldsUpdate(set.pdf, fields)));
  return { frozen, verifyCode, stored, pages: set.pages, anchors };
}

/** The chair approves: the text is frozen, numbered and typeset, and the signatures begin (N5–N8). */
export const approve = defineCommand({
  name: 'minutes.approve',
  input: z.strictObject({ minutesId: z.uuid(), version: z.int().min(1), number: z.int().min(1).max(99_999).optional() }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => chairOnly(caller, loaded),
  requires: { minutes: ['submitted'] },
  async prepare({ version, number: wanted }, loaded, context) {
    if (loaded.minutes.version !== version) throw await changedElsewhere(context.db, loaded.minutes);
    const number = await numberFor(context.db, loaded, wanted, context.now);
    return { number, ...(await typeset(loaded, number, context)) };
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run({ minutesId, version }, loaded, { db, caller, now, prepared, id, emit }) {
    const { minutes, meeting } = loaded;
    const { number, frozen, verifyCode, stored, pages, anchors } = prepared;
    await numberFor(db, loaded, number, now);
    const last = await latestFile(db, minutesId);
    // Text and file under one hash: who changes either after the approval changes it.
    const sha256 = approvalHash(frozen, stored.sha256);
    const approvedById = personIdOf(caller) ?? meeting.chairId;
    const content = { ...minutes.content, frozen };
    await changeMinutes(db, minutes, version, { state: 'approved', number, approvedAt: now, approvedById, frozenSha256: sha256, verifyCode, content });
    await keepRevision(db, { id: id(), minutesId, action: 'approve', content, authorId: approvedById, at: now });
    await addFile(db, { id: id(), minutesId, revision: last ? last.revision + 1 : 0, blobKey: stored.key, sha256: stored.sha256, size: stored.size, pages, anchors, createdAt: now });
    await createSteps(db, minutesId, planSteps(meeting).map((step) => ({ ...step, id: id() })));
    emit({ type: MINUTES_APPROVED, stream: meeting.id, payload: { minutesId, number, notation: minutes.notation, sha256 } });
    return { version: version + 1, number, notation: minutes.notation, verifyCode };
  },
  audit: ({ minutesId }, { meeting }, { number, notation }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { number, notation } }),
});
