import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';

function run(program: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

/** What other people's programs say of our signed minutes: poppler's pdfsig, qpdf, and OpenSSL's CAdES verification. */
export function expectIndependentlyValid(file: string, dataDir: string): void {
  const pdfsig = run('pdfsig', ['-nocert', file]);
  expect(pdfsig.output.match(/Signature Validation: Signature is Valid/g)).toHaveLength(2);
  expect(pdfsig.output.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
  expect(run('qpdf', ['--check', file])).toMatchObject({ status: 0 });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-cms-'));
  const pdf = readFileSync(file);
  const anchor = path.join(folder, 'root.pem');
  const root = readFileSync(path.join(dataDir, 'signing', 'root.cer'));
  writeFileSync(anchor, `-----BEGIN CERTIFICATE-----\n${root.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`);
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((match) => match.slice(1, 5).map(Number));
  expect(ranges).toHaveLength(2);
  ranges.forEach(([a = 0, b = 0, c = 0, d = 0], index) => {
    const hex = pdf.subarray(a + b + 1, c - 1).toString('latin1');
    const padded = Buffer.from(hex, 'hex');
    const length = 4 + padded.readUInt16BE(2);
    const cms = path.join(folder, `${index}.p7s`);
    const content = path.join(folder, `${index}.bin`);
    writeFileSync(cms, padded.subarray(0, length));
    writeFileSync(content, Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]));
    const time = ['-attime', String(Math.floor(Date.parse('2026-11-27T00:00:00Z') / 1000))];
    const verified = run('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', cms, '-content', content, '-CAfile', anchor, '-purpose', 'any', ...time, '-out', '/dev/null']);
    expect(verified.output).toContain('CAdES Verification successful');
  });
}
