import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { ACTIVE_CONTENT, HEAVY_CAUSES, PDF_FINDINGS, PLACES_NAMED } from '../../kernel/ports/pdf-inspector';
import type { AgendaItem } from '../agenda';
import { findTwin } from './repository';

/** Largest paper taken, bytes. */
export const DOCUMENT_MAX_BYTES = 200 * 1024 * 1024;

const partSchema = z.strictObject({ start: z.int().min(0), end: z.int().positive(), header: z.string().length(8).optional() });

/** What the inspector found (PdfFacts). */
export const factsSchema = z.strictObject({
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
  pictured: z.boolean().optional(),
  firstIsScan: z.boolean().optional(),
  /** Not known of papers taken in before there was such a thing: they have none. */
  heavy: z.array(z.strictObject({ page: z.int().positive(), cause: z.enum(HEAVY_CAUSES), figure: z.int().positive() })).default([]),
});

/** A stored file with what its inspection found; made of an intake, never of anything that comes from outside (D3). */
export interface StoredFile {
  blobKey: string;
  sha256: string;
  /** Bytes. */
  size: number;
  fileName: string;
  facts: z.output<typeof factsSchema>;
  /** Who brought it; absent: whoever makes it a paper. */
  sentById?: string;
}

const servedSchema = z.object({ part: partSchema.optional(), signed: z.boolean() });

/** Whether a stored file was signed, from its facts, and the part of it that is served. */
export const servedFacts = (facts: string): z.output<typeof servedSchema> => servedSchema.parse(JSON.parse(facts));

/** The part of a stored file that is served, from its facts (D17); asked with every range, so nothing else is read. */
export function servedPart(facts: string): z.output<typeof servedSchema> | undefined {
  const served = servedSchema.parse(JSON.parse(facts));
  return served.part && served;
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
