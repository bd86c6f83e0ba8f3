import { createHash, generateKeyPairSync, pbkdf2Sync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { deflateSync } from 'node:zlib';

import fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';

import { createFonts } from '../../server/adapters/fonts';
import { keySigner } from '../../server/adapters/signer';
import { makeCertificate, nameDer } from '../../server/adapters/signer/certificates';
import { openPkcs12 } from '../../server/adapters/signer/open-pkcs12';
import { KEY_ITERATIONS, MAC_ITERATIONS, makePkcs12 } from '../../server/adapters/signer/pkcs12';
import type { AdministrativeFonts } from '../../server/kernel/ports/fonts';
import type { SignatureAlgorithm, Signer } from '../../server/kernel/ports/signer';
import { addSignatureFields, GrowingFile, signatureUpdate, signPdf, verifyPdf } from '../../server/pades';
import { drawPersonAppearance, TEST_NOTICE } from '../../server/modules/signing/appearance/draw';
import { figure } from '../support/figures';
import type { Figure, FigureInput } from '../support/figures';

const NOW = new Date('2026-12-01T09:00:00Z');
const until = new Date('2027-12-01T09:00:00Z');
const ROUNDS = 3;
const SIGNATURES = 60;

const PIN = '246810';
/** Bytes a stored file comes in at a time. */
const PART_BYTES = 256 * 1024;

interface Bench {
  readonly label: string;
  readonly signer: Signer;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  readonly anchor: Uint8Array;
}

function prepare(label: string, algorithm: SignatureAlgorithm, bits: number): Bench {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = { commonName: 'CA đo tốc độ' };
  const issuer = { key: authority.privateKey, name: nameDer(subject) };
  const keys = bits > 1000 ? generateKeyPairSync('rsa', { modulusLength: bits }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const period = { notBefore: NOW, notAfter: until };
  const anchor = makeCertificate({ subject, publicKey: authority.publicKey, issuer, purpose: { kind: 'authority', pathLength: 0 }, ...period });
  const leaf = makeCertificate({ subject: { commonName: 'Người ký' }, publicKey: keys.publicKey, issuer, purpose: { kind: 'signer' }, ...period });
  return { label, signer: keySigner(keys.privateKey, algorithm, [leaf], false), key: keys.privateKey, publicKey: keys.publicKey, anchor };
}

/** A document of twenty pages; `ballast` bytes of attached data make it as large as asked. */
async function document(ballast: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let i = 0; i < 20; i += 1) pdf.addPage([595, 842]).drawText(`Trang ${i + 1}`, { x: 72, y: 700 });
  if (ballast > 0) pdf.context.register(pdf.context.stream(Buffer.alloc(ballast, 7)));
  else pdf.context.register(pdf.context.stream(Buffer.alloc(50_000, 7)));
  const bytes = await pdf.save({ useObjectStreams: false });
  return addSignatureFields(bytes, [{ name: 'SIG_CHUTOA', page: 1, rect: [60, 60, 200, 120], tooltip: 'Chủ tọa ký' }]);
}

type Act = () => Promise<unknown> | unknown;

/** Milliseconds of processor time one turn takes, in all threads of this process: others at the machine do not count. */
async function processorTime(turns: number, act: Act): Promise<number> {
  const before = process.cpuUsage();
  for (let turn = 0; turn < turns; turn += 1) await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / turns;
}

/** One turn of each, the best of three rounds after one to warm up; the two take turns, so that both meet the same machine. */
async function compare(turns: number, limit: Act, act: Act): Promise<Pick<FigureInput, 'value' | 'baseline'>> {
  const least = { value: Number.POSITIVE_INFINITY, baseline: Number.POSITIVE_INFINITY };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const baseline = await processorTime(turns, limit);
    const value = await processorTime(turns, act);
    if (round === 0) continue;
    least.value = Math.min(least.value, value);
    least.baseline = Math.min(least.baseline, baseline);
  }
  return least;
}

/** What a key file asks of whoever opens it: both derivations, in Node's own functions. */
function deriveOnly(): void {
  pbkdf2Sync(PIN, 'sixteen octets..', KEY_ITERATIONS, 32, 'sha256');
  let key: Uint8Array = Buffer.alloc(192);
  for (let i = 0; i < MAC_ITERATIONS; i += 1) key = createHash('sha256').update(key).digest();
}

