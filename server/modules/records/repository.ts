import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import type { KindName, StepRole } from './kinds';

export type OfficialState = 'approved' | 'signed' | 'withdrawn';
export type StepState = 'waiting' | 'due' | 'signed' | 'refused';

/** An official document (văn bản) with the number it bears. */
export interface OfficialDocument {
  id: string;
  kind: KindName;
  meetingId: string;
  /** What of the session it is about; null: the session. */
  aboutId: string | null;
  title: string;
  notation: string;
  year: number;
  number: number;
  state: OfficialState;
  /** Of the frozen text and the file made of it. */
  frozenSha256: string;
  approvedAt: Date;
  approvedById: string;
  verifyCode: string;
  /** Revision of the file the latest approval made; earlier ones are void. */
  baseRevision: number;
  /** When its file needs something to be believed later; null: nothing. */
  careAt: Date | null;
  version: number;
}

/** What a signed step keeps of the certificate. */
const certificateSchema = z.object({ commonName: z.string(), issuer: z.string(), serial: z.string(), testOnly: z.boolean(), signedBy: z.string().nullable().default(null) });
export type StepCertificate = z.infer<typeof certificateSchema>;

/** One signature the document needs (bước ký). */
export interface SignatureStep {
  id: string;
  officialId: string;
  order: number;
  role: StepRole;
  field: string;
  /** Null for the seal: any records clerk applies it. */
  personId: string | null;
  required: boolean;
  state: StepState;
  signedAt: Date | null;
  certificate: StepCertificate | null;
  reason: string | null;
  version: number;
}

const rectSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const anchorsSchema = z.array(z.object({ name: z.string(), page: z.number(), rect: rectSchema }));
export type FileAnchor = z.infer<typeof anchorsSchema>[number];

/** One stored revision of the typeset document; the first of an approval has empty signature fields. */
export interface OfficialFile {
  id: string;
  officialId: string;
  revision: number;
  blobKey: string;
  sha256: string;
  size: number;
  pages: number;
  anchors: FileAnchor[];
  createdAt: Date;
}

type DocumentRow = Omit<NonNullable<Awaited<ReturnType<Db['officialDocument']['findUnique']>>>, 'frozen'>;
type StepRow = NonNullable<Awaited<ReturnType<Db['signatureStep']['findUnique']>>>;
type FileRow = NonNullable<Awaited<ReturnType<Db['officialFile']['findUnique']>>>;

const toDocument = (row: DocumentRow): OfficialDocument => ({ ...row, kind: row.kind as KindName, state: row.state as OfficialState });
/** The text is long, and only who signs it asks for it. */
const omit = { frozen: true } as const;
const toStep = (row: StepRow): SignatureStep => ({
  ...row,
  role: row.role as StepRole,
  state: row.state as StepState,
  certificate: row.certificate ? certificateSchema.parse(JSON.parse(row.certificate)) : null,
});
const toFile = (row: FileRow): OfficialFile => ({ ...row, anchors: anchorsSchema.parse(JSON.parse(row.anchors)) });

/** Whether what was approved stands. */
export const isInForce = ({ state }: Pick<OfficialDocument, 'state'>): boolean => state !== 'withdrawn';

/** Whether a stored file is void: made by an approval that was taken back, so that no signature of today builds on it. */
export const isVoid = (official: Pick<OfficialDocument, 'state' | 'baseRevision'>, revision: number): boolean => !isInForce(official) || revision < official.baseRevision;

export async function findOfficial(db: Db, id: string): Promise<OfficialDocument | null> {
  const row = await db.officialDocument.findUnique({ where: { id }, omit });
  return row && toDocument(row);
}

/** The document of this kind about something of a session. */
export async function findAbout(db: Db, kind: KindName, aboutId: string): Promise<OfficialDocument | null> {
  const row = await db.officialDocument.findUnique({ where: { kind_aboutId: { kind, aboutId } }, omit });
  return row && toDocument(row);
}

/** Documents of this kind of a session, in the order of their numbers. */
export async function officialsOf(db: Db, meetingId: string, kind: KindName): Promise<OfficialDocument[]> {
  const rows = await db.officialDocument.findMany({ where: { meetingId, kind }, orderBy: [{ year: 'asc' }, { number: 'asc' }], omit });
  return rows.map(toDocument);
}

export async function findByCode(db: Db, verifyCode: string): Promise<OfficialDocument | null> {
  const row = await db.officialDocument.findUnique({ where: { verifyCode }, omit });
  return row && toDocument(row);
}

/** The text as it was frozen; of its kind's own shape. */
export async function frozenText(db: Db, id: string): Promise<unknown> {
  const { frozen } = await db.officialDocument.findUniqueOrThrow({ where: { id }, select: { frozen: true } });
  return JSON.parse(frozen);
}

export async function createOfficial(db: Db, { frozen, ...official }: Omit<OfficialDocument, 'version'> & { frozen: unknown }): Promise<void> {
  await db.officialDocument.create({ data: { ...official, frozen: JSON.stringify(frozen) } });
}

/** Approves anew what was taken back. */
export async function renewOfficial(db: Db, id: string, { frozen, ...change }: Omit<OfficialDocument, 'id' | 'kind' | 'meetingId' | 'aboutId' | 'verifyCode' | 'version'> & { frozen: unknown }): Promise<void> {
  await db.officialDocument.update({ where: { id }, data: { ...change, frozen: JSON.stringify(frozen), version: { increment: 1 } } });
}

/** @param careAt when its file needs care next (G33). */
export async function setState(db: Db, id: string, state: OfficialState, careAt: Date | null): Promise<void> {
  await db.officialDocument.update({ where: { id }, data: { state, careAt, version: { increment: 1 } } });
}

