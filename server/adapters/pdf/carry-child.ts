/**
 * The child that carries marks over: `carry-over OLD NEW MARKS`. Reads two untrusted files and one of marks, at hand (`carry-wire`) or
 * from the log of ink (`carry-log`), and answers with every mark as JSON on descriptor 3, after a first byte `R`. It is expected to be
 * killed at any time.
 */
import { readFileSync, writeSync } from 'node:fs';
import { carryOver } from '../../carryover';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { LOG_MARKS, logAnswer, marksOfLog, sheetsOf } from './carry-log';
import { answerOf, MARKS_FILE, marksOf } from './carry-wire';
import { paperOf } from './page-text';
import { OpenPdf, startPdfium } from './pdfium';

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

async function carry(oldFile: string, newFile: string, marksFile: string): Promise<object> {
  const given: unknown = JSON.parse(readFileSync(marksFile, 'utf8'));
  const log = LOG_MARKS.safeParse(given).data;
  const file = log ? { marks: [] } : MARKS_FILE.parse(given);
  const pdfium = await startPdfium();
  const open = (name: string, which: string): OpenPdf => {
    try {
      return new OpenPdf(pdfium, name);
    } catch {
      return answer({ ok: false, fault: which });
    }
  };
  const files = { old: open(oldFile, 'old'), new: open(newFile, 'new') };
  const [old, fresh] = [paperOf(files.old), paperOf(files.new)];
  if (log) return { ok: true, marks: logAnswer(log, carryOver(old, fresh, marksOfLog(log, sheetsOf(files.old))), sheetsOf(files.new)) };
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
