import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import QRCode from 'qrcode';
import { afterAll, describe, expect, it } from 'vitest';
import { previousMinutes } from '../../support/previous-minutes';
import { tool } from '../../support/tools';
import { createTypstTypesetter } from '../../../server/adapters/pdf/typesetter';
import { MINUTES_ANCHORS, MinutesDocument } from '../../../server/shared/protocol/minutes-document';

const options = { createdAt: new Date('2026-11-27T07:00:00Z'), title: 'Biên bản phiên họp', author: 'Ủy ban nhân dân tỉnh Thanh Giang' };
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
    expect(Buffer.from(second.pdf).equals(Buffer.from(first.pdf))).toBe(true);
    expect(Buffer.from(later.pdf).equals(Buffer.from(first.pdf))).toBe(false);
  });

  it.skipIf(!readsText)('declares PDF/A-2b, embeds every face and keeps Vietnamese text exact', async () => {
    const { pdf } = await typesetter.render('minutes', previousMinutes('2026-11-26'), options);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toMatch(/pdfaid:part>2</u);
    expect(raw).toMatch(/pdfaid:conformance>B</u);
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
    const data = { ...previousMinutes('2026-11-26'), conclusion: [{ text: 'Biểu tượng 😀 không có trong phông chữ', kind: 'plain' as const }] };
    await expect(typesetter.render('minutes', data, options)).rejects.toMatchObject({ code: 'rejected', reason: 'typeset.unsupported_characters', params: { characters: '😀' } });
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

  it('refuses work once stopped', async () => {
    const own = createTypstTypesetter();
    await own.stop();
    await expect(own.render('minutes', previousMinutes('2026-11-26'), options)).rejects.toMatchObject({ reason: 'typeset.stopped' });
  });
});
