import { z } from 'zod';
import type { PrepareContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { BLOB_KEY } from '../../kernel/ports/blob';
import { ACTIVE_CONTENT, HEAVY_CAUSES, PDF_FINDINGS, PLACES_NAMED } from '../../kernel/ports/pdf-inspector';
import type { AgendaItem } from '../agenda';
import { line } from '../meetings';
import { blobIsUsed, findTwin } from './repository';

/** Largest paper taken, bytes. */
export const DOCUMENT_MAX_BYTES = 200 * 1024 * 1024;

const partSchema = z.strictObject({ start: z.int().min(0), end: z.int().positive(), header: z.string().length(8).optional() });

/** What the inspector found (PdfFacts), as the upload transport hands it over. */
const factsSchema = z.strictObject({
  pages: z.int().positive(),
  sizes: z.array(z.tuple([z.number().positive(), z.number().positive()])),
  version: z.string().max(10),
  active: z.array(z.enum(ACTIVE_CONTENT)),
  findings: z.array(z.enum(PDF_FINDINGS)),
  signatures: z.int().min(0),
  signed: z.boolean(),
  encrypted: z.boolean(),
  form: z.boolean(),
  textOfFirstPage: z.string().max(8_000),
  flatPageTree: z.boolean(),
  largestImageMp: z.number().min(0),
  places: z.partialRecord(z.enum([...PDF_FINDINGS, ...ACTIVE_CONTENT]), z.array(z.int().positive()).max(PLACES_NAMED)).optional(),
  part: partSchema.optional(),
  /** Not known of papers taken in before there was such a thing: they have none. */
  heavy: z.array(z.strictObject({ page: z.int().positive(), cause: z.enum(HEAVY_CAUSES), figure: z.int().positive() })).default([]),
});

/** A stored file with what its inspection found; only the upload transport makes such an input (D3). */
export const storedFileShape = {
  blobKey: z.string().regex(BLOB_KEY),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.int().positive().max(DOCUMENT_MAX_BYTES),
  fileName: line(200),
  facts: factsSchema,
};

const servedSchema = z.object({ part: partSchema.optional(), signed: z.boolean() });

/** The part of a stored file that is served, from its facts (D17); asked with every range, so nothing else is read. */
export function servedPart(facts: string): z.output<typeof servedSchema> | undefined {
  const served = servedSchema.parse(JSON.parse(facts));
  return served.part && served;
}

export const storedFileSchema = z.strictObject(storedFileShape);
export type StoredFile = z.output<typeof storedFileSchema>;

/** A file sent again is the same request by its bytes and its name; under which key it lies now says nothing (D12). */
export const withoutStorage = <T extends Pick<StoredFile, 'blobKey' | 'facts'>>({ blobKey: _key, facts: _facts, ...request }: T): Omit<T, 'blobKey' | 'facts'> => request;

/**
 * Compares what is claimed of a stored file with its bytes (D3).
 * @throws DomainError `rejected`/`documents.stored_file_differs`; `conflict`/`documents.file_already_used`.
 */
export async function verifyStoredFile(file: StoredFile, { ports, db }: PrepareContext): Promise<void> {
  const { blobKey: key, sha256, size, facts } = file;
  const { part } = facts;
  const isInside = !part || (part.start < part.end && part.end <= size);
  const isWhole = isInside && facts.sizes.length === facts.pages && facts.heavy.every(({ page }) => page <= facts.pages);
  const same = isWhole && (await ports.blobs.check({ key, sha256, size })) === 'sound';
  if (!same) throw new DomainError('rejected', 'documents.stored_file_differs');
  await assertUnused(db, file);
}

/** A file with an open doubt is asked about first, whoever brings it (D24). @throws DomainError `rejected`/`documents.secrecy_unanswered`. */
export function assertAnswered({ facts }: Pick<StoredFile, 'facts'>): void {
  if (facts.findings.includes('secrecy_doubt')) throw new DomainError('rejected', 'documents.secrecy_unanswered');
}

/** A stored file becomes one version of one paper (D3). */
export async function assertUnused(db: Db, file: Pick<StoredFile, 'blobKey'>): Promise<void> {
  if (await blobIsUsed(db, file.blobKey)) throw new DomainError('conflict', 'documents.file_already_used');
}

/** @throws DomainError `conflict`/`documents.same_file` where another paper of the place has the same bytes (D5). */
export async function assertNoTwin(db: Db, place: { meetingId: string; itemId: string | null }, sha256: string, butId?: string): Promise<void> {
  const twin = await findTwin(db, place, sha256, butId);
  if (twin) throw new DomainError('conflict', 'documents.same_file', { title: twin.title });
}

/** @throws DomainError `rejected`/`documents.item_takes_no_files` for paper-only items and breaks (D1). */
export function assertTakesFiles(item: Pick<AgendaItem, 'kind'> | null): void {
  if (item?.kind === 'paper_only' || item?.kind === 'break') throw new DomainError('rejected', 'documents.item_takes_no_files');
}
