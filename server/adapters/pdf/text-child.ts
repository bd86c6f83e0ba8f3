/**
 * The text child: `page-texts FILE FROM COUNT`. Reads the text of pages (from 1) of one untrusted file and answers with them as JSON
 * on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { writeSync } from 'node:fs';
import { PAGE_TEXT_LIMITS } from '../../kernel/ports/page-reader';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { LINE_HYPHEN, lettersOf } from './page-letters';
import { OpenPdf, startPdfium } from './pdfium';

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

/** As PDFium says it, with the blanks and line ends that it finds between words; old encodings as Unicode. */
function textOf(pdf: OpenPdf, page: number): string {
  const { pdfium } = pdf;
  return pdf.withPage(page, (loaded) => {
    const text = pdfium.FPDFText_LoadPage(loaded);
    if (!text) return '';
    try {
      const said = lettersOf(pdf, text, PAGE_TEXT_LIMITS.letters).map(({ char }) => char).join('');
      return said.replace(LINE_HYPHEN, '').normalize('NFC').slice(0, PAGE_TEXT_LIMITS.letters);
    } finally {
      pdfium.FPDFText_ClosePage(text);
    }
  });
}

async function read(file: string, from: number, count: number): Promise<object> {
  const pdf = new OpenPdf(await startPdfium(), file);
  const texts: string[] = [];
  for (let page = from; page < from + count && page <= pdf.pages; page += 1) {
    try {
      texts.push(textOf(pdf, page - 1));
    } catch {
      // The others can be found all the same.
      texts.push('');
    }
  }
  return { ok: true, texts };
}

const fail = (): never => answer({ ok: false });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const [file = '', from = '', count = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
read(file, Number(from), Number(count)).then(answer, fail);
