import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openBackup, type OpenBackup } from '../../adapters/backup/contents';
import { assertApart, chooseBackup } from '../../adapters/backup/place';
import { inWords, livingHouse } from '../../adapters/backup/refusals';
import { intoFolder, intoStore, lineOf, makeAnother, putBack, readOnly, type RestoredBackup } from '../../adapters/backup/restore';
import { readOpener } from '../../adapters/backup/seal';
import { knownMigrations } from '../../adapters/db/migrate';
import { MAKING } from '../../adapters/installation/contents';
import { holdDataFolder, verifyInstallation } from '../../application';
import { readBlobPlace } from '../../kernel/blob-place';
import type { RecordReport } from '../../kernel/record';
import { ageOf, backupFolder } from './backup-words';
import { fromCwd, parseArguments, UsageError, write, type Arguments } from './arguments';

const one = (options: Arguments['options'], name: string): string | undefined => options.get(name)?.at(-1);

async function opened(folder: string, { options }: Arguments): Promise<OpenBackup> {
  const key = one(options, 'key') ?? process.env['PHIEN_BACKUP_KEY_FILE'];
  return openBackup(folder, chooseBackup(folder, one(options, 'at')), key ? readOpener(fromCwd(key)) : null);
}

/** The audit chain of what came out, held against the head that was noted, and every row and file of the record against the chain. */
const proven = (folder: string, { manifest }: OpenBackup, { sound }: RestoredBackup): Promise<RecordReport> =>
  verifyInstallation(folder, { noted: [manifest.audit], files: false, holds: (blob) => sound.has(lineOf(blob)) });

const agrees = ({ chain, differing }: RecordReport): boolean => chain.ok && differing === 0;

const AT_ODDS = {
  vi: 'Dữ liệu không khớp nhật ký; đã như vậy khi sao lưu. Xem: phien audit verify.',
  en: 'The data does not agree with the audit log; it was so when the backup was made. See: phien audit verify.',
};

/** `phien restore [FOLDER] [--at ID] [--to DATA] [--key FILE] [--partial] [--json]`. @returns 0 when everything came back, else 1. */
export async function restore(args: readonly string[], dataDir: string): Promise<number> {
  const parsed = parseArguments(args, { flags: ['json', 'partial'], options: ['at', 'to', 'key'] });
  if (parsed.words.length > 1) throw new UsageError('Dùng: phien restore [THƯ_MỤC] [--at BẢN] [--to THƯ_MỤC_DỮ_LIỆU]', 'Use: phien restore [FOLDER] [--at BACKUP] [--to DATA_FOLDER]');
  const folder = backupFolder(parsed.words[0]);
  const to = one(parsed.options, 'to') === undefined ? dataDir : fromCwd(one(parsed.options, 'to') ?? '');
  const began = performance.now();
  const backup = await opened(folder, parsed);
  assertApart(folder, to);
  const { manifest } = backup;
  const { restored, report } = await intoHouse(backup, to, parsed.flags.has('partial'));
  const ok = restored.lost.length === 0 && manifest.missing.length === 0 && agrees(report);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  if (parsed.flags.has('json')) {
    const { files, bytes, lost } = restored;
    write(`${JSON.stringify({ ok, id: manifest.id, madeAt: manifest.madeAt, to, files, bytes, lost, missing: manifest.missing, audit: manifest.audit, agrees: agrees(report), seconds })}\n`);
    return ok ? 0 : 1;
  }
  write(`Đã khôi phục bản ${manifest.id} vào ${to}: ${restored.files} tệp tài liệu, ${seconds} giây. Đặt PHIEN_DATA sang thư mục này rồi khởi động.\n`);
  write(`The backup ${manifest.id} is restored into ${to}: ${restored.files} stored files, ${seconds} s. Point PHIEN_DATA at it and start.\n`);
  if (process.env['DATABASE_URL']) write('Bản ghi nằm trong thư mục này: khởi động không có DATABASE_URL, hoặc chuyển vào một cơ sở dữ liệu mới (phien move --to postgresql).\nIts rows lie in that folder: start without DATABASE_URL, or move them into a new database (phien move --to postgresql).\n');
  if (Object.keys(manifest.settings).length > 0) write(`Thiết lập khi sao lưu / settings when it was made: ${Object.entries(manifest.settings).map(([name, value]) => `${name}=${value}`).join(' ')}\n`);
  tellLoss(backup, restored, report);
  return ok ? 0 : 1;
}

