import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { JobContext } from '../../kernel/jobs/job';
import type { ArchiveEntry } from '../../kernel/ports/archives';
import { DomainError } from '../../kernel/errors';
import { privateStreamPages } from '../../kernel/private-streams';
import type { StoredOp } from '../../kernel/ports/op-store';
import { meeting as paperAccount } from '../metrics';
import { verifyCode } from '../records';
import { exportedMark, inkMl, type ExportedMark } from './ink-ml';
import { inkPath, sessionFolder } from './paths';
import { files as filesOf } from './queries/files';
import { inkPapers } from './queries/ink-papers';
import { outline } from './queries/outline';
import { page } from './queries/page';
import { readme, schemaOf } from './readme';
import type { DataExport } from './repository';
import type { Row, Section } from './section';
import { sectionsFor } from './sections';
import { csvTable, jsonTable } from './tables';
import type { SubjectKind, Viewer } from './viewers';

export const FORMAT = 'phien-export/1';

export interface ManifestFile {
  path: string;
  size: number;
  sha256: string;
  type: string;
}

/** What an archive came to. */
export interface Packed {
  files: ManifestFile[];
  missing: { path: string; problem: string }[];
}

type Asks = Pick<JobContext, 'query' | 'ports' | 'now' | 'signal' | 'progress'>;

const TYPES: Readonly<Record<string, string>> = { json: 'application/json', csv: 'text/csv; charset=utf-8', pdf: 'application/pdf', txt: 'text/plain; charset=utf-8', inkml: 'application/inkml+xml' };
const typeOf = (path: string): string => TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';

async function* bytesOf(text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  let waiting = '';
  for await (const piece of text) {
    waiting += piece;
    if (waiting.length < 64 * 1024) continue;
    yield Buffer.from(waiting, 'utf8');
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8');
}

/** Everything an archive holds, one file after the other; nothing but what is being written is in memory (E5). @param packed is filled as it goes. */
export async function* entriesOf(exportId: string, asks: Asks, packed: Packed): AsyncGenerator<ArchiveEntry> {
  const { made, title, sessions, next } = await asks.query(outline, { exportId, after: null });
  const at = asks.now();
  const pack = (path: string, source: AsyncIterable<Uint8Array>): ArchiveEntry => noted(path, source, at, packed);
  const text = (path: string, words: string): ArchiveEntry => pack(path, bytesOf([words]));
  yield text('README.txt', readme(made, title, at));
  yield text('schema.json', `${JSON.stringify(schemaOf(made), null, 2)}\n`);
  const scope: Scope = { ...asks, pack, packed, viewer: made.viewer };
  yield* tables(scope, made.kind, made.subjectId, '');
  if (made.kind === 'session') yield* session(scope, made.subjectId, '');
  if (made.kind === 'person' && made.viewer === 'self') yield* privateInk(scope, made.subjectId);
  if (made.kind === 'body') {
    let done = 0;
    let [listed, more] = [sessions, next];
    for (;;) {
      for (const [rank, one] of listed.entries()) {
        const folder = sessionFolder(one);
        yield* tables(scope, 'session', one.id, folder);
        yield* session(scope, one.id, folder);
        asks.progress((done += 1), done + (more === null ? listed.length - rank - 1 : listed.length));
      }
      if (more === null) break;
      ({ sessions: listed, next: more } = await asks.query(outline, { exportId, after: more }));
    }
  }
  yield manifest(made, title, at, packed);
}

/** Last, because it names all others. */
function manifest({ id, kind, subjectId, viewer, requestedById, requestedBy, requestedAt }: DataExport, title: string, at: Date, packed: Packed): ArchiveEntry {
  const content = { format: FORMAT, export: id, subject: { kind, id: subjectId, title }, viewer, requestedBy: { id: requestedById, name: requestedBy }, requestedAt, madeAt: at, files: packed.files, missing: packed.missing };
  return { path: 'manifest.json', source: bytesOf([`${JSON.stringify(content, null, 2)}\n`]), isCompressed: true, at };
}

interface Scope extends Asks {
  pack(path: string, source: AsyncIterable<Uint8Array>): ArchiveEntry;
  packed: Packed;
  viewer: Viewer;
}

/** Size and SHA-256 of a file as it passes. */
function noted(path: string, source: AsyncIterable<Uint8Array>, at: Date, packed: Packed): ArchiveEntry {
  const passing = async function* (): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
    packed.files.push({ path, size, sha256: hash.digest('hex'), type: typeOf(path) });
  };
  return { path, source: passing(), isCompressed: !path.endsWith('.pdf'), at };
}

