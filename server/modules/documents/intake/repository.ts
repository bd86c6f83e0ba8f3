import type { Db } from '../../../kernel/ports/database';

/** A file that has come in (Tệp đã gửi đến). */
export interface Intake {
  id: string;
  /** Null: it is for the library, and of no session. */
  meetingId: string | null;
  uploadedById: string;
  /** Made by the sender. */
  sendId: string | null;
  itemId: string | null;
  /** The paper it is a new version of, and the number of the version the person saw. */
  replacesId: string | null;
  replaces: number | null;
  reason: string | null;
  title: string | null;
  /** A unit sent it for its item: it becomes a submission, in the place of the line `replacesId`. */
  submits: boolean;
  /** In the staging store. */
  blobKey: string;
  /** Hex. */
  sha256: string;
  /** Bytes. */
  size: number;
  fileName: string;
  /** JSON of what the inspection found (`PdfFacts`). */
  facts: string;
  /** Of a file of an office program that is a PDF by now: the file as it came, in the staging store too, and JSON of what was found (`Conversion`). */
  sourceKey: string | null;
  sourceSha256: string | null;
  sourceSize: number | null;
  sourceName: string | null;
  conversion: string | null;
  page: number | null;
  words: string;
  /** JSON of reason and params. */
  refusal: string | null;
  receivedAt: Date;
  expiresAt: Date;
  state: 'received' | 'accepted' | 'doubtful' | 'rejected' | 'waiting' | 'confirmed' | 'refused' | 'expired';
  documentId: string | null;
  erasedAt: Date | null;
}

/** Something may still become of it. */
const LIVE = ['received', 'accepted', 'doubtful', 'waiting'];

type Row = NonNullable<Awaited<ReturnType<Db['intake']['findUnique']>>>;
const toIntake = (row: Row): Intake => ({ ...row, state: row.state as Intake['state'] });

export type NewIntake = Pick<Intake, 'id' | 'meetingId' | 'uploadedById' | 'sendId' | 'blobKey' | 'sha256' | 'size' | 'fileName' | 'receivedAt' | 'expiresAt'>;

export async function createIntake(db: Db, intake: NewIntake): Promise<void> {
  await db.intake.create({ data: intake });
}

export async function findIntake(db: Db, id: string): Promise<Intake | null> {
  const row = await db.intake.findUnique({ where: { id } });
  return row && toIntake(row);
}

/** All of it that lies in the staging store. */
export const stagedKeysOf = ({ blobKey, sourceKey }: Pick<Intake, 'blobKey' | 'sourceKey'>): string[] => (sourceKey === null ? [blobKey] : [blobKey, sourceKey]);

/** What its sender sent under that id before. */
export async function findSent(db: Db, uploadedById: string, sendId: string): Promise<Intake | null> {
  const row = await db.intake.findUnique({ where: { uploadedById_sendId: { uploadedById, sendId } } });
  return row && toIntake(row);
}

export type HeldPlace = Pick<Intake, 'meetingId' | 'itemId' | 'replacesId' | 'submits' | 'uploadedById' | 'sha256'>;

/** The same bytes sent to the same place by the same person, still waiting for a word. */
export async function findSameHeld(db: Db, place: HeldPlace, now: Date): Promise<Intake | null> {
  const row = await db.intake.findFirst({ where: { ...place, state: 'waiting', expiresAt: { gt: now } } });
  return row && toIntake(row);
}

/** A person answers these one by one: more are shown when some are answered. */
const HELD_SHOWN = 100;

/** What one person is asked about, oldest first. */
export async function listHeld(db: Db, place: Pick<Intake, 'meetingId' | 'uploadedById' | 'submits'> & Partial<Pick<Intake, 'itemId'>>, now: Date): Promise<Intake[]> {
  const rows = await db.intake.findMany({ where: { ...place, state: 'waiting', expiresAt: { gt: now } }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], take: HELD_SHOWN });
  return rows.map(toIntake);
}

