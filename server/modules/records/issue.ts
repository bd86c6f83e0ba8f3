import { canonicalJson } from '../../kernel/canonical-json';
import type { PrepareContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { BlobReceipt } from '../../kernel/ports/blob';
import type { Ports } from '../../kernel/ports';
import type { Db } from '../../kernel/ports/database';
import type { TemplateName } from '../../kernel/ports/typesetter';
import { localMoment } from '../../shared/rules/date-forms';
import { fullNumber } from '../../shared/rules/numbering';
import type { Meeting } from '../meetings';
import { fieldsUpdate, prepareDrawing } from '../signing';
import { approvalHash } from './approval';
import { CODE_BYTES, codeFrom, isReachable, verificationOf } from './verify-code';
import { notationOf, signaturesOf, typeName, type KindName, type Signers } from './kinds';
import { enter, freeNumber } from './repository.register';
import { addFile, createOfficial, createSteps, dropSteps, latestFile, renewOfficial, setState, type FileAnchor, type OfficialDocument } from './repository';
import { planSteps } from './steps';

/** What a module that writes one kind of document says of it. */
export interface ToIssue<Frozen> {
  kind: KindName;
  meeting: Meeting;
  /** What of the session it is about, where there are several of its kind. */
  aboutId: string | null;
  signers: Signers;
  title: string;
  body: { name: string; shortName: string };
  /** What an earlier approval made of it, taken back since. */
  earlier: OfficialDocument | null;
  /** A number the person asked for. */
  number: number | undefined;
  template: TemplateName;
  /** What it says, for programs: rides along in the file (G37). */
  facts: object;
  /** The text as it is frozen and set, under the number and notation it gets. */
  compose(numbered: { number: number; notation: string; testOnly: boolean }): Frozen;
}

/** An official document that was typeset, and waits for its transaction. */
export interface ToRecord {
  of: Pick<ToIssue<unknown>, 'kind' | 'meeting' | 'aboutId' | 'signers' | 'title' | 'earlier'>;
  number: number;
  notation: string;
  verifyCode: string;
  frozen: unknown;
  stored: BlobReceipt;
  pages: number;
  anchors: FileAnchor[];
}

/** What the facts of a document are written in; another version where a program that reads this one would go wrong. */
const FACTS_FORMAT = 'phien.facts/1';

/** The number it gets; approved again in the same year it keeps its own (G19). @throws DomainError as `freeNumber`. */
async function numberFor(db: Db, { kind, meeting, earlier }: ToRecord['of'], wanted: number | undefined, now: Date): Promise<number> {
  const { year } = localMoment(now);
  return earlier?.year === year ? earlier.number : freeNumber(db, { bodyId: meeting.bodyId, kind, year }, wanted);
}

async function usesTestKeys(ports: Ports, signers: Signers): Promise<boolean> {
  const certificates = await Promise.all(Object.values(signers).flat().map((personId) => ports.signers.describe(personId, { personId, resets: 0 })));
  return certificates.some((certificate) => certificate?.testOnly === true);
}

async function* inOrder(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

/**
 * Sets the frozen text as PDF/A with QR code, its facts and the empty signature fields of its kind, and stores it (G20, G37).
 * @throws DomainError `rejected` `records.origin_needed` {origin} where nobody else can open the code; `conflict` `records.number_taken` {number}.
 */
export async function prepareIssue(given: ToIssue<object>, { db, ports, now }: PrepareContext): Promise<ToRecord> {
  const { kind, meeting, aboutId, signers, title, body, earlier } = given;
  const of = { kind, meeting, aboutId, signers, title, earlier };
  const number = await numberFor(db, of, given.number, now);
  const notation = notationOf(kind, body.shortName);
  const testOnly = await usesTestKeys(ports, signers);
  const verifyCode = earlier?.verifyCode ?? codeFrom(ports.ids.token(CODE_BYTES));
  const url = `${ports.origin}/verify/${verifyCode}`;
  // A code nobody else can open does not belong on an official document; trial keys make none.
  if (!testOnly && !isReachable(url)) throw new DomainError('rejected', 'records.origin_needed', { origin: ports.origin });
  const frozen = given.compose({ number, notation, testOnly });
  const name = fullNumber({ number, notation });
  const facts = canonicalJson({ format: FACTS_FORMAT, document: { kind, number: name, title, body: body.name, madeAt: now, verification: url, testOnly }, ...given.facts });
  const about = { createdAt: now, title: `${typeName(kind)} số ${name} – ${title}`, author: body.name, facts };
  const setting = ports.typesetter.render(given.template, { ...frozen, verification: verificationOf(url, kind) }, about);
  // The next who act on this document are those who sign.
  const [set] = await Promise.all([setting, ports.fonts.administrative().then(prepareDrawing)]);
  const wanted = signaturesOf(kind, signers);
  const anchors = set.anchors.filter(({ name }) => wanted.some(({ field }) => field === name));
  const fields = anchors.map(({ name, page, rect }) => {
    const rule = wanted.find(({ field }) => field === name);
    return { name, page, rect, tooltip: rule?.tooltip ?? name, locks: rule?.role === 'seal' };
  });
  const stored = await ports.blobs.put(inOrder(set.pdf, fieldsUpdate(set.pdf, fields)));
  return { of, number, notation, verifyCode, frozen, stored, pages: set.pages, anchors };
}

/** Writes an approval down: document, number, file, and the signatures it now needs. @throws DomainError as `freeNumber`. */
export async function recordIssue(db: Db, issue: ToRecord, { approvedById, now, id }: { approvedById: string; now: Date; id: () => string }): Promise<{ officialId: string; sha256: string }> {
  const { of, number, notation, verifyCode, frozen, stored, pages, anchors } = issue;
  const { kind, meeting, aboutId, signers, title, earlier } = of;
  const { year } = localMoment(now);
  const officialId = earlier?.id ?? id();
  // Text and file under one hash: who changes either after the approval changes it.
  const sha256 = approvalHash(frozen, stored.sha256);
  const last = await latestFile(db, officialId);
  const revision = last ? last.revision + 1 : 0;
  const content = { title, notation, year, number, state: 'approved' as const, careAt: null, frozen, frozenSha256: sha256, approvedAt: now, approvedById, baseRevision: revision };
  if (earlier) await renewOfficial(db, officialId, content);
  else await createOfficial(db, { id: officialId, kind, meetingId: meeting.id, aboutId, verifyCode, ...content });
  if (!earlier || earlier.year !== year) await enter(db, { bodyId: meeting.bodyId, kind, year }, number, { officialId, givenAt: now });
  await addFile(db, { id: id(), officialId, revision, blobKey: stored.key, sha256: stored.sha256, size: stored.size, pages, anchors, createdAt: now });
  await createSteps(db, officialId, planSteps(kind, signers).map((step) => ({ ...step, id: id() })));
  return { officialId, sha256 };
}

/** Takes an approval back: its file is void, its signatures are no longer asked for (G21). */
export async function withdraw(db: Db, officialId: string): Promise<void> {
  await dropSteps(db, officialId);
  await setState(db, officialId, 'withdrawn', null);
}