/** What a drawing cannot do without: its two type faces, reduced to the letters in use and packed. */
function reducer(fonts: AdministrativeFonts): Act {
  const faces = [[fonts.regular, TEST_NOTICE], [fonts.italic, 'Vân']] as const;
  const read = faces.map(([bytes, text]) => {
    const face = fontkit.create(bytes);
    if (!('createSubset' in face)) throw new Error('a collection is no face');
    return { face, text };
  });
  return () => {
    for (const { face, text } of read) {
      const subset = face.createSubset();
      for (const glyph of face.layout(text).glyphs) subset.includeGlyph(glyph);
      deflateSync(subset.encode());
    }
  };
}

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES);
}

/** Signing and verifying against what nobody can avoid: raw cryptography and one hash over the file, in the same minute. */
export default async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const report = (name: string, measured: Pick<FigureInput, 'value' | 'baseline'>, gate: number, aim: number): void =>
    void figures.push(figure({ bench: 'sign', figure: name, ...measured, unit: 'ms', bound: 'most', gate, aim }));
  const small = await document(0);
  const pieces = small.subarray(0, 200);
  const benches = [
    prepare('rsa-2048', 'rsa-pkcs1-sha256', 2048),
    prepare('rsa-3072', 'rsa-pkcs1-sha256', 3072),
    prepare('p-256', 'ecdsa-p256-sha256', 256),
  ];
  // A P-256 signature takes a tenth of a millisecond: there the frame around it is what is measured.
  const gates: Readonly<Record<string, number>> = { 'rsa-2048': 6, 'rsa-3072': 4, 'p-256': 25 };
  for (const { label, signer, key, publicKey } of benches) {
    const measured = await compare(
      SIGNATURES,
      () => {
        createHash('sha256').update(small).digest();
        // Whoever signs looks whether it holds (C2).
        verify('sha256', pieces, publicKey, sign('sha256', pieces, key));
      },
      () => signPdf(small, { field: 'SIG_CHUTOA', signer, signedAt: NOW }),
    );
    report(`signature ${label}`, measured, gates[label] ?? 0, 2.5);
  }

  const [first] = benches.slice(2);
  if (!first) throw new Error('nobody signs');
  const { signer, anchor, key, publicKey } = first;
  const signed = await signPdf(small, { field: 'SIG_CHUTOA', signer, signedAt: NOW });
  const raw = sign('sha256', pieces, key);
  const valid = (bytes: Uint8Array): void => {
    const { verdict } = verifyPdf(bytes, { trustAnchors: [anchor], now: NOW });
    if (verdict !== 'valid') throw new Error(`the measured file is ${verdict}`);
  };
  const verification = await compare(
    SIGNATURES,
    () => {
      createHash('sha256').update(signed).digest();
      // The signature itself, and that of its certificate.
      for (let i = 0; i < 2; i += 1) verify('sha256', pieces, publicKey, raw);
    },
    () => valid(signed),
  );
  report('verification', verification, 40, 10);

  const keyFile = makePkcs12(key, signer.chain, PIN, 'Người ký');
  report(
    'opening the key',
    await compare(SIGNATURES, deriveOnly, async () => {
      if (!(await openPkcs12(keyFile, PIN))) throw new Error('the PIN is wrong');
    }),
    3,
    1.5,
  );

  const fonts = await createFonts().administrative();
  report('visible signature', await compare(SIGNATURES, reducer(fonts), () => drawPersonAppearance({ width: 150, height: 80, fonts, testOnly: true, name: 'Đỗ Khắc Trường Vân' })), 8, 3);

  const large = await document(100 * 1024 * 1024);
  const request = { field: 'SIG_CHUTOA', signer, signedAt: NOW };
  report('100 MB file', await compare(1, () => createHash('sha256').update(large).digest(), () => signatureUpdate(large, request)), 1.8, 1.1);
  const act = await compare(
    1,
    async () => {
      const piece = Buffer.allocUnsafeSlow(large.length);
      for (let at = 0; at < large.length; at += PART_BYTES) piece.set(large.subarray(at, at + PART_BYTES), at);
      // One hash to sign, one to verify.
      for (let i = 0; i < 2; i += 1) createHash('sha256').update(piece).digest();
    },
    async () => {
      const { file } = await GrowingFile.read(inParts(large), large.length, large.length);
      file.append(await signatureUpdate(file.bytes, request, file.hashed()));
      valid(file.bytes);
    },
  );
  report('100 MB file read, signed and verified', act, 1.8, 1.2);
  return figures;
}
