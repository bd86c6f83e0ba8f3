import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { AuthorityPlaces } from '../../kernel/authority-places';
import type { BackupPlan } from '../../kernel/backup-plan';
import type { BlobPlace } from '../../kernel/blob-place';
import type { DatabasePlace } from '../../kernel/database-place';
import type { MailPlace } from '../../kernel/mail-place';
import type { RedisPlace } from '../../kernel/redis-place';
import { checkAuthorities } from './doctor-authorities';
import { checkBackup } from './doctor-backup';
import { checkAgainstRecord, checkSteps, checkTimeZone } from './doctor-clock';
import { checkContents } from './doctor-contents';
import { checkRedis } from './doctor-redis';
import { checkMail } from './doctor-mail';
import { checkRows } from './doctor-rows';
import { checkStoredFiles } from './doctor-files';
import { checkHistory } from './doctor-history';
import { checkJobs } from './doctor-jobs';
import { checkFlush, checkMemory, checkOpenFiles, checkOwners } from './doctor-machine';
import { formatNext, nextSteps, type NextStep } from './doctor-next';
import { checkSettings } from './doctor-settings';
import { checkStandby } from './doctor-standby';
import { checkBallotKeys } from './doctor-ballots';
import { checkStore } from './doctor-store';
import { findCommand, firstLine, HELPERS, type Bilingual, type DoctorRow, type DoctorState, type Helper } from './doctor-tools';

export interface DoctorReport {
  rows: DoctorRow[];
  /** No row has failed. */
  ok: boolean;
  /** What to do, in order; empty when nothing is. */
  next: NextStep[];
}

export interface DoctorOptions {
  dataDir: string;
  /** Where papers lie when not in the data folder. */
  blobs?: BlobPlace | null;
  /** Where rows and marks lie when not in the data folder. */
  rows?: DatabasePlace | null;
  /** By which several processes hear of each other; absent: none. */
  redis?: RedisPlace | null;
  /** Where letters are handed in; null: nowhere, absent: not asked about. */
  mail?: MailPlace | null;
  /** Time-stamp authorities it asks; absent: not asked about. */
  authorities?: AuthorityPlaces;
  /** Backups the installation makes by itself; absent: not asked about. */
  backups?: BackupPlan | null;
  /** Version of the SQLite the program is linked with; default asks the database module. */
  sqliteVersion?: () => Promise<string>;
  nodeVersion?: string;
  searchPath?: string;
  now?: Date;
  /** Settings to judge; default: none are set. */
  env?: Record<string, string | undefined>;
}

/** Below this free space uploads are refused; ten times as much is comfortable. */
const FREE_FLOOR = 1024 ** 3;

/** A single durable write slower than this is felt by people voting. */
const SLOW_SYNC_MS = 100;

/** Reads what the program stands on. Changes nothing but a file it deletes again. */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const place = options.rows ?? null;
  const now = options.now ?? new Date();
  const rows = [
    ...(await checkSettings(options.env ?? {}, options.dataDir, now)),
    checkNode(options.nodeVersion ?? process.versions.node),
    await checkSqlite(options.sqliteVersion ?? installedSqlite),
    await checkDataFolder(options.dataDir),
    ...there(await checkFlush(options.dataDir), checkOwners(options.dataDir)),
    ...(place ? await checkRows(options.dataDir, place, options.blobs ?? null) : await checkContents(options.dataDir, options.blobs ?? null)),
    ...(options.redis ? [await checkRedis(options.redis)] : []),
    ...(options.mail === undefined ? [] : [await checkMail(options.mail)]),
    ...(options.authorities ? [await checkAuthorities(options.dataDir, options.authorities, now)] : []),
    ...(await checkStore(options.dataDir, options.blobs ?? null)),
    await checkFreeSpace(options.dataDir),
    ...(await checkStoredFiles(options.dataDir, now, place)),
    ...(options.backups === undefined ? [] : [checkBackup(options.backups, now)]),
    ...there(checkStandby(options.dataDir, options.env ?? {}, now)),
    await checkClock(options),
    checkTimeZone(now),
    ...there(await checkAgainstRecord(options.dataDir, now, place), await checkSteps(options.dataDir, now, place), await checkHistory(options.dataDir, place), await checkBallotKeys(options.dataDir, place), await checkJobs(options.dataDir, place)),
    ...there(checkOpenFiles(), checkMemory()),
    ...(await Promise.all(HELPERS.map((helper) => checkHelper(helper, options.searchPath ?? process.env.PATH ?? '')))),
  ];
  return { rows, ok: rows.every((row) => row.state !== 'fail'), next: nextSteps(rows) };
}