/** It is a PDF by now: the file as it came stands beside. */
export async function recordRendition(db: Db, { id, blobKey, sha256, size, fileName }: Intake, rendition: Pick<Intake, 'blobKey' | 'sha256' | 'size' | 'fileName' | 'conversion'>): Promise<void> {
  await db.intake.update({ where: { id }, data: { ...rendition, sourceKey: blobKey, sourceSha256: sha256, sourceSize: size, sourceName: fileName } });
}

/** What the inspection made of it. */
export async function recordFound(db: Db, id: string, found: Pick<Intake, 'facts'> & { state: 'accepted' | 'doubtful' } & Partial<Pick<Intake, 'page' | 'words'>>): Promise<void> {
  await db.intake.update({ where: { id }, data: found });
}

export async function holdIntake(db: Db, id: string, place: Pick<Intake, 'itemId' | 'replacesId' | 'submits' | 'replaces' | 'reason' | 'title'>): Promise<void> {
  await db.intake.update({ where: { id }, data: { ...place, state: 'waiting' } });
}

/** Its sender is asked what it is. */
export async function awaitWord(db: Db, id: string): Promise<void> {
  await db.intake.update({ where: { id }, data: { state: 'waiting' } });
}

/** It is a paper, or a submission; what was found is kept with it. */
export async function confirmIntake(db: Db, id: string, documentId: string): Promise<void> {
  await db.intake.update({ where: { id }, data: { state: 'confirmed', documentId, facts: '' } });
}

const NOTHING = { fileName: '', title: null, reason: null, words: '', facts: '', sha256: '', sendId: null, sourceName: null, sourceSha256: null, conversion: null } as const;

/** Its bytes are gone; so is what tells of them: a name or a word of a secret may be one itself (D22). */
export async function forgetIntake(db: Db, id: string, state: 'rejected' | 'refused' | 'expired', now: Date, refusal: string | null = null): Promise<void> {
  await db.intake.update({ where: { id }, data: { ...NOTHING, state, refusal, erasedAt: now } });
}

export async function noteErased(db: Db, id: string, now: Date): Promise<void> {
  await db.intake.update({ where: { id }, data: { erasedAt: now } });
}

/** What came in for a session and is no paper yet, whoever sent it, also where its time is over and nobody has erased it. */
export async function listLive(db: Db, meetingId: string): Promise<Intake[]> {
  return (await db.intake.findMany({ where: { meetingId, state: { in: LIVE } }, orderBy: { id: 'asc' } })).map(toIntake);
}

/** Whose bytes still lie where they were staged and need not any more, and what is too old to be asked for. */
export async function listToErase(db: Db, now: Date, limit: number): Promise<Intake[]> {
  const rows = await db.intake.findMany({
    where: { OR: [{ erasedAt: null, OR: [{ state: { notIn: LIVE } }, { expiresAt: { lte: now } }] }, { state: 'rejected', refusal: { not: null }, expiresAt: { lte: now } }] },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(toIntake);
}

/** Keys of staged files that rows name: of what came in, and of archives and packs that wait to be fetched. */
export async function stagedKeys(db: Db, among: readonly string[]): Promise<string[]> {
  const named = { where: { blobKey: { in: [...among] } }, select: { blobKey: true as const }, take: among.length };
  const [intakes, archives, packs] = [await db.intake.findMany({ ...named, where: { ...named.where, erasedAt: null } }), await db.dataExport.findMany(named), await db.pack.findMany(named)];
  const sources = await db.intake.findMany({ where: { sourceKey: { in: [...among] }, erasedAt: null }, select: { sourceKey: true }, take: among.length });
  return [...intakes, ...archives, ...packs, ...sources.map(({ sourceKey }) => ({ blobKey: sourceKey }))].flatMap(({ blobKey }) => blobKey ?? []);
}
