import { access, constants, stat } from 'node:fs/promises';
// Not through the application: a file is judged before half of that would be loaded.
import { createPdfInspector } from '../../adapters/pdf/inspect';
import { DomainError } from '../../kernel/errors';
import { notesOf, type PdfVerdict } from '../../kernel/ports/pdf-inspector';
import { DOCUMENT_MAX_BYTES } from '../../modules/documents/admission';
import { findingSentence, refusalSentence, type Sentence } from '../../shared/language/paper-sentences';
import { fromCwd, operatorLanguage, parseArguments, UsageError, write } from './arguments';

const WORDS = {
  accepted: { vi: 'NHẬN', en: 'accepted' },
  accepted_with_findings: { vi: 'NHẬN, CÓ LƯU Ý', en: 'accepted, with findings' },
  refused: { vi: 'KHÔNG NHẬN', en: 'refused' },
} as const;

/** Files begun before the one whose turn it is to be told of; how many are judged at once is the inspector's to say. */
const AHEAD = 8;

interface Reason extends Sentence {
  code: string;
}

/** One line of the answer: what the upload would say of a file. */
interface Line {
  file: string;
  verdict: keyof typeof WORDS;
  /** Why it is refused. */
  reason: Reason | null;
  pages: number | null;
  findings: (Reason & { pages: number[] })[];
  /** Figures of a refusal: page, limit, found and the like. */
  params: Readonly<Record<string, string | number>>;
}

function lineOf(file: string, verdict: PdfVerdict | { ok: false; reason: string; params: Readonly<Record<string, string | number>> }): Line {
  if (!verdict.ok) {
    const sentence = refusalSentence(verdict.reason, verdict.params) ?? { vi: verdict.reason, en: verdict.reason };
    return { file, verdict: 'refused', reason: { code: verdict.reason, ...sentence }, pages: null, findings: [], params: verdict.params };
  }
  const findings = notesOf(verdict.facts).map(({ kind, pages }) => ({ code: kind, pages, ...findingSentence(kind, pages) }));
  return { file, verdict: findings.length > 0 ? 'accepted_with_findings' : 'accepted', reason: null, pages: verdict.facts.pages, findings, params: {} };
}

function printed({ file, verdict, reason, pages, findings }: Line, language: 'vi' | 'en'): string {
  const count = pages === null ? '' : language === 'vi' ? ` · ${pages} trang` : ` · ${pages} ${pages === 1 ? 'page' : 'pages'}`;
  const lines = [`${file}: ${WORDS[verdict][language]}${count}`];
  if (reason) lines.push(`  ${reason[language]} (${reason.code})`);
  for (const finding of findings) lines.push(`  – ${finding[language]} (${finding.code})`);
  return `${lines.join('\n')}\n`;
}

/** Size of a file that can be read, bytes; undefined: it is none. */
async function readableSize(file: string): Promise<number | undefined> {
  try {
    await access(file, constants.R_OK);
    const facts = await stat(file);
    return facts.isFile() ? facts.size : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `phien inspect FILE… [--json]`: the verdict that the upload would give, by the same inspection (documents D19). No database is
 * opened and nothing is stored. With `--json` one object a line, as soon as it is known, in the order given.
 * @returns 0 when every file would be taken, 1 when one would not, 2 when one could not be read or the inspection cannot run.
 */
export async function inspect(args: readonly string[]): Promise<number> {
  const { words, flags } = parseArguments(args, { flags: ['json'], options: [] });
  if (words.length === 0) throw new UsageError('Thiếu tệp cần xem: phien inspect TỆP.pdf', 'Which file: phien inspect FILE.pdf');
  const language = operatorLanguage();
  const inspector = createPdfInspector();
  const judge = async (file: string): Promise<Line | 'unreadable_file' | 'not_inspected'> => {
    const path = fromCwd(file);
    const size = await readableSize(path);
    if (size === undefined) return 'unreadable_file';
    if (size > DOCUMENT_MAX_BYTES) return lineOf(file, { ok: false, reason: 'documents.too_large', params: { limit: DOCUMENT_MAX_BYTES } });
    try {
      return lineOf(file, await inspector.inspect(path));
    } catch (error) {
      if (error instanceof DomainError) return 'not_inspected';
      throw error;
    }
  };
  let code = 0;
  const started = words.map((file) => ({ file, answer: undefined as ReturnType<typeof judge> | undefined }));
  for (const [index, entry] of started.entries()) {
    for (const next of started.slice(index, index + AHEAD)) next.answer ??= judge(next.file);
    const answer = await entry.answer;
    if (answer === undefined || typeof answer === 'string') {
      code = 2;
      const [vi, en] = answer === 'not_inspected'
        ? [`Chưa kiểm tra được tệp ${entry.file}: chương trình kiểm tra không khởi động được.`, `The file ${entry.file} was not inspected: the inspecting program does not start.`]
        : [`Không đọc được tệp ${entry.file}.`, `The file ${entry.file} cannot be read.`];
      process.stderr.write(`${vi}\n${en}\n`);
      if (flags.has('json')) write(`${JSON.stringify({ file: entry.file, error: answer ?? 'unreadable_file' })}\n`);
      continue;
    }
    if (answer.verdict === 'refused' && code === 0) code = 1;
    write(flags.has('json') ? `${JSON.stringify(answer)}\n` : printed(answer, language));
  }
  return code;
}