const there = (...rows: readonly (DoctorRow | null)[]): DoctorRow[] => rows.filter((row) => row !== null);

/** The report as lines for a terminal, and what to do. */
export function formatDoctor(report: DoctorReport, language: 'vi' | 'en'): string {
  const words: Record<DoctorState, Bilingual> = {
    ok: { vi: 'đạt', en: 'ok' },
    warn: { vi: 'lưu ý', en: 'look' },
    missing: { vi: 'chưa có', en: 'missing' },
    fail: { vi: 'HỎNG', en: 'FAILED' },
  };
  const lines = report.rows
    .map(({ label, state, value, note }) => {
      const head = `${words[state][language].padEnd(8)} ${label[language].padEnd(28)} ${value}`.trimEnd();
      return note ? `${head}\n         ${note[language]}` : head;
    })
    .join('\n');
  return `${lines}\n\n${formatNext(report.next, language)}`;
}

function checkNode(version: string): DoctorRow {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const row = { id: 'node', label: { vi: 'Node.js', en: 'Node.js' }, value: version };
  if (major < 20 || (major === 20 && minor < 19)) {
    return { ...row, state: 'fail', note: { vi: 'Cần Node.js 20.19 trở lên; nên dùng 24.', en: 'Node.js 20.19 or later is needed; 24 is recommended.' } };
  }
  if (major >= 22) return { ...row, state: 'ok' };
  const note = {
    vi: 'Node.js 20 đã hết hỗ trợ từ 30/4/2026; nên chuyển sang 24.',
    en: 'Node.js 20 has had no security fixes since 30 April 2026; move to 24.',
  };
  return { ...row, state: 'warn', note };
}

async function installedSqlite(): Promise<string> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

/** 3.51.3 repairs a corruption that every earlier version with a write-ahead log can meet. */
async function checkSqlite(versionOf: () => Promise<string>): Promise<DoctorRow> {
  const label = { vi: 'SQLite', en: 'SQLite' };
  const version = await versionOf().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (version instanceof Error) {
    const note = {
      vi: 'Không nạp được mô-đun cơ sở dữ liệu; cài lại bằng npm ci với đúng phiên bản Node.js đang chạy.',
      en: 'The database module does not load; reinstall with npm ci under the Node.js version that runs it.',
    };
    return { id: 'sqlite', label, state: 'fail', value: (version.message.split('\n', 1)[0] ?? '').slice(0, 80), note };
  }
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1e6 + minor * 1e3 + patch >= 3_051_003) return { id: 'sqlite', label, state: 'ok', value: version };
  const note = { vi: 'Cần SQLite 3.51.3 trở lên (bản cũ có thể hỏng dữ liệu).', en: 'SQLite 3.51.3 or later is needed (older ones can corrupt data).' };
  return { id: 'sqlite', label, state: 'fail', value: version, note };
}

