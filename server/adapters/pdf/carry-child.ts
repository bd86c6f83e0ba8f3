/**
 * The child that carries marks over: `carry-over OLD NEW MARKS`. Reads two untrusted files and one of marks, and answers with
 * every mark as JSON on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { readFileSync, writeSync } from 'node:fs';
import { carryOver } from '../../carryover';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { answerOf, MARKS_FILE, marksOf } from './carry-wire';
import { paperOf } from './page-text';
import { OpenPdf, startPdfium } from './pdfium';

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

async function carry(oldFile: string, newFile: string, marksFile: string): Promise<object> {
  const file = MARKS_FILE.parse(JSON.parse(readFileSync(marksFile, 'utf8')));
  const pdfium = await startPdfium();
  const open = (name: string, which: string): OpenPdf => {
    try {
      return new OpenPdf(pdfium, name);
    } catch {
      return answer({ ok: false, fault: which });
    }
  };
  const [old, fresh] = [paperOf(open(oldFile, 'old')), paperOf(open(newFile, 'new'))];
  const marks = marksOf(file);
  const beyond = marks.find(({ page }) => page >= old.pages.length);
  if (beyond) return { ok: false, fault: 'page', mark: file.marks[Number(beyond.id)]?.id, pages: old.pages.length };
  return { ok: true, marks: carryOver(old, fresh, marks).map((one) => answerOf(file, one)) };
}

const fail = (): never => answer({ ok: false, fault: 'carrying' });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const [oldFile = '', newFile = '', marksFile = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
carry(oldFile, newFile, marksFile).then(answer, fail);
