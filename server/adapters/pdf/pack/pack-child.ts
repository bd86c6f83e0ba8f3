/**
 * The child that makes packs: `pack ORDER TARGET`. Reads an order of untrusted files, writes one file and answers with what it
 * is made of as JSON on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { readFileSync, writeSync } from 'node:fs';
import { OUTPUT_FD, STARTED, writeAll } from '../../sandbox/plain-wire';
import { fontFile } from '../../fonts';
import { startPdfium } from '../pdfium';
import { PACK_ORDER } from '../../../kernel/ports/pack-maker';
import { makePack } from './pack';
import { rewritten } from './rewritten';

async function pack(order: string, target: string): Promise<object> {
  let pdfium: ReturnType<typeof startPdfium> | undefined;
  let renditions = 0;
  // Most packs need no rendition, and starting what makes them takes longer than a small pack.
  return { ok: true, ...(await makePack(PACK_ORDER.parse(JSON.parse(readFileSync(order, 'utf8'))), { regular: fontFile('400Regular'), bold: fontFile('700Bold') }, target, async (from) => rewritten(await (pdfium ??= startPdfium()), from, `rendition-${(renditions += 1)}.pdf`))) };
}

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

/** A disk without room is told apart: it is nobody's file's fault. */
const fail = (error: unknown): never => answer({ ok: false, fault: (error as NodeJS.ErrnoException).code === 'ENOSPC' || (error as NodeJS.ErrnoException).code === 'EDQUOT' ? 'full' : 'packing' });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const [order = '', target = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
pack(order, target).then(answer, fail);
