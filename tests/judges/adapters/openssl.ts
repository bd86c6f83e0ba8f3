import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { worst, type Bench, type Judge, type Opinion } from '../judge';
import { run } from '../run';

const TST_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex');

/** Every byte range of a file with what stands in its gap, found without any reader of PDF: openssl judges the bytes alone. */
function signedParts(bytes: Buffer): { signed: Buffer; cms: Buffer }[] {
  return [...bytes.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/gu)].flatMap(([, ...range]) => {
    const [a = 0, b = 0, c = 0, d = 0] = range.map(Number);
    const hex = /<([0-9a-f]+)>/iu.exec(bytes.subarray(a + b, c).toString('latin1'))?.[1];
    return hex ? [{ signed: Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]), cms: Buffer.from(hex, 'hex') }] : [];
  });
}

function trusted(bench: Bench): string {
  const file = path.join(bench.folder, 'anchors.pem');
  writeFileSync(file, bench.trust.map((der) => new X509Certificate(der).toString()).join(''));
  return file;
}

function opinion({ signed, cms }: { signed: Buffer; cms: Buffer }, bench: Bench): Opinion {
  const [data, token] = [path.join(bench.folder, 'signed.bin'), path.join(bench.folder, 'cms.der')];
  writeFileSync(data, signed);
  writeFileSync(token, cms);
  const by = ['-CAfile', trusted(bench), '-attime', String(Math.floor(bench.at.getTime() / 1_000))];
  if (cms.subarray(0, 100).includes(TST_INFO)) {
    const { code, all } = run('openssl', ['ts', '-verify', '-data', data, '-in', token, '-token_in', ...by]);
    const isUntrusted = /certificate verify error/u.test(all);
    return code === 0 ? { word: 'sound', said: [] } : { word: isUntrusted ? 'doubted' : 'refused', said: all.split('\n').filter((line) => /error/u.test(line)).slice(0, 1).map(inShort) };
  }
  const verifying = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', token, '-content', data, '-purpose', 'any', '-out', '/dev/null'];
  if (run('openssl', [...verifying, '-cades', ...by]).code === 0) return { word: 'sound', said: [] };
  const { code, all } = run('openssl', [...verifying, '-noverify']);
  return code === 0 ? { word: 'doubted', said: ['not trusted, or not CAdES'] } : { word: 'refused', said: all.split('\n').filter((line) => /error:/u.test(line)).slice(0, 1).map(inShort) };
}

const inShort = (line: string): string => line.replace(/^.*error:[0-9A-F]*:/u, '').slice(0, 120);

/** `cms -verify -cades` and `ts -verify`: each signature by itself, nothing of the file around it. */
export const openssl: Judge = {
  name: 'openssl',
  judge: (files, bench) => files.map((file) => worst(signedParts(readFileSync(file)).map((part) => opinion(part, bench)))),
};
