import { rmSync } from 'node:fs';
import path from 'node:path';
import { readFolderStore } from '../../adapters/blob/folder-store';
import { rawBytes } from '../../adapters/blob/raw-bytes';
import { alreadyHere, alreadyThere, nothingToMove } from '../../adapters/db/move/refusals';
import type { Moved, MoveOrder } from '../../adapters/db/move/report';
import { moveToFolder } from '../../adapters/db/move/to-folder';
import { moveToServer } from '../../adapters/db/move/to-postgresql';
import { POSTGRESQL, recordInFolder } from '../../adapters/installation/record';
import { holdDataFolder, openForReading, verifyInstallation } from '../../application';
import { readBlobPlace, type BlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import { namedPlace, readDatabasePlace, type DatabasePlace } from '../../kernel/database-place';
import { parseArguments, UsageError, write, type Arguments } from './arguments';
import { storedFiles } from './stored-files';

const use = (): UsageError =>
  new UsageError(
    'Dùng: phien move --to postgres://NGƯỜI_DÙNG@MÁY/CSDL (hoặc --to postgresql: theo DATABASE_URL), phien move --to folder [--from postgres://…]; thêm --blobs s3://… hoặc --blobs folder để chuyển cả tài liệu.',
    'Use: phien move --to postgres://USER@HOST/DATABASE (or --to postgresql: what DATABASE_URL says), phien move --to folder [--from postgres://…]; with --blobs s3://… or --blobs folder papers move too.',
  );

interface Wish {
  to: 'server' | 'folder' | null;
  /** The server that rows go to or come from; null where only papers move. */
  place: DatabasePlace | null;
  papers: BlobPlace | 'folder' | null;
}

function wishOf({ words, options, flags }: Arguments): Wish {
  const one = (name: string): string | undefined => options.get(name)?.at(-1);
  const [to, from, blobs] = [flags.has('back') ? 'folder' : one('to'), one('from'), one('blobs')];
  const papers = blobs === undefined ? null : blobs === 'folder' ? 'folder' : readBlobPlace({ ...process.env, PHIEN_BLOBS: blobs });
  if (words.length > 0 || (to === undefined && blobs === undefined) || (from !== undefined && to !== 'folder')) throw use();
  if (to === undefined) return { to: null, place: readDatabasePlace(process.env), papers };
  const url = to === 'folder' ? (from ?? process.env['DATABASE_URL']) : to === 'postgresql' ? process.env['DATABASE_URL'] : to;
  const place = url ? readDatabasePlace({ ...process.env, DATABASE_URL: url }) : null;
  if (!place) throw use();
  return { to: to === 'folder' ? 'folder' : 'server', place, papers };
}

const SAY_EVERY_MS = 2_000;

/** How far it is, for somebody who waits: a line every few seconds, on standard error. */
function progress(): NonNullable<MoveOrder['onRows']> {
  let said = performance.now();
  return (step, table, rows, of) => {
    if (performance.now() - said < SAY_EVERY_MS) return;
    said = performance.now();
    process.stderr.write(`${step === 'copy' ? 'chép / copying' : 'đối chiếu / comparing'} ${table}: ${rows} / ${of}\n`);
  };
}

/**
 * `phien move`: brings the rows and marks of an installation from its data folder into a PostgreSQL database, or back, and papers into
 * an S3 store or back; while no server runs. @returns 0 when it moved and everything agrees with the audit log, 1 when it moved and
 * something did not agree before either.
 */
export async function move(args: readonly string[], dataDir: string): Promise<number> {
  const parsed = parseArguments(args, { flags: ['json', 'back'], options: ['to', 'from', 'blobs'] });
  const { to, place, papers } = wishOf(parsed);
  const record = recordInFolder(dataDir);
  if (!record) throw nothingToMove(dataDir);
  const isThere = record.parts.includes(POSTGRESQL);
  if (to === 'server' && isThere) throw alreadyThere(dataDir, record.place ?? null);
  if (to === 'folder' && !isThere) throw alreadyHere(dataDir);
  const began = performance.now();
  const held = holdDataFolder(dataDir, { rowsHere: !isThere });
  try {
    const brought = papers === null ? null : await movePapers(held.dataDir, papers, isThere ? place : null);
    const papersHere = papers === null ? !readBlobPlace(process.env) : papers === 'folder';
    const order = (at: DatabasePlace): MoveOrder => ({
      dataDir: held.dataDir,
      place: at,
      papersHere,
      onRows: progress(),
      verify: (where, noted) => verifyInstallation(where.dataDir, { noted, files: false, rows: where.rows }),
    });
    const moved = place === null || to === null ? null : to === 'server' ? await moveToServer(order(place)) : await moveToFolder(order(place), record.id);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const where = to === 'server' && place ? namedPlace(place) : held.dataDir;
    const ok = moved?.agrees ?? true;
    if (parsed.flags.has('json')) write(`${JSON.stringify({ ok, to: moved ? where : null, ...moved, papers: brought, seconds })}\n`);
    else tell({ to, where, moved, brought, seconds });
    return ok ? 0 : 1;
  } finally {
    held.release();
  }
}

interface Told {
  to: Wish['to'];
  where: string;
  moved: Moved | null;
  brought: { copied: number; there: number } | null;
  seconds: number;
}

function tell({ to, where, moved, brought, seconds }: Told): void {
  if (brought) write(`${brought.copied} tệp tài liệu đã chép, ${brought.there} đã có sẵn; bản ở chỗ cũ còn nguyên.\n${brought.copied} stored files copied, ${brought.there} were there; those where they were are as they were.\n`);
  if (!moved) return;
  const { rows, streams, audit, agrees } = moved;
  const megabytes = (moved.bytes / 1024 ** 2).toFixed(1);
  write(`Đã chuyển vào ${where}: ${rows} bản ghi trong ${moved.tables.length} bảng (${megabytes} MB), ${streams} luồng nét vẽ, ${seconds} giây; mọi mã băm khớp hai bên.\n`);
  write(`Moved into ${where}: ${rows} rows of ${moved.tables.length} tables (${megabytes} MB), ${streams} streams of ink, ${seconds} s; every hash is the same on both sides.\n`);
  write(`Đầu chuỗi nhật ký / head of the audit log: ${audit.rows}:${audit.head}\n`);
  if (!agrees) write('Dữ liệu không khớp nhật ký; đã như vậy trước khi chuyển. Xem: phien audit verify.\nThe data does not agree with the audit log; it was so before it moved. See: phien audit verify.\n');
  if (to === 'server') write('Từ nay khởi động với DATABASE_URL. phien.sqlite và ink.sqlite còn trong thư mục nhưng không dùng nữa; chuyển về: phien move --to folder.\nFrom now on start with DATABASE_URL. phien.sqlite and ink.sqlite are still in the folder and no longer used; to come back: phien move --to folder.\n');
  else write('Từ nay khởi động không có DATABASE_URL. Cơ sở dữ liệu trên máy chủ còn nguyên nhưng không dùng nữa.\nFrom now on start without DATABASE_URL. The database on the server is as it was and no longer used.\n');
}

/** Papers that are there already are left, each other one is compared with its SHA-256 on its way; nothing is taken away where they were. */
async function movePapers(dataDir: string, to: BlobPlace | 'folder', rows: DatabasePlace | null): Promise<{ copied: number; there: number }> {
  if (to !== 'folder') return (await import('./copy-blobs')).copyBlobs(dataDir, to, rows);
  const from = readBlobPlace(process.env);
  if (!from) throw new UsageError('Đặt PHIEN_BLOBS là kho đang giữ tài liệu: tệp được chép từ kho đó về thư mục.', 'Set PHIEN_BLOBS to the store that holds the papers: files are copied from it into the folder.');
  const { intoFolder } = await import('../../adapters/backup/restore');
  const [sink, folder, raw] = [intoFolder(dataDir), readFolderStore(dataDir), rawBytes(dataDir, from)];
  const { query, stop } = await openForReading({ dataDir, rows });
  const counts = { copied: 0, there: 0 };
  const lost: string[] = [];
  try {
    for await (const { blobKey: key, sha256, size } of storedFiles(query)) {
      if ((await folder.check({ key, sha256, size })) === 'sound') {
        counts.there += 1;
        continue;
      }
      // What an interrupted one had begun to write.
      rmSync(path.join(dataDir, 'blobs', key.slice(-2), key), { force: true });
      const source = await raw(key);
      if (source && (await sink.take({ key, sha256, size }, source))) counts.copied += 1;
      else lost.push(key);
    }
    await sink.end();
  } finally {
    await stop();
  }
  if (lost.length === 0) return counts;
  const some = lost.slice(0, 5).join(', ');
  throw new BootError(
    `${lost.length} tệp trong kho bị mất hoặc không đúng mã băm (${some}): chưa chuyển. Khôi phục các tệp đó rồi chạy lại. Xem: phien blobs verify.`,
    `${lost.length} files of the store are missing or not what was stored (${some}): nothing moved yet. Bring them back, then run this again. See: phien blobs verify.`,
  );
}
