import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openOldPapers, type OldPapers } from '../../adapters/archive/old-papers';
import { openApplication, openForReading, type Application } from '../../application';
import { system } from '../../kernel/actor';
import { BootError, readConfig } from '../../kernel/config';
import { isJunk, planByFolders, planByList, type ImportPlan } from '../../modules/imports/plan/plan-import';
import { LIST_BYTES, readList } from '../../modules/imports/plan/read-list';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { csvText } from '../../shared/rules/csv-cell';
import type { Sentence } from '../../shared/language/paper-sentences';
import { fromCwd, operatorLanguage, parseArguments, UsageError, write } from './arguments';
import { createTaker } from './import-files';
import type { Outcome } from './import-outcome';
import { LIST_SENTENCES, PLAN_SENTENCES, TAKING_SENTENCES } from './import-texts';

const caller = system('console');

const NOTHING: Sentence = { vi: '', en: '' };

/** `phien import DIR|ZIP [--list FILE] [--report FILE] [--dry-run] [--json]`. @returns 0: everything is in; 1: something was not taken. */
export async function importPapers(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['dry-run', 'json'], options: ['list', 'report'] });
  const [first, ...more] = words;
  if (!first || more.length > 0) throw new UsageError('Dùng: phien import THƯ_MỤC|TỆP.zip [--list DANH_SÁCH.csv] [--report TỆP.csv] [--dry-run] [--json]', 'Use: phien import FOLDER|FILE.zip [--list LIST.csv] [--report FILE.csv] [--dry-run] [--json]');
  const source = fromCwd(first);
  const papers = await openOldPapers(source);
  try {
    const listName = options.get('list')?.[0];
    const outcomes = flags.has('dry-run') ? await tryOut(papers, { source, listName }, dataDir) : await bringIn(papers, { source, listName }, dataDir);
    for (const strange of papers.strange.filter((name) => !isJunk(name))) outcomes.push({ line: null, path: strange, session: '', day: '', result: 'not_taken', code: 'strange', words: TAKING_SENTENCES.strange() });
    const report = options.get('report')?.[0];
    if (report) await writeFile(fromCwd(report), `\uFEFF${reportOf(outcomes)}`, { mode: 0o600 });
    write(flags.has('json') ? `${JSON.stringify(summaryOf(outcomes))}\n` : printed(outcomes));
    return outcomes.some(({ result }) => result === 'not_taken') ? 1 : 0;
  } finally {
    papers.close();
  }
}

interface Asked {
  /** Absolute path of the folder or archive. */
  source: string;
  listName: string | undefined;
}

/** The list that lies beside the papers, where there is exactly one at the top. */
function ownList(paths: readonly string[]): string | null {
  const tables = paths.filter((name) => /\.csv$/iu.test(name) && !isJunk(name));
  const least = Math.min(...tables.map((name) => name.split('/').length));
  const [only, ...more] = tables.filter((name) => name.split('/').length === least);
  return only !== undefined && more.length === 0 ? only : null;
}

