import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { PDFDocument } from 'pdf-lib';

import { keySigner } from '../../server/adapters/signer';
import { makeCertificate, nameDer } from '../../server/adapters/signer/certificates';
import type { SignatureAlgorithm, Signer } from '../../server/kernel/ports/signer';
import { addSignatureFields, signPdf, verifyPdf } from '../../server/modules/signing/core';
import { figure } from '../support/figures';
import type { Figure } from '../support/figures';

const NOW = new Date('2026-12-01T09:00:00Z');
const until = new Date('2027-12-01T09:00:00Z');
const ROUNDS = 3;
const SIGNATURES = 60;

interface Bench {
  readonly label: string;
  readonly signer: Signer;
  readonly key: KeyObject;
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
  return { label, signer: keySigner(keys.privateKey, algorithm, [leaf], false), key: keys.privateKey, anchor };
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

/** Best of three runs after one to warm up, in milliseconds per turn. */
async function best(turns: number, act: () => Promise<void> | void): Promise<number> {
  for (let i = 0; i < turns; i += 1) await act();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    for (let i = 0; i < turns; i += 1) await act();
    least = Math.min(least, (performance.now() - started) / turns);
  }
  return least;
}

/** Signing against what no signer can avoid: the raw signature and one hash over the file. */
export default async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const small = await document(0);
  const benches = [
    prepare('rsa-2048', 'rsa-pkcs1-sha256', 2048),
    prepare('rsa-3072', 'rsa-pkcs1-sha256', 3072),
    prepare('p-256', 'ecdsa-p256-sha256', 256),
  ];
  for (const { label, signer, key } of benches) {
    const baseline = await best(SIGNATURES, () => {
      createHash('sha256').update(small).digest();
      sign('sha256', small.subarray(0, 200), key);
    });
    const value = await best(SIGNATURES, async () => {
      await signPdf(small, { field: 'SIG_CHUTOA', signer, signedAt: NOW });
    });
    // A P-256 signature takes less than a tenth of a millisecond: there the gate is a time, ten to one is the frame around it.
    const gate = label === 'p-256' ? 40 : label === 'rsa-2048' ? 6 : 2.5;
    figures.push(figure({ bench: 'sign', figure: `signature ${label}`, value, unit: 'ms', baseline, bound: 'most', gate, aim: 2.5 }));
  }

  const [{ signer, anchor } = prepare('p-256', 'ecdsa-p256-sha256', 256)] = benches.slice(2);
  const signed = await signPdf(small, { field: 'SIG_CHUTOA', signer, signedAt: NOW });
  const hash = await best(SIGNATURES, () => void createHash('sha256').update(signed).digest());
  const verify = await best(SIGNATURES, () => {
    const { verdict } = verifyPdf(signed, { trustAnchors: [anchor], now: NOW });
    if (verdict !== 'valid') throw new Error(`the measured file is ${verdict}`);
  });
  figures.push(figure({ bench: 'sign', figure: 'verification', value: verify, unit: 'ms', baseline: hash, bound: 'most', gate: 200, aim: 50 }));

  const large = await document(100 * 1024 * 1024);
  const largeHash = await best(1, () => void createHash('sha256').update(large).digest());
  const largeSign = await best(1, async () => {
    await signPdf(large, { field: 'SIG_CHUTOA', signer, signedAt: NOW });
  });
  figures.push(figure({ bench: 'sign', figure: '100 MB file', value: largeSign, unit: 'ms', baseline: largeHash, bound: 'most', gate: 2.5, aim: 2 }));
  return figures;
}
