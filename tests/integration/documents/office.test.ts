import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficeConverter } from '../../../server/adapters/office/converter';
import { isolationHere } from '../../../server/adapters/office/isolation';
import type { ConversionResult } from '../../../server/kernel/ports/office-converter';
import type { OfficeKind } from '../../../server/shared/rules/office-kinds';
import { corpus, hasCorpus } from '../../support/corpus';
import { PATIENCE_MS } from '../../support/end-of-hope';
import { docxOf, odtOf, pngOf, zipOf } from '../../support/office-files';
import { tool } from '../../support/tools';

let folder: string;
const converter = createOfficeConverter();
const hasOffice = tool('soffice');

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'phien-office-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Made {
  result: ConversionResult;
  pages: number;
  target: string;
}

async function convert(bytes: Uint8Array, kind: OfficeKind, by = converter, signal = AbortSignal.timeout(150_000)): Promise<Made> {
  const [file, target] = [path.join(folder, randomUUID()), path.join(folder, `${randomUUID()}.pdf`)];
  await writeFile(file, bytes);
  const result = await by.convert(file, kind, target, { signal, memoryMb: 1_500 });
  const pages = existsSync(target) ? (await PDFDocument.load(await readFile(target), { updateMetadata: false })).getPageCount() : 0;
  return { result, pages, target };
}

const reasonOf = ({ result }: Made): string => (result.ok ? 'ok' : result.reason);

describe('what is looked at before anything is converted', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, OfficeKind, string]>([
    ['a bomb', () => zipOf({ 'word/document.xml': 'x', 'word/media/a.xml': Buffer.alloc(260_000_000) }), 'docx', 'documents.office_bomb'],
    ['a name that leaves the file', () => docxOf('Văn bản', { '../../../etc/cron.d/x': 'x' }), 'docx', 'documents.office_hostile'],
    ['an absolute name', () => docxOf('Văn bản', { '/etc/passwd': 'x' }), 'docx', 'documents.office_hostile'],
    ['entities', () => docxOf('Văn bản', { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>' }), 'docx', 'documents.office_hostile'],
    ['a file of another kind', () => zipOf({ 'a.txt': 'x' }), 'docx', 'documents.office_other_kind'],
    ['a PDF by the name of a Word file', () => Buffer.from('%PDF-1.7'), 'docx', 'documents.office_other_kind'],
    ['a Word file by the name of a sheet', () => docxOf('Văn bản'), 'xlsx', 'documents.office_other_kind'],
    ['a binary file that is none', () => Buffer.alloc(600, 'x'), 'doc', 'documents.office_other_kind'],
    ['a file with a password', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'docx', 'documents.office_encrypted'],
    ['a file cut off', async () => (await docxOf('Văn bản '.repeat(5_000))).subarray(0, 400), 'docx', 'documents.office_damaged'],
    ['a picture that is none', () => Buffer.from('x'), 'png', 'documents.office_other_kind'],
  ])('documents D42 %s is refused with its reason, and nothing is made of it', async (_name, make, kind, reason) => {
    if (!hasOffice && kind !== 'png') return;
    const made = await convert(await make(), kind);
    expect([reasonOf(made), existsSync(made.target)]).toEqual([reason, false]);
  });

  test('documents D42 without LibreOffice office files are refused with that, and pictures are taken', async () => {
    const without = createOfficeConverter({ commands: ['no-such-office'] });
    expect(await without.reach()).toBe('pictures');
    expect(reasonOf(await convert(await docxOf('Văn bản'), 'docx', without))).toBe('documents.no_converter');
    const picture = await convert(pngOf(300, 200), 'png', without);
    expect([reasonOf(picture), picture.pages]).toEqual(['ok', 1]);
    const [page] = (await PDFDocument.load(await readFile(picture.target))).getPages();
    expect([Math.round(page?.getWidth() ?? 0), Math.round(page?.getHeight() ?? 0)]).toEqual([842, 595]);
  });

  test('documents D42 where the converter cannot be kept from the files of this machine, binary files of old are not taken', async () => {
    if (!hasOffice) return;
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('WordDocument', 'utf16le')]);
    expect(reasonOf(await convert(old, 'doc', createOfficeConverter({ isolation: 'network' })))).toBe('documents.no_isolation');
    expect(reasonOf(await convert(await docxOf('Văn bản'), 'docx', createOfficeConverter({ isolation: 'none' })))).toBe('documents.no_isolation');
  });

  test('documents D42 hostile Office files of other makers end in a verdict, each in less than 25 s of looking', async () => {
    if (!hasCorpus || !hasOffice) return;
    const generated = path.join(corpus, 'hostile', 'generated');
    const files = (await readdir(generated, { recursive: true })).filter((name) => /\.(?:docx|xlsx|pptx|odt|ods|odp)$/i.test(name));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const kind = path.extname(name).slice(1).toLowerCase() as OfficeKind;
      const began = performance.now();
      const made = await convert(await readFile(path.join(generated, name)), kind);
      process.stdout.write(`${name}: ${reasonOf(made)} ${Math.round(performance.now() - began)} ms\n`);
      expect(typeof made.result.ok).toBe('boolean');
    }
  }, 300_000);
});

