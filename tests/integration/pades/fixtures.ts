import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { afterAll } from 'vitest';

import { FileSignerStore, createSampleAuthority, issue, issueOrganisation, keysHere, readAuthority } from '../../../server/adapters/signer';
import type { PinHolder, Signer } from '../../../server/kernel/ports/signer';
import { addSignatureFields, signPdf } from '../../../server/pades';
import { drawPersonAppearance, drawTextAppearance } from '../../../server/modules/signing/appearance/draw';
import type { VerifyOptions } from '../../../server/pades';
import { NOW } from './now';

export { NOW };

export { tool } from '../../support/tools';

export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
/** Files with known verdicts, read where they lie and never copied. */
export const PIN = '246810';

const FONTS = path.join(projectRoot, 'node_modules/@expo-google-fonts/tinos');
export const fonts = {
  regular: readFileSync(path.join(FONTS, '400Regular/Tinos_400Regular.ttf')),
  italic: readFileSync(path.join(FONTS, '400Regular_Italic/Tinos_400Regular_Italic.ttf')),
};

export function run(command: string, args: readonly string[]): { ok: boolean; output: string } {
  const result = spawnSync(command, [...args], { encoding: 'utf8', timeout: 80_000 });
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

const folders: string[] = [];
afterAll(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A folder that goes when the tests of the file are done, whoever asked for it. */
export function folder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'phien-signing-'));
  folders.push(dir);
  return dir;
}

/** Minutes as the product sets them: Typst, PDF/A-2b, classic cross-reference table. */
export function minutes(): Uint8Array {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [path.join(FONTS, '400Regular'), path.join(FONTS, '700Bold')] }] });
  const source = `#set text(font: "Tinos", lang: "vi")
#set page(paper: "a4")
= BIÊN BẢN PHIÊN HỌP
#for i in range(1, 9) [Nội dung #i: Ủy ban nhân dân tỉnh Thanh Giang thống nhất thông qua. \\ ]
#pagebreak()
CHỦ TỌA #h(1fr) THƯ KÝ`;
  const compiled = compiler.compile({ mainFileContent: source });
  if (!compiled.result) throw new Error('the minutes did not compile');
  return compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp: 1_796_000_000 });
}

export const FIELDS = [
  { name: 'SIG_THUKY', page: 2, rect: [330, 600, 480, 680], tooltip: 'Thư ký ký' },
  { name: 'SIG_CHUTOA', page: 2, rect: [90, 600, 240, 680], tooltip: 'Chủ tọa ký' },
  { name: 'SIG_COQUAN', page: 2, rect: [50, 610, 140, 670], tooltip: 'Con dấu cơ quan' },
] as const;

export interface Installation {
  readonly dir: string;
  readonly store: FileSignerStore;
  readonly secretary: Signer;
  readonly chair: Signer;
  readonly seal: Signer;
  readonly trust: VerifyOptions;
  /** PEM file of the trust anchor, for OpenSSL. */
  readonly rootFile: string;
}

/** A person who has never had wrong PINs forgiven. */
export const self = (personId: string, resets = 0): PinHolder => ({ personId, resets });

/** The sample authority with three signers in a fresh folder. */
export async function installation(): Promise<Installation> {
  const dir = folder();
  await createSampleAuthority(dir, { now: NOW });
  const organisation = 'Ủy ban nhân dân tỉnh Thanh Giang';
  const common = { organisation, pin: PIN, now: NOW };
  await issue(dir, { ...common, personId: 'secretary', commonName: 'Đàm Thị Ngọc Ước', title: 'Phó Chánh Văn phòng', algorithm: 'ecdsa-p256-sha256' });
  await issue(dir, { ...common, personId: 'chair', commonName: 'Đỗ Khắc Trường Vân', title: 'Chủ tịch UBND tỉnh', algorithm: 'ecdsa-p256-sha256' });
  await issueOrganisation(dir, { organisationId: 'organisation', name: organisation, pin: PIN, now: NOW });
  const store = new FileSignerStore(dir, keysHere(dir));
  const authority = await readAuthority(dir, { now: NOW });
  const rootFile = path.join(dir, 'root.pem');
  const [anchor] = authority.trustAnchors;
  writeFileSync(rootFile, `-----BEGIN CERTIFICATE-----\n${Buffer.from(anchor ?? []).toString('base64')}\n-----END CERTIFICATE-----\n`);
  return {
    dir,
    store,
    secretary: await store.open('secretary', PIN, self('secretary')),
    chair: await store.open('chair', PIN, self('chair')),
    seal: await store.open('organisation', PIN, self('clerk')),
    trust: { trustAnchors: authority.trustAnchors, crls: authority.crls, now: NOW },
    rootFile,
  };
}

/** Each state of a document signed by secretary, chair and organisation: fields added, one, two, three signatures. */
export async function signThreeTimes(of: Installation, pdf: Uint8Array): Promise<Uint8Array[]> {
  const states = [addSignatureFields(pdf, FIELDS)];
  const last = (): Uint8Array => states.at(-1) ?? pdf;
  for (const [field, signer, name] of [
    ['SIG_THUKY', of.secretary, 'Đàm Thị Ngọc Ước'],
    ['SIG_CHUTOA', of.chair, 'Đỗ Khắc Trường Vân'],
  ] as const) {
    const appearance = await drawPersonAppearance({ width: 150, height: 80, fonts, testOnly: true, name });
    states.push(await signPdf(last(), { field, signer, signedAt: NOW, reason: 'Phê duyệt biên bản', location: 'Thanh Giang', appearance }));
  }
  const appearance = await drawTextAppearance({ width: 90, height: 60, fonts, testOnly: true, lines: ['UBND tỉnh Thanh Giang', '2026-12-01T16:32:11+07:00'] });
  states.push(await signPdf(last(), { field: 'SIG_COQUAN', signer: of.seal, signedAt: NOW, appearance }));
  return states;
}

/** Rows of a tab-separated file by column name. */
export function table(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i] ?? '', cell])));
}
