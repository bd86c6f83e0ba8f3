import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';

export type MinutesState = 'draft' | 'submitted' | 'returned' | 'approved' | 'signed';
export type StepRole = 'secretary' | 'chair' | 'seal';
export type StepState = 'waiting' | 'due' | 'signed' | 'refused';

/** What a signed step keeps of the certificate. */
const certificateSchema = z.object({ commonName: z.string(), issuer: z.string(), serial: z.string(), testOnly: z.boolean(), signedBy: z.string().nullable().default(null) });
export type StepCertificate = z.infer<typeof certificateSchema>;

/** One signature the minutes need (bước ký). */
export interface SignatureStep {
  id: string;
  minutesId: string;
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

/** The minutes as far as signing knows them. */
export interface MinutesToSign {
  id: string;
  meetingId: string;
  number: number | null;
  notation: string;
  state: MinutesState;
  verifyCode: string | null;
  approvedAt: Date | null;
  frozenSha256: string | null;
}

const rectSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const anchorsSchema = z.array(z.object({ name: z.string(), page: z.number(), rect: rectSchema }));
export type FileAnchor = z.infer<typeof anchorsSchema>[number];

/** One stored revision of the typeset minutes; revision 0 has empty signature fields. */
export interface MinutesFile {
  id: string;
  minutesId: string;
  revision: number;
  blobKey: string;
  sha256: string;
  size: number;
  pages: number;
  anchors: FileAnchor[];
  createdAt: Date;
}

type StepRow = NonNullable<Awaited<ReturnType<Db['signatureStep']['findUnique']>>>;
type FileRow = NonNullable<Awaited<ReturnType<Db['minutesFile']['findUnique']>>>;

const toStep = (row: StepRow): SignatureStep => ({
  ...row,
  role: row.role as StepRole,
  state: row.state as StepState,
  certificate: row.certificate ? certificateSchema.parse(JSON.parse(row.certificate)) : null,
});
const toFile = (row: FileRow): MinutesFile => ({ ...row, anchors: anchorsSchema.parse(JSON.parse(row.anchors)) });

const minutesFields = { id: true, meetingId: true, number: true, notation: true, state: true, verifyCode: true, approvedAt: true, frozenSha256: true } as const;

export async function findMinutesToSign(db: Db, id: string): Promise<MinutesToSign | null> {
  const row = await db.minutes.findUnique({ where: { id }, select: minutesFields });
  return row && { ...row, state: row.state as MinutesState };
}

export async function findMinutesByCode(db: Db, verifyCode: string): Promise<MinutesToSign | null> {
  const row = await db.minutes.findUnique({ where: { verifyCode }, select: minutesFields });
  return row && { ...row, state: row.state as MinutesState };
}

export async function listSteps(db: Db, minutesId: string): Promise<SignatureStep[]> {
  const rows = await db.signatureStep.findMany({ where: { minutesId }, orderBy: { order: 'asc' } });
  return rows.map(toStep);
}

export async function createSteps(db: Db, minutesId: string, steps: readonly (Omit<SignatureStep, 'minutesId' | 'signedAt' | 'certificate' | 'reason' | 'version'>)[]): Promise<void> {
  await db.signatureStep.createMany({ data: steps.map((step) => ({ ...step, minutesId })) });
}

/** Steps of minutes that are a draft again; the audit log keeps what they were. */
export async function dropSteps(db: Db, minutesId: string): Promise<void> {
  await db.signatureStep.deleteMany({ where: { minutesId } });
}

/** Whether a stored file is void: made before the minutes were taken back, so that no signature of today builds on it. */
export async function isVoidFile(db: Db, minutesId: string, revision: number): Promise<boolean> {
  const minutes = await findMinutesToSign(db, minutesId);
  if (minutes?.state !== 'approved' && minutes?.state !== 'signed') return true;
  const [last, signed] = await Promise.all([
    db.minutesFile.findFirst({ where: { minutesId }, orderBy: { revision: 'desc' }, select: { revision: true } }),
    db.signatureStep.count({ where: { minutesId, state: 'signed' } }),
  ]);
  return revision < (last?.revision ?? 0) - signed;
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

export async function setMinutesState(db: Db, minutesId: string, state: MinutesState): Promise<void> {
  await db.minutes.update({ where: { id: minutesId }, data: { state, version: { increment: 1 } } });
}

/** The newest stored revision. */
export async function latestFile(db: Db, minutesId: string): Promise<MinutesFile | null> {
  const row = await db.minutesFile.findFirst({ where: { minutesId }, orderBy: { revision: 'desc' } });
  return row && toFile(row);
}

/** The file the minutes were approved as, which the signatures since then were added to, with the text it was made of. */
export async function approvedState(db: Db, latest: MinutesFile): Promise<{ frozen: unknown; frozenSha256: string | null; size: number; sha256: string } | null> {
  const { minutesId } = latest;
  const signed = await db.signatureStep.count({ where: { minutesId, state: 'signed' } });
  const [minutes, first] = await Promise.all([
    db.minutes.findUnique({ where: { id: minutesId }, select: { content: true, frozenSha256: true } }),
    db.minutesFile.findFirst({ where: { minutesId, revision: latest.revision - signed }, select: { size: true, sha256: true } }),
  ]);
  if (!minutes || !first) return null;
  const { frozen } = z.object({ frozen: z.unknown() }).parse(JSON.parse(minutes.content));
  return { frozen, frozenSha256: minutes.frozenSha256, ...first };
}

export async function addFile(db: Db, file: MinutesFile): Promise<void> {
  await db.minutesFile.create({ data: { ...file, anchors: JSON.stringify(file.anchors) } });
}

/** Stored minutes with exactly these bytes. */
export async function findFileBySha(db: Db, sha256: string): Promise<{ minutesId: string; revision: number; latest: number; isVoid: boolean; number: number | null; notation: string; title: string } | null> {
  const row = await db.minutesFile.findFirst({ where: { sha256 }, include: { minutes: { include: { meeting: { select: { title: true } } } } } });
  if (!row) return null;
  const last = await db.minutesFile.findFirst({ where: { minutesId: row.minutesId }, orderBy: { revision: 'desc' }, select: { revision: true } });
  return {
    minutesId: row.minutesId,
    revision: row.revision,
    latest: last?.revision ?? row.revision,
    isVoid: await isVoidFile(db, row.minutesId, row.revision),
    number: row.minutes.number,
    notation: row.minutes.notation,
    title: row.minutes.meeting.title,
  };
}

/** The unit whose certificate seals a body's documents, and the name it seals with (G7). */
export async function sealOwner(db: Db, bodyId: string): Promise<{ unitId: string; name: string }> {
  const row = await db.body.findUniqueOrThrow({ where: { id: bodyId }, select: { unitId: true, name: true } });
  return { unitId: row.unitId, name: row.name };
}

/** Names of people by id. */
export async function peopleNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, fullName: true } });
  return new Map(rows.map((row) => [row.id, row.fullName]));
}

