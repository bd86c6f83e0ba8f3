/** Files in fonts of before Unicode, as offices still have them: made by LibreOffice of Word files, in faces with the old codes. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFName } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficeConverter } from '../../../server/adapters/office/converter';
import { createPageReader } from '../../../server/adapters/pdf/page-reader';
import { createPdfInspector } from '../../../server/adapters/pdf/inspect';
import { meetsSearch, searchTerms } from '../../../server/shared/language/search-text';
import type { OfficeKind } from '../../../server/shared/rules/office-kinds';
import { docxOf } from '../../support/office-files';
import { tool } from '../../support/tools';

let folder: string;
const hasOffice = tool('soffice');
const converter = createOfficeConverter();
const inspector = createPdfInspector();
const reader = createPageReader();

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'phien-old-fonts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ, phương án tư pháp" in the codes of each. */
const QUOTED = { tcvn3: 'C¨n cø NghÞ ®Þnh sè 30/2020/N§-CP cña ChÝnh phñ, ph\u00ad¬ng ¸n t\u00ad ph¸p', vni: 'Caên cöù Nghò ñònh soá 30/2020/NÑ-CP cuûa Chính phuû, phöông aùn tö phaùp' };
const SAID = 'Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ, phương án tư pháp';
const BASE = '"Nghị định số 30/2020/NĐ-CP"';

async function convert(bytes: Uint8Array, kind: OfficeKind, name: string): Promise<string> {
  const [file, target] = [path.join(folder, `${name}.${kind}`), path.join(folder, `${name}.pdf`)];
  await writeFile(file, bytes);
  expect(await converter.convert(file, kind, target, { signal: AbortSignal.timeout(100_000), memoryMb: 1_500 })).toMatchObject({ ok: true, conversion: { fontsReplaced: [] } });
  return target;
}
const textOf = async (file: string): Promise<string> => {
  const said = await reader.read(file, { from: 1, count: 1 });
  return said.ok ? (said.texts[0] ?? '').replace(/\s+/gu, ' ').trim() : '';
};
const fontsOf = async (file: string): Promise<string[]> =>
  (await PDFDocument.load(await readFile(file))).context.enumerateIndirectObjects().flatMap(([, object]) => ('get' in object && typeof object.get === 'function' ? (object as unknown as { get(name: PDFName): unknown }).get(PDFName.of('BaseFont')) : undefined) instanceof PDFName ? [String((object as unknown as { get(name: PDFName): PDFName }).get(PDFName.of('BaseFont')).decodeText())] : []);

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const LINES = [['.VnTime', QUOTED.tcvn3, SAID], ['VNI-Times', QUOTED.vni, SAID], ['.VnTimeH', QUOTED.tcvn3, SAID.toUpperCase()]] as const;
const wordFile = (): Promise<Buffer> =>
  docxOf('', { 'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${LINES.map(([font, text]) => `<w:p><w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/><w:sz w:val="20"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>` });

describe.skipIf(!hasOffice)('Word files in old fonts (skipped without LibreOffice)', () => {
  test('documents D58 of today: shown in their fonts, read as Unicode, and the legal base is found', async () => {
    const pdf = await convert(await wordFile(), 'docx', 'today');
    expect((await fontsOf(pdf)).map((name) => name.replace(/^\w+\+/, '')).sort()).toEqual(['.VnTime', '.VnTimeH', 'VNI-Times']);
    expect(await textOf(pdf)).toBe(LINES.map(([, , said]) => said).join(' '));
    expect(meetsSearch(await textOf(pdf), searchTerms(BASE))).toBe(true);
    expect(await inspector.inspect(pdf)).toMatchObject({ ok: true, facts: { textOfFirstPage: LINES.map(([, , said]) => said).join('\n') } });
  }, 120_000);

  test('documents D58 of old (.doc): the same, with every ư', async () => {
    const source = path.join(folder, 'source.docx');
    await writeFile(source, await wordFile());
    spawnSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'doc', '--outdir', path.join(folder, 'old'), source], { timeout: 100_000 });
    const pdf = await convert(await readFile(path.join(folder, 'old', 'source.doc')), 'doc', 'old');
    expect(await textOf(pdf)).toBe(LINES.map(([, , said]) => said).join(' '));
  }, 200_000);
});
