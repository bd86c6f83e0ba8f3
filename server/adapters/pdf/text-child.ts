/**
 * The text child: `page-texts FILE FROM COUNT`. Reads the text of pages (from 1) of one untrusted file and answers with them as JSON
 * on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { writeSync } from 'node:fs';
import { PAGE_TEXT_LIMITS } from '../../kernel/ports/page-reader';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { OpenPdf, startPdfium } from './pdfium';

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

/** As PDFium says it: with the blanks and line ends that it finds between words. */
function textOf(pdf: OpenPdf, page: number): string {
  const { pdfium } = pdf;
  return pdf.withPage(page, (loaded) => {
    const text = pdfium.FPDFText_LoadPage(loaded);
    if (!text) return '';
    try {
      const count = Math.min(pdfium.FPDFText_CountChars(text), PAGE_TEXT_LIMITS.letters);
      let said = '';
      for (let index = 0; index < count && said.length < PAGE_TEXT_LIMITS.letters; index += 1) {
        const code = pdfium.FPDFText_GetUnicode(text, index);
        // U+FFFE: a hyphen that only the end of a line asked for.
        if (code === 0 || code > 0x10ffff || code === 0xfffe || code === 0x2) continue;
        said += String.fromCodePoint(code);
      }
      return said;
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