async function* tables({ query, signal, pack, viewer }: Scope, kind: SubjectKind, subjectId: string, folder: string): AsyncGenerator<ArchiveEntry> {
  const rowsOf = async function* ({ name }: Section): AsyncGenerator<Row> {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const read: { rows: Row[]; next: string | null } = await query(page, { kind, subjectId, section: name, after });
      yield* read.rows;
      after = read.next;
    } while (after !== null);
  };
  for (const section of sectionsFor(kind, viewer)) {
    yield pack(`${folder}data/${section.name}.json`, bytesOf(jsonTable(section, rowsOf(section))));
    yield pack(`${folder}data/${section.name}.csv`, bytesOf(csvTable(section, rowsOf(section))));
  }
}

const paragraphs = z.object({ paragraphs: z.array(z.object({ text: z.string() })) });

/** Papers, official documents with what verification says of them, the text of the minutes, ink for all, the account of paper. */
async function* session(scope: Scope, meetingId: string, folder: string): AsyncGenerator<ArchiveEntry> {
  const { query, signal, pack, ports } = scope;
  for (const of of ['papers', 'originals', 'officials'] as const) {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const listed: { files: FileRow[]; next: string | null; minutes: { state: string; content: string; remarks: string } | null } = await query(filesOf, { meetingId, of, after });
      if (listed.minutes) yield pack(`${folder}minutes.txt`, bytesOf([paragraphs.parse(JSON.parse(listed.minutes.content)).paragraphs.map(({ text }) => text).join('\n\n'), '\n']));
      for (const file of listed.files) {
        signal.throwIfAborted();
        yield* stored(scope, file, folder);
        if (file.ink) yield* ink(scope, file.ink, `${folder}${inkPath('shared', file.ink)}`, (await ports.ink.snapshot(file.ink.inkId, { personId: meetingId, canSeeShared: true })).shared);
        if (file.verification) yield pack(`${folder}${file.verification.path}`, bytesOf([`${JSON.stringify(await query(verifyCode, { code: file.verification.code }), null, 2)}\n`]));
      }
      after = listed.next;
    } while (after !== null);
  }
  const account = await query(paperAccount, { meetingId }).catch((error: unknown) => (error instanceof DomainError ? null : Promise.reject(error as Error)));
  if (account) yield pack(`${folder}data/paper-account.json`, bytesOf([`${JSON.stringify(account, null, 2)}\n`]));
}

interface FileRow {
  path: string;
  blobKey: string;
  sha256: string;
  size: number;
  verification: { code: string; path: string } | null;
  ink: { inkId: string; title: string; version: number } | null;
}

/** A file that is not what was stored is named, and keeps nothing else from coming out. */
async function* stored({ ports, pack, packed }: Scope, { path, blobKey, sha256, size }: FileRow, folder: string): AsyncGenerator<ArchiveEntry> {
  try {
    const bytes = await ports.blobs.open({ key: blobKey, sha256, size });
    yield pack(`${folder}${path}`, bytes as AsyncIterable<Uint8Array>);
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== 'storage.damaged_file') throw error;
    packed.missing.push({ path: `${folder}${path}`, problem: String(error.params['problem'] ?? 'damaged') });
  }
}

function* ink({ pack }: Scope, paper: { inkId: string; title: string; version: number; preparedBy?: string }, path: string, ops: readonly StoredOp[]): Generator<ArchiveEntry> {
  const marks = ops.map(exportedMark).filter((mark): mark is ExportedMark => mark !== null);
  if (marks.length === 0) return;
  yield pack(`${path}.json`, bytesOf([`${JSON.stringify({ paper, marks })}\n`]));
  if (marks.some(({ kind }) => kind === 'stroke')) yield pack(`${path}.inkml`, bytesOf(inkMl(paper, marks)));
}

const STREAMS = 200;

/** The person's own marks, which nobody else is ever given. */
async function* privateInk(scope: Scope, owner: string): AsyncGenerator<ArchiveEntry> {
  const { ports, query, signal } = scope;
  for await (const streams of privateStreamPages(ports.ink, { owner }, STREAMS)) {
    const papers = await query(inkPapers, { inkIds: streams.map(({ docId }) => docId), ownerId: owner });
    for (const { docId: inkId } of streams) {
      signal.throwIfAborted();
      const paper = papers.find((one) => one.inkId === inkId) ?? { inkId, title: '', version: 0, preparedBy: undefined };
      const named = { inkId, title: paper.title, version: paper.version, ...(paper.preparedBy === undefined ? {} : { preparedBy: paper.preparedBy }) };
      yield* ink(scope, named, inkPath(paper.preparedBy === undefined ? 'private' : 'prepared', named), (await ports.ink.snapshot(inkId, { personId: owner, canSeeShared: false })).private);
    }
  }
}