async function bytesOf(papers: OldPapers, name: string): Promise<Uint8Array> {
  if (papers.sizeOf(name) > LIST_BYTES) throw new BootError('Danh sách quá lớn.', 'The list is too large.');
  const chunks: Buffer[] = [];
  for await (const chunk of await papers.open(name)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function planOf(papers: OldPapers, { source, listName }: Asked, application: Pick<Application, 'query'>, now: Date): Promise<ImportPlan> {
  const bodies = await application.query('imports.bodies', {}, caller);
  const today = dateInVietNam(now);
  const own = listName === undefined ? ownList(papers.paths) : null;
  const given = listName === undefined ? null : fromCwd(listName);
  const paths = papers.paths.filter((name) => name !== own && path.join(source, name) !== given && !isJunk(name));
  if (given === null && own === null) return planByFolders(paths, bodies, today);
  const bytes = own === null ? await readFile(given ?? '').catch(() => null) : await bytesOf(papers, own);
  if (bytes === null) throw new UsageError(`Không đọc được danh sách ${given ?? ''}.`, `The list ${given ?? ''} cannot be read.`);
  const list = readList(bytes);
  if (!list.ok) {
    const { vi, en } = LIST_SENTENCES[list.reason]?.(list.params) ?? { vi: list.reason, en: list.reason };
    throw new UsageError(vi, en);
  }
  // A list that lies in the archive is of its own folder.
  const top = own === null ? '' : own.slice(0, own.lastIndexOf('/') + 1);
  const rows = list.rows.map((row) => ({ ...row, file: top !== '' && paths.includes(`${top}${row.file}`) ? `${top}${row.file}` : row.file }));
  return planByList(rows, paths, bodies, today);
}

const refusedBy = ({ notTaken }: ImportPlan): Outcome[] => notTaken.map(({ line, path: name, problem, words }) => ({ line, path: name, session: '', day: '', result: 'not_taken', code: problem, words: PLAN_SENTENCES[problem](words) }));

/** What would be done, also while a server runs; no file is looked into. */
async function tryOut(papers: OldPapers, asked: Asked, dataDir: string): Promise<Outcome[]> {
  const { query, stop } = await openForReading({ dataDir, rows: readConfig(process.env).rows });
  try {
    const plan = await planOf(papers, asked, { query }, new Date());
    const planned = plan.sessions.flatMap(({ title, day, files }) => files.map(({ line, path: name }): Outcome => ({ line, path: name, session: title, day, result: 'planned', code: '', words: NOTHING })));
    return [...planned, ...refusedBy(plan)];
  } finally {
    await stop();
  }
}

async function bringIn(papers: OldPapers, asked: Asked, dataDir: string): Promise<Outcome[]> {
  const { origin, blobs, rows } = readConfig(process.env);
  const application = await openApplication({ dataDir, origin, blobs, rows });
  try {
    const plan = await planOf(papers, asked, application, application.clock.now());
    application.jobs.start();
    const take = createTaker(application, papers);
    const outcomes = refusedBy(plan);
    for (const { files, body: _body, ...session } of plan.sessions) {
      const { meetingId } = await application.execute('imports.enter-session', { ...session, source: path.basename(asked.source).normalize('NFC').slice(0, 200) }, caller);
      outcomes.push(...(await take({ meetingId, ...session }, files)));
    }
    return outcomes;
  } finally {
    await application.stop();
  }
}

function summaryOf(outcomes: readonly Outcome[]) {
  const count = (result: Outcome['result']): number => outcomes.filter((one) => one.result === result).length;
  const sessions = new Set(outcomes.flatMap(({ result, day, session }) => (result === 'not_taken' ? [] : `${day} ${session}`))).size;
  return { ok: count('not_taken') === 0, sessions, planned: count('planned'), imported: count('imported'), there: count('there'), notTaken: count('not_taken'), files: outcomes };
}

const RESULTS: Record<Outcome['result'], string> = { imported: 'đã nhập / imported', there: 'đã có / there', not_taken: 'không nhập / not taken', planned: 'sẽ nhập / would be taken' };

function reportOf(outcomes: readonly Outcome[]): string {
  const heading = ['Dòng / line', 'Tệp / file', 'Phiên họp / session', 'Ngày / day', 'Kết quả / result', 'Mã / code', 'Lý do', 'Reason'];
  const rows = outcomes.map(({ line, path: name, session, day, result, code, words }) => [line === null ? '' : String(line), name, session, day, RESULTS[result], code, words.vi, words.en]);
  return [heading, ...rows].map((row) => `${row.map(csvText).join(';')}\r\n`).join('');
}

function printed(outcomes: readonly Outcome[]): string {
  const { sessions, planned, imported, there, notTaken } = summaryOf(outcomes);
  const language = operatorLanguage();
  const told = outcomes.filter(({ result, code }) => result === 'not_taken' || (result === 'imported' && code !== ''));
  const lines = told.map(({ line, path: name, result, words }) => `${line === null ? '' : language === 'vi' ? `Dòng ${line}: ` : `Line ${line}: `}${name}: ${RESULTS[result].split(' / ')[language === 'vi' ? 0 : 1] ?? ''}. ${words[language]}\n`);
  const done = planned > 0
    ? { vi: `Sẽ nhập ${planned} tệp của ${sessions} phiên họp; ${notTaken} không nhập được. Chưa có gì thay đổi.`, en: `${planned} files of ${sessions} sessions would be taken, ${notTaken} would not. Nothing was changed.` }
    : { vi: `Đã nhập ${imported} tệp, ${there} tệp đã có từ trước, của ${sessions} phiên họp; ${notTaken} không nhập được.`, en: `Imported ${imported} files, ${there} were there before, of ${sessions} sessions; ${notTaken} were not taken.` };
  return `${lines.join('')}${done[language]}\n`;
}