async function checkDataFolder(dataDir: string): Promise<DoctorRow> {
  const row = { id: 'data', label: { vi: 'Thư mục dữ liệu', en: 'Data folder' } };
  const probe = path.join(dataDir, `.doctor-${randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const started = performance.now();
    const handle = await open(probe, 'wx', 0o600);
    await handle.writeFile('phien').then(() => handle.sync()).finally(() => handle.close());
    const took = Math.round(performance.now() - started);
    const value = `${path.resolve(dataDir)} (fsync ${took} ms)`;
    if (took <= SLOW_SYNC_MS) return { ...row, state: 'ok', value };
    const note = { vi: 'Ghi bền chậm: biểu quyết và nét bút sẽ chậm theo. Nên dùng ổ SSD.', en: 'Durable writes are slow, and votes and ink with them. Use an SSD.' };
    return { ...row, state: 'warn', value, note };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    const note = { vi: 'Không ghi được vào thư mục dữ liệu; kiểm tra quyền của tài khoản chạy hệ thống.', en: 'The data folder cannot be written; check the rights of the account that runs the program.' };
    return { ...row, state: 'fail', value: `${path.resolve(dataDir)} (${code})`, note };
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

async function checkFreeSpace(dataDir: string): Promise<DoctorRow> {
  const row = { id: 'space', label: { vi: 'Dung lượng trống', en: 'Free space' } };
  const figures = await statfs(dataDir).catch(() => undefined);
  if (!figures) return { ...row, state: 'fail', value: '', note: { vi: 'Không đọc được dung lượng.', en: 'The free space cannot be read.' } };
  const free = figures.bavail * figures.bsize;
  const value = `${(free / 1024 ** 3).toFixed(1)} GiB`;
  if (free < FREE_FLOOR) {
    const note = { vi: 'Dưới 1 GiB: hệ thống từ chối tải tệp lên. Cần giải phóng dung lượng.', en: 'Below 1 GiB: uploads are refused. Free some space.' };
    return { ...row, state: 'fail', value, note };
  }
  if (free >= 10 * FREE_FLOOR) return { ...row, state: 'ok', value };
  return { ...row, state: 'warn', value, note: { vi: 'Dưới 10 GiB; nên bổ sung dung lượng.', en: 'Below 10 GiB; add space.' } };
}

async function checkClock(options: DoctorOptions): Promise<DoctorRow> {
  const now = options.now ?? new Date();
  const label = { vi: 'Đồng hồ', en: 'Clock' };
  const shown = now.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' });
  const value = `${shown} (UTC+7)`;
  if (now.getUTCFullYear() < 2026) {
    const note = { vi: 'Đồng hồ chạy sai: giờ biểu quyết và chữ ký sẽ sai theo.', en: 'The clock is wrong, and the times of votes and signatures with it.' };
    return { id: 'clock', label, state: 'fail', value, note };
  }
  const timedatectl = await findCommand(['timedatectl'], options.searchPath ?? process.env.PATH ?? '');
  const synchronised = timedatectl && (await firstLine(timedatectl, ['show', '-p', 'NTPSynchronized', '--value']));
  if (synchronised === 'yes') return { id: 'clock', label, state: 'ok', value: `${value}, NTP` };
  const note = { vi: 'Chưa thấy đồng bộ NTP trên máy này; nhật ký cần giờ chuẩn.', en: 'No NTP synchronisation was seen on this machine; the records need standard time.' };
  return { id: 'clock', label, state: 'warn', value, note };
}

async function checkHelper(helper: Helper, searchPath: string): Promise<DoctorRow> {
  const label = { vi: helper.id, en: helper.id };
  const file = await findCommand(helper.commands, searchPath);
  if (!file) {
    const note = { vi: `${helper.without.vi} (Debian: ${helper.debian})`, en: `${helper.without.en} (Debian: ${helper.debian})` };
    return { id: helper.id, label, state: 'missing', value: '', note };
  }
  // There, and of no use: a container may have the program and not the right.
  const { tried } = helper;
  if (tried && (await firstLine(file, tried)) !== 'alone') {
    return { id: helper.id, label, state: 'missing', value: file, note: helper.without };
  }
  return { id: helper.id, label, state: 'ok', value: (await firstLine(file, helper.versionArgs)) ?? file };
}
