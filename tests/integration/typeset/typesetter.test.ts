import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import QRCode from 'qrcode';
import { afterAll, describe, expect, it } from 'vitest';
import { previousMinutes } from '../../support/previous-minutes';
import { embeddedFacts } from '../../support/embedded-facts';
import { tool } from '../../support/tools';
import { createTypstTypesetter } from '../../../server/adapters/pdf/typesetter';
import { MINUTES_ANCHORS, MinutesDocument } from '../../../server/shared/protocol/minutes-document';

const options = {
  facts: '{"số":"10/BB-UBND"}',
  createdAt: new Date('2026-11-27T07:00:00Z'), title: 'Biên bản phiên họp', author: 'Ủy ban nhân dân tỉnh Thanh Giang' };
const A4_WIDTH = 595.28;

describe('typesetter', () => {
  const readsText = tool('pdftotext') && tool('pdffonts');
  const typesetter = createTypstTypesetter();
  const folder = mkdtempSync(path.join(tmpdir(), 'typeset-'));
  afterAll(async () => { await typesetter.stop(); rmSync(folder, { recursive: true }); });

  function text(pdf: Uint8Array, page?: number): string {
    const file = path.join(folder, 'text.pdf');
    writeFileSync(file, pdf);
    return execFileSync('pdftotext', [...(page ? ['-f', String(page), '-l', String(page)] : []), file, '-'], { encoding: 'utf8' }).replace(/\s+/gu, ' ');
  }

  it('gives up a document that takes for ever, with its thread, and takes the next', async () => {
    const hasty = createTypstTypesetter({ wallMs: 1 });
    const one = hasty.render('minutes', previousMinutes('2026-11-26'), options);
    const two = hasty.render('minutes', previousMinutes('2026-11-26'), options);
    await expect(one).rejects.toMatchObject({ code: 'unavailable' });
    await expect(two).rejects.toMatchObject({ code: 'unavailable' });
    await hasty.stop();
  });

  it('gives the same bytes for the same data and time, other bytes for another time', async () => {
    const other = createTypstTypesetter();
    const data = previousMinutes('2026-11-26');
    const first = await typesetter.render('minutes', data, options);
    const second = await other.render('minutes', data, options);
    const later = await typesetter.render('minutes', data, { ...options, createdAt: new Date('2026-11-28T07:00:00Z') });
    await other.stop();
    expect(embeddedFacts(first.pdf)).toEqual({ name: 'du-lieu.json', relation: 'Data', facts: { số: '10/BB-UBND' } });
    expect(Buffer.from(second.pdf).equals(Buffer.from(first.pdf))).toBe(true);
    expect(Buffer.from(later.pdf).equals(Buffer.from(first.pdf))).toBe(false);
  }, 120_000);

  it.skipIf(!readsText)('minutes N8 declares PDF/A-3a and PDF/UA-1, embeds every face and keeps Vietnamese text exact', async () => {
    const { pdf } = await typesetter.render('minutes', previousMinutes('2026-11-26'), options);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toMatch(/pdfaid:part>3</u);
    expect(raw).toMatch(/pdfaid:conformance>A</u);
    expect(raw).toMatch(/pdfuaid:part>1</u);
    expect(raw).toMatch(/\/DisplayDocTitle true/u);
    expect(raw).toMatch(/\/Lang \(vi-VN\)/u);
    const all = text(pdf);
    for (const sentence of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 10/BB-UBND', 'phiên họp đủ điều kiện tiến hành theo quy định', 'Đàm Thị Ngọc Ước', 'Đỗ Khắc Trường Vân']) expect(all).toContain(sentence);
    const file = path.join(folder, 'fonts.pdf');
    writeFileSync(file, pdf);
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(2);
    for (const line of fonts) expect(line).toMatch(/Tinos.*yes yes yes/u);
  });

  it('reports the places of the signatures on one page, the seal a third over the chair from the left', async () => {
    const { anchors, pages } = await typesetter.render('minutes', previousMinutes('2026-11-26'), options);
    const at = (name: string) => {
      const found = anchors.find((one) => one.name === name);
      if (!found) throw new Error(name);
      return found;
    };
    const [secretary, chair, seal] = [at(MINUTES_ANCHORS.secretary), at(MINUTES_ANCHORS.chair), at(MINUTES_ANCHORS.seal)];
    expect(new Set([secretary.page, chair.page, seal.page]).size).toBe(1);
    expect(chair.page).toBeLessThanOrEqual(pages);
    expect(secretary.rect[2]).toBeLessThan(A4_WIDTH / 2 + 30);
    expect(chair.rect[0]).toBeGreaterThan(A4_WIDTH / 2);
    const width = chair.rect[2] - chair.rect[0];
    expect((seal.rect[2] - chair.rect[0]) / width).toBeCloseTo(1 / 3, 2);
    expect(seal.rect[0]).toBeLessThan(chair.rect[0]);
    expect(seal.rect[0]).toBeGreaterThan(secretary.rect[2]);
  });

  it.skipIf(!readsText)('sets what people write as text, never as markup', async () => {
    const wild = '#panic("x") $x^2$ *đậm* _nghiêng_ [a] <b> @c // d \\ e "f" `g` = h';
    const data = { ...previousMinutes('2026-11-26'), conclusion: [{ text: wild, kind: 'plain' as const }] };
    expect(text((await typesetter.render('minutes', data, options)).pdf)).toContain(wild);
  });

  it.skipIf(!readsText)('brings decomposed Vietnamese to NFC', async () => {
    const data = { ...previousMinutes('2026-11-26'), conclusion: [{ text: 'Thống nhất chủ trương điều chỉnh'.normalize('NFD'), kind: 'plain' as const }] };
    expect(text((await typesetter.render('minutes', data, options)).pdf)).toContain('Thống nhất chủ trương điều chỉnh');
  });

  it('refuses characters without a glyph by name', async () => {
    const data = { ...previousMinutes('2026-11-26'), conclusion: [{ text: 'Chữ 漢 không có trong phông chữ', kind: 'plain' as const }] };
    await expect(typesetter.render('minutes', data, options)).rejects.toMatchObject({ code: 'rejected', reason: 'typeset.unsupported_characters', params: { characters: '漢' } });
  });

  it.skipIf(!readsText)('prints the test note on every page and the way to verify with its code', async () => {
    const url = 'https://phien.thanhgiang.example/kiem-tra/01999999';
    const modules = QRCode.create(url, { errorCorrectionLevel: 'M' }).modules;
    const matrix = Array.from({ length: modules.size }, (_, y) => Array.from({ length: modules.size }, (_x, x) => (modules.get(y, x) ? '1' : '0')).join(''));
    const data = MinutesDocument.parse({ ...previousMinutes('2026-11-26'), testOnly: true, verification: { url, sentence: 'Quét mã để kiểm tra biên bản trên Hệ thống.', matrix } });
    const { pdf, pages } = await typesetter.render('minutes', data, options);
    for (let page = 1; page <= pages; page += 1) expect(text(pdf, page)).toContain('Bản thử nghiệm, không có giá trị pháp lý');
    expect(text(pdf)).toContain(url);
    expect(text(pdf, 1).trimStart().startsWith('1 ')).toBe(false);
    expect(text(pdf, 2).trimStart().startsWith('2 ')).toBe(true);
  });

  /** Structure as a reader that listens gets it; poppler complains of a boolean it takes for a dictionary. */
  function structure(pdf: Uint8Array): string {
    const file = path.join(folder, 'structure.pdf');
    writeFileSync(file, pdf);
    return execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  it.skipIf(!readsText)('minutes N8 headings, lists and the code are what they look like', async () => {
    const data = MinutesDocument.parse({ ...previousMinutes('2026-11-26'), verification: { url: 'https://phien.thanhgiang.example/verify/A', sentence: 'Quét mã.', matrix: Array.from({ length: 21 }, () => '1'.repeat(21)) } });
    const tree = structure((await typesetter.render('minutes', data, options)).pdf);
    const kinds = [...tree.matchAll(/^ *(H[1-6]|L|LI|Table|TH|Figure)\b/gmu)].map(([, kind]) => kind);
    expect(kinds.filter((kind) => kind === 'H1')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'H4')).toHaveLength(3);
    for (const kind of ['H2', 'H3', 'L', 'LI', 'Table', 'TH', 'Figure']) expect(kinds, kind).toContain(kind);
    const depths = kinds.flatMap((kind) => (kind?.startsWith('H') ? [Number(kind.slice(1))] : []));
    depths.forEach((depth, index) => expect(depth).toBeLessThanOrEqual((depths[index - 1] ?? 0) + 1));
    expect(tree.match(/TH\b.*\n *\/Scope \/Column/gu)).toHaveLength(4);
    expect(tree).toMatch(/Lbl.*\n *"1\."[\s\S]*LBody/u);
  });

  it.skipIf(!readsText)('minutes N14 an annex counts its own pages, and no sheet carries the recipients alone', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => ({ name: `Đại biểu ${index + 1}`, position: 'Phó Giám đốc Sở Nông nghiệp và Môi trường tỉnh Thanh Giang', presence: 'Trực tiếp' }));
    const given = previousMinutes('2026-11-26');
    for (let lines = 0; lines < 40; lines += 5) {
      const conclusion = Array.from({ length: lines }, (_, index) => ({ text: `Ý thứ ${index + 1} của kết luận.`, kind: 'plain' as const }));
      const data = MinutesDocument.parse({ ...given, conclusion, attendanceList: { title: 'DANH SÁCH', reference: '(Kèm theo Biên bản)', groups: [{ heading: 'Đại biểu', rows }] } });
      const { pdf, pages, anchors } = await typesetter.render('minutes', data, options);
      const sheet = anchors.find(({ name }) => name === MINUTES_ANCHORS.chair)?.page ?? 0;
      const signed = text(pdf, sheet);
      for (const together of ['kết thúc vào', 'THƯ KÝ', 'Nơi nhận:', 'Hồ sơ phiên họp.']) expect(signed).toContain(together);
      expect(text(pdf, sheet + 1).trimStart().startsWith('Phụ lục')).toBe(true);
      for (let page = sheet + 2; page <= pages; page += 1) expect(text(pdf, page).trimStart().startsWith(`${page - sheet} `)).toBe(true);
    }
  }, 120_000);

  it.skipIf(!readsText)('minutes N18 signs of real offices have a face: numerals, ticks, circled figures, arrows, emoji', async () => {
    const signs = 'Ⅱ ① ☑ ✓ ➢ → ≥ ½ 🙂 ▪ ☐';
    const data = { ...previousMinutes('2026-11-26'), conclusion: [{ text: `Các mục ${signs} đã xong`, kind: 'plain' as const }] };
    const { pdf } = await typesetter.render('minutes', data, options);
    expect(text(pdf)).toContain(signs);
  });

  it('refuses work once stopped', async () => {
    const own = createTypstTypesetter();
    await own.stop();
    await expect(own.render('minutes', previousMinutes('2026-11-26'), options)).rejects.toMatchObject({ reason: 'typeset.stopped' });
  });
});