/** Short place of the body's unit for /Location, e.g. "Thanh Giang". */
export async function placeOf(db: Db, bodyId: string): Promise<string> {
  const row = await db.body.findUniqueOrThrow({ where: { id: bodyId }, select: { unit: { select: { name: true } } } });
  return row.unit.name.replace(/^(Ủy ban nhân dân )?([Tt]ỉnh|[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hành phố) /u, '');
}

export interface PinReset {
  /** Name of the administrator; null: at the console of the server. */
  by: string | null;
  at: Date;
  reason: string;
}

/** Resets of one person's wrong PINs at one key, oldest first. */
export async function pinResetsOf(db: Db, keyId: string, personId: string): Promise<PinReset[]> {
  const rows = await db.pinReset.findMany({ where: { keyId, personId }, orderBy: { id: 'asc' } });
  const names = await peopleNames(db, rows.flatMap(({ resetById }) => resetById ?? []));
  return rows.map(({ resetById, at, reason }) => ({ by: resetById && (names.get(resetById) ?? ''), at, reason }));
}

export async function addPinReset(db: Db, reset: { id: string; keyId: string; personId: string; resetById: string | null; reason: string; at: Date }): Promise<void> {
  await db.pinReset.create({ data: reset });
}

/** Names of units by id. */
export async function unitNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.orgUnit.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}
