import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { checkSqlite } from '../../adapters/db/sqlite-check';
import { missingBlobs } from '../../adapters/db/installation-rows';
import { contentsOf, INK_FILE, MAIN_FILE, RECORD_FILE } from '../../adapters/installation/contents';
import type { BlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import { papersIn } from './doctor-store';
import type { Bilingual, DoctorRow } from './doctor-tools';

const RESTORE: Bilingual = {
  vi: 'Giữ nguyên thư mục này; chép TOÀN BỘ bản sao lưu vào một thư mục mới (docs/operating.md, “Khôi phục”).',
  en: 'Leave this folder as it is; copy a WHOLE backup into a new folder (docs/operating.md, “Restoring”).',
};

/** What lies in the data folder: both databases read through, files that rows name, who may read it. Also while a server runs. */
export async function checkContents(dataDir: string, blobs: BlobPlace | null = null): Promise<DoctorRow[]> {
  if (!existsSync(dataDir)) return [];
  try {
    return await rowsAbout(dataDir, blobs);
  } catch (error) {
    const note = { vi: 'Không đọc được nội dung thư mục dữ liệu; chạy lệnh này bằng tài khoản chạy máy chủ.', en: 'The contents of the data folder cannot be read; run this as the account that runs the server.' };
    return [{ id: 'database', label: LABELS.main, state: 'fail', value: error instanceof Error ? error.message.slice(0, 120) : '', note }];
  }
}

async function rowsAbout(dataDir: string, blobs: BlobPlace | null): Promise<DoctorRow[]> {
  const { mainSize, traces, foreign } = contentsOf(dataDir);
  if (mainSize === null) {
    if (traces.length > 0) return [{ id: 'database', label: LABELS.main, state: 'fail', value: MAIN_FILE, note: { vi: `Không có ${MAIN_FILE} trong khi có ${traces.join(', ')}. ${RESTORE.vi}`, en: `${MAIN_FILE} is missing while ${traces.join(', ')} is there. ${RESTORE.en}` } }];
    if (foreign.length === 0) return [];
    return [{ id: 'database', label: LABELS.main, state: 'fail', value: foreign.slice(0, 3).join(', '), note: { vi: 'Thư mục chứa tệp không phải của Phiên; đặt PHIEN_DATA sang một thư mục trống.', en: 'The folder holds files that are not Phiên\'s; point PHIEN_DATA at an empty folder.' } }];
  }
  return [await checkDatabase(dataDir, 'main'), await checkDatabase(dataDir, 'ink'), await checkBlobs(dataDir, blobs, async (isThere) => missingBlobs(path.join(dataDir, MAIN_FILE), isThere)), checkRights(dataDir)];
}

export const LABELS = {
  main: { vi: 'Cơ sở dữ liệu', en: 'Database' },
  ink: { vi: 'Nét vẽ', en: 'Ink log' },
  blobs: { vi: 'Tệp tài liệu', en: 'Papers' },
  rights: { vi: 'Quyền đọc dữ liệu', en: 'Who may read it' },
};

async function checkDatabase(dataDir: string, kind: 'main' | 'ink'): Promise<DoctorRow> {
  const name = kind === 'main' ? MAIN_FILE : INK_FILE;
  const row = { id: kind === 'main' ? 'database' : 'ink', label: LABELS[kind] };
  const file = path.join(dataDir, name);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  const problem = size === undefined ? 'missing' : size === 0 ? 'empty' : await checkSqlite({ file, kind });
  if (problem === null) return { ...row, state: 'ok', value: `${name} (${((size ?? 0) / 1024 ** 2).toFixed(1)} MiB)` };
  return { ...row, state: 'fail', value: `${name}: ${problem.slice(0, 120)}`, note: RESTORE };
}

/** @param find asks the rows which files they name that are not there. */
export async function checkBlobs(dataDir: string, blobs: BlobPlace | null, find: (isThere: (key: string) => boolean) => Promise<{ named: number; missing: string[] }>): Promise<DoctorRow> {
  const row = { id: 'papers', label: LABELS.blobs };
  try {
    const isThere = blobs ? await papersIn(blobs) : (key: string) => existsSync(path.join(dataDir, 'blobs', key.slice(-2), key));
    const { named, missing } = await find(isThere);
    if (missing.length === 0) return { ...row, state: 'ok', value: String(named) };
    return { ...row, state: 'fail', value: `${missing.length} / ${named}: ${missing.slice(0, 3).join(', ')}`, note: { vi: 'Thiếu tệp mà cơ sở dữ liệu nêu; chép các tệp này từ bản sao lưu vào đúng chỗ.', en: 'Files that the database names are missing; copy them from a backup to their place.' } };
  } catch (error) {
    // What the store answers stands in its own row.
    const note = error instanceof BootError ? { vi: error.vi, en: error.en } : RESTORE;
    return { ...row, state: 'fail', value: error instanceof BootError ? '' : error instanceof Error ? error.message.slice(0, 120) : '', note };
  }
}

export function checkRights(dataDir: string): DoctorRow {
  const wide = readdirSync(dataDir).filter((name) => {
    const found = lstatSync(path.join(dataDir, name));
    return !found.isSymbolicLink() && (found.mode & 0o077) !== 0;
  });
  const row = { id: 'rights', label: LABELS.rights };
  if (wide.length === 0) return { ...row, state: 'ok', value: existsSync(path.join(dataDir, RECORD_FILE)) ? '0600' : '' };
  return { ...row, state: 'warn', value: wide.slice(0, 4).join(', '), note: { vi: 'Tài khoản khác trên máy này đọc được; máy chủ thu hẹp quyền khi khởi động.', en: 'Other accounts of this machine can read these; the server narrows the rights when it starts.' } };
}