describe('what is converted', () => {
  test('documents D43 a Word file becomes a PDF with its text, and its comments, changes, macros, links and missing signs are told', async () => {
    if (!hasOffice) return;
    expect(await isolationHere()).not.toBe('none');
    const bytes = await docxOf('Tờ trình về kế hoạch đầu tư công năm 2027 \u{10f00}', {
      'word/comments.xml': '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="A"><w:p/></w:comment></w:comments>',
      'word/vbaProject.bin': 'macro',
      'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>',
    }, { font: 'Chữ Không Có', insertion: true });
    const made = await convert(bytes, 'docx');
    expect(made.result).toEqual({ ok: true, conversion: { kind: 'docx', fontsReplaced: ['Chữ Không Có'], signsMissing: ['\u{10f00}'], comments: 1, changes: 1, macros: 1, links: 1, isKnown: true } });
    expect(made.pages).toBe(1);
  }, 160_000);

  test('documents D43 an OpenDocument text shows nothing of a file of this machine that it names', async () => {
    if (!hasOffice) return;
    const secret = path.join(folder, 'secret.txt');
    await writeFile(secret, 'CANARY-OF-THIS-MACHINE');
    const made = await convert(await odtOf(`<text:section text:name="a"><text:section-source xlink:href="file://${secret}" xmlns:xlink="http://www.w3.org/1999/xlink"/><text:p>Phần</text:p></text:section>`), 'odt');
    expect(made.result).toMatchObject({ ok: true, conversion: { links: 1 } });
    expect((await readFile(made.target)).includes('CANARY')).toBe(false);
  }, 160_000);

  test('documents D43 a conversion that is called off ends at once, and leaves no folder behind', async () => {
    if (!hasOffice) return;
    const rooms = async (): Promise<string[]> => (await readdir(os.tmpdir())).filter((name) => name.startsWith('phien-office-') && !name.startsWith('phien-office-test-'));
    const before = new Set(await rooms());
    const ours = async (): Promise<string[]> => (await rooms()).filter((room) => !before.has(room));
    const stop = new AbortController();
    const ended = convert(await docxOf('Văn bản'), 'docx', converter, stop.signal).then(() => 'converted', (error: Error) => error.message);
    // As soon as it is at work, however fast this machine is.
    await expect.poll(ours, { timeout: PATIENCE_MS, interval: 10 }).not.toEqual([]);
    stop.abort(new Error('called off'));
    expect(await ended).toBe('called off');
    await expect.poll(ours, { timeout: PATIENCE_MS }).toEqual([]);
  }, 60_000);
});
