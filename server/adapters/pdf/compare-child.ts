/**
 * The child that lays two versions beside each other: `compare OLD NEW`. Reads two untrusted files and answers with what differs as JSON
 * on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { writeSync } from 'node:fs';
import { compare } from '../../comparison';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { paperOf } from './page-text';
import { OpenPdf, startPdfium } from './pdfium';

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

async function compareFiles(old: string, fresh: string): Promise<object> {
  const pdfium = await startPdfium();
  return { ok: true, compared: compare(paperOf(new OpenPdf(pdfium, old)), paperOf(new OpenPdf(pdfium, fresh))) };
}

const fail = (): never => answer({ ok: false });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const [old = '', fresh = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
compareFiles(old, fresh).then(answer, fail);
