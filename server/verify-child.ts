/**
 * The verification child: waits on its standard input for one line of JSON with the work, and the bytes of the file behind
 * it where the line names no path. Answers once on its descriptor and ends; expected to be killed at any time.
 */
import { readFileSync, writeSync } from 'node:fs';
import { decodePlain, encodePlain, OUTPUT_FD, STARTED, writeAll } from './adapters/sandbox/plain-wire';
// Not the whole core of the module: drawing and signing would be loaded for nothing before every file.
import { boundReport } from './modules/signing/report-bounds';
import { verifyPdf, type VerifyOptions } from './pades/verify/verify-pdf';

const NEWLINE = 0x0a;

async function work(): Promise<void> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
  }
  const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, length);
  parts.length = 0;
  const end = all.indexOf(NEWLINE);
  const { input, path } = decodePlain(all.toString('utf8', 0, end)) as { input: VerifyOptions; path: string | null };
  const bytes = path === null ? all.subarray(end + 1) : readFileSync(path);
  writeAll(encodePlain(boundReport(verifyPdf(bytes, input))));
}

writeSync(OUTPUT_FD, STARTED);
work().then(
  () => process.exit(0),
  () => process.exit(1),
);
