import { createWriteStream, existsSync, statSync } from 'node:fs';
import { link, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../../adapters/installation/durable-file';
import { openApplication, type Application, type CommandInput } from '../../application';
import { system } from '../../kernel/actor';
import { BootError, readConfig } from '../../kernel/config';
import { DomainError } from '../../kernel/errors';
import { fromCwd, parseArguments, UsageError, write } from './arguments';

const console = system('console');

const use = (): UsageError =>
  new UsageError('Dùng: phien export session|body|person MÃ --to TỆP_HOẶC_THƯ_MỤC, hoặc phien export verify TỆP', 'Use: phien export session|body|person ID --to FILE_OR_FOLDER, or phien export verify FILE');

type Kind = CommandInput<'exports.request'>['kind'];
const isKind = (word: string | undefined): word is Kind => word === 'session' || word === 'body' || word === 'person';

/** `phien export …`. @returns 0 when the archive is there, or is what its manifest says; 1 when something is missing in it or differs. */
export async function exportData(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['json'], options: ['to'] });
  const [first, second, ...more] = words;
  if (!second || more.length > 0) throw use();
  if (first === 'verify') return verify(fromCwd(second), flags.has('json'));
  const [to] = options.get('to') ?? [];
  if (!isKind(first) || !to) throw use();
  const { origin, blobs, rows } = readConfig(process.env);
  const target = fromCwd(to);
  refuseTaken(target);
  const application = await openApplication({ dataDir, origin, blobs, rows });
  try {
    return await make(application, { kind: first, subjectId: second }, target, flags.has('json'));
  } finally {
    await application.stop();
  }
}

const isFolder = (target: string): boolean => statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;

function refuseTaken(target: string): void {
  if (existsSync(target) && !isFolder(target)) throw taken(target);
  if (!existsSync(path.dirname(target))) throw new BootError(`Không có thư mục ${path.dirname(target)}.`, `There is no folder ${path.dirname(target)}.`);
}

const taken = (target: string): BootError => new BootError(`${target} đã có; không ghi đè.`, `${target} is there already and is not overwritten.`);

async function make(application: Pick<Application, 'execute' | 'query' | 'jobs' | 'staging'>, asked: { kind: Kind; subjectId: string }, to: string, json: boolean): Promise<number> {
  const { exportId } = await application.execute('exports.request', asked, console).catch((error: unknown) => {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'invalid')) throw new UsageError(`Không có ${asked.kind} ${asked.subjectId}.`, `There is no ${asked.kind} ${asked.subjectId}.`);
    throw error;
  });
  await application.jobs.drain();
  try {
    const file = await application.query('exports.file', { exportId }, console).catch(() => {
      throw new BootError('Không đóng gói được dữ liệu (hết chỗ trống, hoặc kho tệp không đọc được): chạy phien doctor. Không có tệp nào được tạo.', 'The archive could not be made (no space, or stored files cannot be read): run phien doctor. No file was made.');
    });
    const target = isFolder(to) ? path.join(to, file.fileName) : to;
    refuseTaken(target);
    await keep(await application.staging.open({ key: file.blobKey, sha256: file.sha256, size: file.size }), target);
    const { files, missing } = await contentsOf(target);
    if (json) write(`${JSON.stringify({ ok: missing === 0, file: target, size: file.size, sha256: file.sha256, files, missing })}\n`);
    else {
      write(`Đã xuất ra ${target}: ${files} tệp, ${(file.size / 1024 ** 2).toFixed(1)} MB, SHA-256 ${file.sha256}\nExported to ${target}: ${files} files\n`);
      if (missing > 0) write(`${missing} tệp mà hồ sơ nêu đã mất hoặc hỏng trong kho: xem “missing” trong manifest.json.\n${missing} files that the record names are missing or damaged in the store: see “missing” in manifest.json.\n`);
    }
    return missing === 0 ? 0 : 1;
  } finally {
    await application.execute('exports.remove', { exportId }, console);
  }
}

/** Under its name when it is whole and on the disk; a name that was taken meanwhile is left as it is. */
async function keep(bytes: NodeJS.ReadableStream, target: string): Promise<void> {
  const part = `${target}.${process.pid}.part`;
  try {
    await pipeline(bytes, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
    await link(part, target).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? taken(target) : error;
    });
  } finally {
    await rm(part, { force: true });
  }
  syncFolder(path.dirname(target));
}

async function contentsOf(file: string): Promise<{ files: number; missing: number }> {
  const { verifyArchive } = await import('../../adapters/archive/verify-zip');
  const { manifest, problems } = await verifyArchive(file);
  if (!manifest || problems.length > 0) throw new BootError(`${file} không đọc lại được như đã ghi; hãy thử ổ đĩa khác.`, `${file} does not read back as it was written; try another disk.`);
  return { files: manifest.files.length, missing: manifest.missing.length };
}

const PROBLEMS = {
  differs: { vi: 'khác bản kê', en: 'differs' },
  missing: { vi: 'thiếu', en: 'missing' },
  unlisted: { vi: 'không có trong bản kê', en: 'not listed' },
  damaged: { vi: 'hỏng', en: 'damaged' },
  twice: { vi: 'trùng tên', en: 'there twice' },
} as const;

async function verify(file: string, json: boolean): Promise<number> {
  if (!(await stat(file).catch(() => null))?.isFile()) throw new UsageError(`Không đọc được ${file}.`, `${file} cannot be read.`);
  const { verifyArchive } = await import('../../adapters/archive/verify-zip');
  const { manifest, problems, sha256 } = await verifyArchive(file);
  const isWhole = manifest !== null && problems.length === 0;
  if (json) write(`${JSON.stringify({ ok: isWhole, file, sha256, subject: manifest?.subject ?? null, madeAt: manifest?.madeAt ?? null, files: manifest?.files.length ?? 0, missing: manifest?.missing ?? [], problems })}\n`);
  else if (!manifest) write(`${file}: không phải gói dữ liệu Phiên, hoặc bị cắt ngắn\n${file}: no data export of Phiên, or cut off\n`);
  else {
    for (const { path: name, problem } of problems) write(`${name}: ${PROBLEMS[problem].vi} / ${PROBLEMS[problem].en}\n`);
    if (isWhole) write(`${manifest.subject.title}: ${manifest.files.length} tệp đúng với bản kê, SHA-256 ${sha256}\n${manifest.files.length} files are what the manifest says\n`);
  }
  return isWhole ? 0 : 1;
}
