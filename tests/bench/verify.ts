/**
 * `npm run -s bench -- verify [signatures=12] [files=1000]`: what it takes to verify minutes of so many signatures that are made to last
 * (B-LTA), beside the hashes and signatures that must be computed for it, and a folder of so many of them by `phien verify`, beside one
 * alone by the same command. The time-stamps and statuses come from OpenSSL's own authorities, started for the bench.
 */
import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { createAuthorities } from '../../server/adapters/authorities/authorities';
import { projectRoot } from '../../server/adapters/project-root';
import { createClock } from '../../server/adapters/system/clock';
import { nextRevision } from '../../server/modules/signing';
import { addSignatureFields, GrowingFile, signPdf, verifyPdf, type Signer } from '../../server/pades';
import { openAuthorityPeer, type AuthorityPeer } from '../support/authority-peer';
import { figure, type Bench } from '../support/figures';

const ROUNDS = 3;
/** Turns of the verification in this process: the first ones are compiled meanwhile. */
const TURNS = 20;

const numberOf = (args: readonly string[], name: string, otherwise: number): number => Number(args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);
const best = (times: readonly number[]): number => Math.min(...times);

const bench: Bench = async (args) => {
  const [signatures, count] = [numberOf(args, 'signatures', 12), numberOf(args, 'files', 1_000)];
  const peer = await openAuthorityPeer();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-bench-verify-'));
  try {
    const bytes = await lasting(peer, signatures);
    const trust = { trustAnchors: [peer.rootPem], now: new Date() };
    const report = verifyPdf(bytes, trust);
    const levels = report.signatures.filter(({ kind }) => kind === 'signature').map(({ level }) => level);
    const unlike = levels.filter((level) => level !== 'B-LTA').length + Math.abs(levels.length - signatures) + (report.verdict === 'valid' ? 0 : 1);
    const own: number[] = [];
    const bare: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      own.push(timed(() => verifyPdf(bytes, trust)));
      bare.push(timed(() => computed(bytes, peer, report.signatures.length)));
    }
    const { single, many, failed } = byCommand(folder, bytes, peer, count);
    const perfect = (single * count) / os.availableParallelism();
    return [
      figure({ bench: 'verify', figure: 'signatures that are not B-LTA, or a file that is not valid', value: unlike, unit: 'count', bound: 'most', gate: 0 }),
      figure({ bench: 'verify', figure: `${signatures} signatures B-LTA`, value: best(own), unit: 'ms', bound: 'most', gate: 450, aim: 150 }),
      figure({ bench: 'verify', figure: `${signatures} signatures B-LTA, beside their hashes and signatures alone`, value: best(own), unit: 'ms', baseline: best(bare), bound: 'most', gate: 60, aim: 15 }),
      figure({ bench: 'verify', figure: `a folder of ${count} files, beside one alone on each processor`, value: many, unit: 'ms', baseline: perfect, bound: 'most', gate: 2.5, aim: 1.5 }),
      figure({ bench: 'verify', figure: 'files of the folder that were not valid', value: failed, unit: 'count', bound: 'most', gate: 0 }),
    ];
  } finally {
    await peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
export default bench;

const timed = (act: () => unknown): number => {
  const began = performance.now();
  act();
  return performance.now() - began;
};

/** Each signature with its time-stamp, and the file as it is archived. */
async function lasting(peer: AuthorityPeer, signatures: number): Promise<Uint8Array> {
  const store = { anchors: () => Promise.resolve([peer.rootPem]), crls: () => Promise.resolve([]), retirements: () => Promise.resolve([]) };
  const clock = createClock(new Date());
  const ports = { trust: store, authorities: createAuthorities({ timeStamps: [{ url: peer.urls.tsa, policy: null }], insideHosts: ['127.0.0.1'] }, { trust: store, clock }) };
  const key = createPrivateKey(peer.key('signer'));
  const signer: Signer = { chain: [peer.signer.der, peer.sub.der], algorithm: 'ecdsa-p256-sha256', sign: (data) => Promise.resolve(sign('sha256', data, key)) };
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= 20; page += 1) pdf.addPage([595, 842]).drawText(`Trang ${page}`, { x: 72, y: 700 });
  const fields = Array.from({ length: signatures }, (_, index) => ({ name: `SIG_${index + 1}`, page: 1 + Math.floor(index / 4), rect: [60, 60 + 70 * (index % 4), 200, 120 + 70 * (index % 4)] as [number, number, number, number], tooltip: `Người ký ${index + 1}` }));
  let bytes = addSignatureFields(await pdf.save({ useObjectStreams: false }), fields);
  for (const [index, { name }] of fields.entries()) {
    bytes = await signPdf(bytes, { field: name, signer, signedAt: clock.now() });
    bytes = await raised(bytes, index === fields.length - 1, { ports, now: () => clock.now() });
  }
  return bytes;
}

/** What time-stamp and evidence there is to be added. */
async function raised(bytes: Uint8Array, isComplete: boolean, { ports, now }: { ports: Parameters<typeof nextRevision>[2]['ports']; now: () => Date }): Promise<Uint8Array> {
  async function* parts() {
    yield bytes;
  }
  for (;;) {
    const { file } = await GrowingFile.read(parts(), bytes.length, 0);
    const next = await nextRevision(file, { isComplete }, { ports, now: now() });
    if (!('step' in next)) return bytes;
    bytes = Buffer.from(file.bytes);
  }
}

/** The least there is to compute: of each signature the hash of what it covers, its own check and that of three certificates. */
function computed(bytes: Uint8Array, peer: AuthorityPeer, signatures: number): void {
  const key = createPrivateKey(peer.key('signer'));
  const publicKey = createPublicKey(key);
  const made = sign('sha256', Buffer.alloc(200), key);
  for (let index = 1; index <= signatures; index += 1) {
    createHash('sha256').update(bytes.subarray(0, Math.floor((bytes.length * index) / signatures))).digest();
    for (let check = 0; check < 4; check += 1) verify('sha256', Buffer.alloc(200), publicKey, made);
  }
}

/** The built program: one file alone (the best of three), and all of a folder. */
function byCommand(folder: string, bytes: Uint8Array, peer: AuthorityPeer, count: number): { single: number; many: number; failed: number } {
  const root = path.join(folder, 'root.pem');
  writeFileSync(root, peer.rootPem);
  const one = path.join(folder, 'mot.pdf');
  writeFileSync(one, bytes);
  const archive = path.join(folder, 'luu-tru');
  mkdirSync(archive);
  for (let index = 0; index < count; index += 1) copyFileSync(one, path.join(archive, `${String(index).padStart(4, '0')}.pdf`));
  const run = (target: string): { ms: number; output: string } => {
    const began = performance.now();
    const { stdout } = spawnSync(process.execPath, [path.join(projectRoot, 'build', 'server', 'cli.js'), 'verify', target, '--trust', root, '--json'], { encoding: 'utf8', maxBuffer: 2 ** 30, env: { ...process.env, PHIEN_DATA: path.join(folder, 'none') } });
    return { ms: performance.now() - began, output: stdout };
  };
  const single = best(Array.from({ length: ROUNDS }, () => run(one).ms));
  const { ms: many, output } = run(archive);
  const reports = JSON.parse(output) as { verdict: string }[];
  return { single, many, failed: Math.abs(reports.length - count) + reports.filter(({ verdict }) => verdict !== 'valid').length };
}