function tellLoss({ manifest }: OpenBackup, { lost }: RestoredBackup, report: RecordReport): void {
  if (lost.length > 0) write(`${lost.length} tệp không còn trong bản sao lưu: ${lost.slice(0, 5).join(', ')}\n${lost.length} files are no longer in the backup: ${lost.slice(0, 5).join(', ')}\n`);
  if (manifest.missing.length > 0) write(`${manifest.missing.length} tệp đã mất hoặc hỏng trước khi sao lưu.\n${manifest.missing.length} files were missing or damaged before the backup was made.\n`);
  if (!agrees(report) && lost.length + manifest.missing.length === 0) write(`${AT_ODDS.vi}\n${AT_ODDS.en}\n`);
}

/** Everything is made beside and moved in when it is whole and looked through; interrupted, the folder is still nobody's. */
async function intoHouse(backup: OpenBackup, to: string, partial: boolean): Promise<{ restored: RestoredBackup; report: RecordReport }> {
  const wasThere = existsSync(to);
  const held = holdDataFolder(to);
  const place = readBlobPlace(process.env);
  let done: { restored: RestoredBackup; report: RecordReport } | null = null;
  try {
    // Trust anchors may be laid down before a first start; here they are in the way of those of the backup.
    if (held.used || existsSync(path.join(to, 'signing'))) throw livingHouse(to);
    await held.fill(async (making) => {
      const sink = place ? await intoStore(place, backup.manifest.installation, path.join(making, 'incoming', 'blobs')) : intoFolder(making);
      const restored = await putBack(backup, making, sink, { known: knownMigrations(), partial, papersHere: !place });
      const report = await proven(making, backup, restored);
      makeAnother(making);
      done = { restored, report };
    });
    if (!done) throw new Error('nothing was restored');
    return done;
  } catch (error) {
    // What was begun; what had been moved in is moved on by the next start.
    if (!done) rmSync(path.join(to, MAKING), { recursive: true, force: true });
    throw inWords(to, error);
  } finally {
    held.release();
    if (!done && !wasThere && readdirSync(to).every((name) => name.startsWith('lock.sqlite'))) rmSync(to, { recursive: true, force: true });
  }
}

/** `phien backup verify [FOLDER] [--at ID] [--key FILE] [--scratch FOLDER]`: databases and keys come out into a scratch folder, papers are read through. @returns 0 when it would come back whole. */
export async function verifyBackup(folder: string, parsed: Arguments): Promise<number> {
  const began = performance.now();
  const backup = await opened(folder, parsed);
  const root = fromCwd(one(parsed.options, 'scratch') ?? os.tmpdir());
  let scratch = '';
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    scratch = mkdtempSync(path.join(root, 'phien-verify-'));
    const restored = await putBack(backup, scratch, readOnly, { known: knownMigrations(), partial: true, papersHere: false });
    const report = await proven(scratch, backup, restored);
    return tellVerified(backup, restored, report, { json: parsed.flags.has('json'), seconds: Math.round((performance.now() - began) / 100) / 10 });
  } catch (error) {
    throw inWords(root, error);
  } finally {
    if (scratch !== '') rmSync(scratch, { recursive: true, force: true });
  }
}

function tellVerified({ manifest }: OpenBackup, restored: RestoredBackup, report: RecordReport, { json, seconds }: { json: boolean; seconds: number }): number {
  const whole = restored.lost.length === 0 && manifest.missing.length === 0;
  const ok = whole && agrees(report);
  const { id, madeAt, blobs, missing, audit, version } = manifest;
  const named = blobs.count + missing.length;
  if (json) {
    write(`${JSON.stringify({ ok, id, madeAt, version, files: restored.files, named, lost: restored.lost, missing, audit, records: report.records, agrees: agrees(report), seconds })}\n`);
    return ok ? 0 : 1;
  }
  const age = ageOf(madeAt);
  write(`Bản ${id} (${age.vi} trước, phiên bản ${version}): ${restored.files}/${named} tệp tài liệu nguyên vẹn, ${report.records} bản ghi, nhật ký ${audit.rows} dòng; ${seconds} giây.\n`);
  write(`Backup ${id} (${age.en} old, version ${version}): ${restored.files} of ${named} stored files are sound, ${report.records} records, ${audit.rows} rows of the audit log; ${seconds} s.\n`);
  tellLossOf(restored, missing.length);
  write(ok ? 'Khôi phục được trọn vẹn.\nIt would come back whole.\n' : agrees(report) || !whole ? 'KHÔNG trọn vẹn.\nIt is NOT whole.\n' : `${AT_ODDS.vi}\n${AT_ODDS.en}\n`);
  return ok ? 0 : 1;
}

function tellLossOf({ lost }: RestoredBackup, missing: number): void {
  if (lost.length > 0) write(`Mất hoặc đã đổi trong bản sao lưu / missing or changed in the backup: ${lost.slice(0, 10).join(', ')}\n`);
  if (missing > 0) write(`Đã mất hoặc hỏng trước khi sao lưu / missing or damaged before it was made: ${missing}\n`);
}