export async function listSteps(db: Db, officialId: string): Promise<SignatureStep[]> {
  const rows = await db.signatureStep.findMany({ where: { officialId }, orderBy: { order: 'asc' } });
  return rows.map(toStep);
}

export async function createSteps(db: Db, officialId: string, steps: readonly (Omit<SignatureStep, 'officialId' | 'signedAt' | 'certificate' | 'reason' | 'version'>)[]): Promise<void> {
  await db.signatureStep.createMany({ data: steps.map((step) => ({ ...step, officialId })) });
}

/** Steps of a document that was taken back; the audit log keeps what they were. */
export async function dropSteps(db: Db, officialId: string): Promise<void> {
  await db.signatureStep.deleteMany({ where: { officialId } });
}

/** Signs a step that is still due; false when it no longer is (G5). */
export async function markSigned(db: Db, stepId: string, signed: { signedAt: Date; certificate: StepCertificate }): Promise<boolean> {
  const { count } = await db.signatureStep.updateMany({
    where: { id: stepId, state: 'due' },
    data: { state: 'signed', signedAt: signed.signedAt, certificate: JSON.stringify(signed.certificate), version: { increment: 1 } },
  });
  return count === 1;
}

export async function markDue(db: Db, stepId: string): Promise<void> {
  await db.signatureStep.update({ where: { id: stepId }, data: { state: 'due', version: { increment: 1 } } });
}

export async function markRefused(db: Db, stepId: string, reason: string): Promise<boolean> {
  const { count } = await db.signatureStep.updateMany({ where: { id: stepId, state: 'due' }, data: { state: 'refused', reason, version: { increment: 1 } } });
  return count === 1;
}

/** The newest stored revision. */
export async function latestFile(db: Db, officialId: string): Promise<OfficialFile | null> {
  const row = await db.officialFile.findFirst({ where: { officialId }, orderBy: { revision: 'desc' } });
  return row && toFile(row);
}

export async function findFile(db: Db, officialId: string, revision: number): Promise<OfficialFile | null> {
  const row = await db.officialFile.findUnique({ where: { officialId_revision: { officialId, revision } } });
  return row && toFile(row);
}

export async function addFile(db: Db, file: OfficialFile): Promise<void> {
  await db.officialFile.create({ data: { ...file, anchors: JSON.stringify(file.anchors) } });
}

export interface KnownFile {
  official: OfficialDocument;
  revision: number;
  isLatest: boolean;
}

/** The stored revision with exactly these bytes. */
export async function findFileBySha(db: Db, sha256: string): Promise<KnownFile | null> {
  const row = await db.officialFile.findFirst({ where: { sha256 }, include: { official: { omit } } });
  if (!row) return null;
  const last = await db.officialFile.findFirst({ where: { officialId: row.officialId }, orderBy: { revision: 'desc' }, select: { revision: true } });
  return { official: toDocument(row.official), revision: row.revision, isLatest: row.revision === last?.revision };
}

/** Steps looked for at once, the longest waiting first; when these are done the next ones show. */
const STEPS_AT_MOST = 100;

export interface OpenStep {
  role: StepRole;
  reason: string;
  official: OfficialDocument;
  /** Body that met. */
  bodyId: string;
  /** Since when it waits. */
  since: Date;
}

/** Signatures due from a person, and seals of the bodies given: a clerk is let in once the session is closed. */
export async function dueStepsOf(db: Db, personId: string, sealsOf: readonly string[]): Promise<OpenStep[]> {
  const rows = await db.signatureStep.findMany({
    where: { state: 'due', OR: [{ personId }, { role: 'seal', official: { meeting: { bodyId: { in: [...sealsOf] }, state: 'closed' } } }] },
    include: { official: { omit, include: { meeting: { select: { bodyId: true } }, steps: { where: { state: 'signed' }, orderBy: { signedAt: 'desc' }, take: 1 } } } },
    take: STEPS_AT_MOST,
  });
  return rows.map(({ role, official: { steps, meeting, ...official } }) => ({ role: role as StepRole, reason: '', official: toDocument(official), bodyId: meeting.bodyId, since: steps[0]?.signedAt ?? official.approvedAt }));
}

/** Documents of sessions a person is secretary of whose signing stopped because somebody refused. */
export async function refusedStepsOf(db: Db, secretaryId: string): Promise<OpenStep[]> {
  const rows = await db.signatureStep.findMany({
    where: { state: 'refused', official: { state: 'approved', meeting: { attendees: { some: { personId: secretaryId, role: 'secretary' } } } } },
    include: { official: { omit, include: { meeting: { select: { bodyId: true } } } } },
    take: STEPS_AT_MOST,
  });
  return rows.map(({ role, reason, official: { meeting, ...official } }) => ({ role: role as StepRole, reason: reason ?? '', official: toDocument(official), bodyId: meeting.bodyId, since: official.approvedAt }));
}

/** Rows looked through for one number: its years, in a few bodies. */
const NUMBERED = 200;

/** Documents in force of these bodies that bear a number, in its year where that is known, the newest first. */
export async function officialsNumbered(db: Db, { number, kinds, year, bodyIds }: { number: number; kinds: readonly KindName[]; year: number | null; bodyIds: readonly string[] }): Promise<OfficialDocument[]> {
  const rows = await db.officialDocument.findMany({
    where: { number, ...(year !== null && { year }), kind: { in: [...kinds] }, state: { not: 'withdrawn' }, meeting: { bodyId: { in: [...bodyIds] } } },
    orderBy: [{ year: 'desc' }, { id: 'desc' }],
    take: NUMBERED,
    omit,
  });
  return rows.map(toDocument);
}
