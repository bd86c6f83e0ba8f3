import { createHash } from 'node:crypto';
import { z } from 'zod';
import { personIdOf } from '../../kernel/actor';
import type { LoadContext } from '../../kernel/command';
import { canonicalJson } from '../../kernel/canonical-json';
import { DomainError } from '../../kernel/errors';
import type { PdfPart } from '../../kernel/pdf-part';
import type { StoredBlob } from '../../kernel/ports/blob';
import type { PageRun } from '../../shared/rules/pack-numbers';
import { numberIn } from '../../shared/rules/agenda-times';
import { listItems } from '../agenda';
import { listDocuments, servedFacts } from '../documents';
import { loadMeetingAccess, sightOf, sightOfPerson, type MeetingAccess, type PaperSight } from '../meetings';
import { inOrder, unused } from './numbers';
import { listRuns } from './repository';

/** Some pages of one paper, from 1, both ends included. */
export const PART = z.strictObject({ documentId: z.uuid(), from: z.int().min(1), to: z.int().min(1) });
export type Part = z.infer<typeof PART>;

export type OutlineRow =
  | { kind: 'heading'; title: string }
  | { kind: 'paper'; id: string; versionId: string; title: string; level: number; run: PageRun; pages: number; from: number; count: number; blob: StoredBlob; part: PdfPart | null; signed: boolean; fileName: string }
  | { kind: 'gap'; label: string };

/** What a pack of a session is made of, as one caller may read it. */
export interface Outline {
  access: MeetingAccess;
  title: string;
  startsAt: Date;
  rows: OutlineRow[];
  /** Of all that stands in the file; another state of the papers has another one. */
  digest: string;
}

const TOGETHER = 'Tài liệu chung của phiên họp';
const GAPS = 'Số trang không có trong tập này';

/**
 * @throws DomainError `not_found` for strangers; `rejected`/`packs.not_published` before there are numbers, `packs.no_papers`,
 * `packs.no_such_pages` for a part that is not there.
 */
export async function loadOutline({ meetingId, large, part, forId }: { meetingId: string; large: boolean; part: Part | null; forId: string | null }, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<Outline> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const isForAnother = large && forId !== null && forId !== personIdOf(caller);
  return outlineOf(access, { large, part, sight: isForAnother ? await sightOfPerson(db, access.meeting, forId, now) : await sightOf(db, access, caller, now) }, db);
}

export async function outlineOf(access: MeetingAccess, { large, part, sight }: { large: boolean; part: Part | null; sight: PaperSight }, db: LoadContext['db']): Promise<Outline> {
  const { meeting } = access;
  const [items, documents, runs] = await Promise.all([listItems(db, meeting.id), listDocuments(db, meeting.id, sight), listRuns(db, meeting.id)]);
  const runOf = new Map(runs.map((run) => [run.documentId, run]));
  const rows: OutlineRow[] = [];
  let place: string | null | undefined;
  let hasPaper = false;
  for (const { newest, ...document } of inOrder(documents, items)) {
    const run = runOf.get(document.id);
    if (!run || (part && part.documentId !== document.id)) continue;
    if (document.itemId !== place) {
      place = document.itemId;
      hasPaper = false;
      const item = items.find(({ id }) => id === place);
      const number = item ? numberIn(items, item.id) : null;
      rows.push({ kind: 'heading', title: item ? `${number === null ? '' : `${number}. `}${item.title}` : TOGETHER });
    }
    const { part: served, signed } = servedFacts(newest.facts);
    const level: number = hasPaper && document.kind === 'phu_luc' ? 2 : 1;
    hasPaper ||= level === 1;
    const [from, to] = part ? [part.from - 1, part.to] : [0, newest.pages];
    if (from >= to || to > newest.pages) throw new DomainError('rejected', 'packs.no_such_pages', { pages: newest.pages });
    rows.push({
      kind: 'paper', id: document.id, versionId: newest.id, title: document.title, level, run: { first: run.first, count: run.count }, pages: newest.pages, from, count: to - from,
      blob: { key: newest.blobKey, sha256: newest.sha256, size: newest.size }, part: served ?? null, signed, fileName: newest.fileName,
    });
  }
  if (meeting.publishedAt === null) throw new DomainError('rejected', 'packs.not_published');
  if (rows.length === 0) throw new DomainError('rejected', part ? 'packs.no_such_pages' : 'packs.no_papers', part ? { pages: 0 } : {});
  const pagesOf = new Map(documents.map(({ id, newest }) => [id, newest.pages]));
  const gaps = part ? [] : runs.flatMap((run) => unused(run, pagesOf.get(run.documentId) ?? 0) ?? []);
  if (gaps.length > 0) rows.push({ kind: 'heading', title: GAPS }, ...gaps.map((label) => ({ kind: 'gap' as const, label })));
  const digest = createHash('sha256').update(canonicalJson({ title: meeting.title, startsAt: meeting.startsAt, large, rows: rows.map((row) => (row.kind === 'paper' ? { ...row, blob: row.blob.sha256 } : row)) })).digest('hex');
  return { access, title: meeting.title, startsAt: meeting.startsAt, rows, digest };
}

/** What is asked for: everything or a part, in large print for somebody or not. */
export const ASKED = { meetingId: z.uuid(), large: z.boolean(), part: PART.nullable() };
