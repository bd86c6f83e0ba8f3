import { readFile, stat } from 'node:fs/promises';
import { carryMarks, type CarryAnswer, type CarriedMark } from '../../adapters/pdf/carry';
import { MARKS_FILE } from '../../adapters/pdf/carry-wire';
import { DomainError } from '../../kernel/errors';
import { fromCwd, operatorLanguage, parseArguments, UsageError, write } from './arguments';

const VERDICTS = {
  moved: { vi: 'ĐÃ CHUYỂN', en: 'moved' },
  check: { vi: 'CẦN XEM LẠI', en: 'please check' },
  tray: { vi: 'VÀO KHAY', en: 'in the tray' },
} as const;

const DOUBTS: Readonly<Record<string, { vi: string; en: string }>> = {
  gone: { vi: 'nội dung được đánh dấu không còn', en: 'what was marked is gone' },
  changed: { vi: 'nội dung được đánh dấu đã sửa', en: 'what was marked was changed' },
  surroundings: { vi: 'đoạn văn chung quanh đã khác', en: 'what stands around it is another' },
  alike: { vi: 'có chỗ khác giống như vậy', en: 'another place is like it' },
  torn: { vi: 'chỗ đánh dấu bị chia ra nhiều dòng hoặc nhiều trang', en: 'the place was split over lines or pages' },
  likeness: { vi: 'hình trang không đủ giống', en: 'the pictures of the page are not like enough' },
  no_anchor: { vi: 'không có chữ hay hình để bám vào', en: 'there is neither text nor picture to hold on to' },
};

function printed({ id, verdict, page, doubt }: CarriedMark, language: 'vi' | 'en'): string {
  const where = page === undefined ? '' : language === 'vi' ? ` · trang ${page}` : ` · page ${page}`;
  const why = doubt && DOUBTS[doubt] ? ` (${DOUBTS[doubt][language]})` : '';
  return `${id}: ${VERDICTS[verdict][language]}${where}${why}\n`;
}

/** A sentence for what was not carried at all; nothing is half done. */
function fault(answer: Exclude<CarryAnswer, { ok: true }>, names: { old: string; new: string }): { vi: string; en: string } {
  if (answer.fault === 'page') return { vi: `Ghi chú ${answer.mark ?? ''} nằm ở trang mà ${names.old} không có (tệp có ${answer.pages ?? 0} trang).`, en: `Mark ${answer.mark ?? ''} is on a page that ${names.old} does not have (it has ${answer.pages ?? 0}).` };
  if (answer.fault === 'carrying') return { vi: 'Không so được hai tệp này: vượt quá giới hạn hoặc tệp hỏng.', en: 'These two files cannot be compared: they are beyond the limits, or damaged.' };
  return { vi: `Không mở được tệp ${names[answer.fault]}.`, en: `The file ${names[answer.fault]} cannot be opened.` };
}

function tell({ vi, en }: { vi: string; en: string }): 2 {
  process.stderr.write(`${vi}\n${en}\n`);
  return 2;
}

/**
 * `phien carry-over OLD.pdf NEW.pdf --marks marks.json [--json]`: what becomes of marks when a paper is replaced (carryover C1 …). No
 * database is opened and nothing is stored.
 * @returns 0 when every mark was moved beyond doubt, 1 when one is to be looked at or in the tray, 2 when the command or a file was not understood.
 */
export async function carryOver(args: readonly string[]): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['json'], options: ['marks'] });
  const [old, fresh] = words;
  const marks = options.get('marks')?.[0];
  if (old === undefined || fresh === undefined || words.length > 2 || marks === undefined) {
    throw new UsageError('Cần hai tệp và các ghi chú: phien carry-over CŨ.pdf MỚI.pdf --marks GHI_CHÚ.json', 'Two files and the marks: phien carry-over OLD.pdf NEW.pdf --marks MARKS.json');
  }
  for (const name of [old, fresh, marks]) {
    const facts = await stat(fromCwd(name)).catch(() => undefined);
    if (!facts?.isFile()) return tell({ vi: `Không đọc được tệp ${name}.`, en: `The file ${name} cannot be read.` });
  }
  const wrong = await faultOf(fromCwd(marks));
  if (wrong !== null) return tell({ vi: `Tệp ghi chú ${marks} không đúng mẫu: ${wrong}`, en: `The file of marks ${marks} is not understood: ${wrong}` });
  try {
    const answer = await carryMarks(fromCwd(old), fromCwd(fresh), fromCwd(marks));
    if (!answer.ok) return tell(fault(answer, { old, new: fresh }));
    const language = operatorLanguage();
    write(flags.has('json') ? `${JSON.stringify({ marks: answer.marks })}\n` : answer.marks.map((mark) => printed(mark, language)).join(''));
    return answer.marks.every(({ verdict }) => verdict === 'moved') ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return tell({ vi: 'Chương trình so tệp không khởi động được.', en: 'The comparing program does not start.' });
  }
}

/** Where a file of marks is not what it should be: path and reason; null when it is. */
async function faultOf(file: string): Promise<string | null> {
  try {
    const { success, error } = MARKS_FILE.safeParse(JSON.parse(await readFile(file, 'utf8')));
    const [issue] = error?.issues ?? [];
    return success ? null : `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  } catch {
    return 'JSON';
  }
}
