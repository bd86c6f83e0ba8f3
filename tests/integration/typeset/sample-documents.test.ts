import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSampleDocuments, type SampleDocument } from '../../../prisma/seed/documents/index';
import { createTypstTypesetter } from '../../../server/adapters/pdf/typesetter';
import { tool } from '../../support/tools';

const PAGES: Record<string, number[]> = {
  opening: [2, 2], 1: [24, 6, 12], 2: [10, 15], 3: [8, 5, 32, 6], 4: [7, 3, 18, 6, 11], 5: [5, 2, 22, 14], 6: [13, 26, 3], 7: [4, 9, 2],
};

describe('sample documents', () => {
  const typesetter = createTypstTypesetter({ threads: 2 });
  const folder = mkdtempSync(path.join(tmpdir(), 'typeset-'));
  let documents: SampleDocument[] = [];

  beforeAll(async () => { documents = await renderSampleDocuments(typesetter, { sessionDate: '2026-11-26' }); }, 180_000);
  afterAll(async () => { await typesetter.stop(); rmSync(folder, { recursive: true }); });

  function textOf(key: string, page?: number): string {
    const file = path.join(folder, 'one.pdf');
    const found = documents.find((one) => one.key === key);
    if (!found) throw new Error(key);
    writeFileSync(file, found.bytes);
    return execFileSync('pdftotext', ['-layout', ...(page ? ['-f', String(page), '-l', String(page)] : []), file, '-'], { encoding: 'utf8' }).replace(/\s+/gu, ' ');
  }

  it('has the 26 documents of the session with their pages, 267 in all', () => {
    const current = documents.filter((one) => one.session === 'current');
    expect(current).toHaveLength(26);
    expect(current.reduce((all, one) => all + one.pages, 0)).toBe(267);
    for (const [item, pages] of Object.entries(PAGES)) {
      const own = current.filter((one) => String(one.item ?? 'opening') === item).sort((a, b) => a.order - b.order);
      expect(own.map((one) => one.pages), item).toEqual(pages);
    }
    expect(new Set(documents.map((one) => one.fileName)).size).toBe(documents.length);
    expect(documents.filter((one) => one.session === 'previous').length).toBeGreaterThanOrEqual(6);
  });

  it.skipIf(!tool('pdftotext'))('puts the adjustment on page 5 of the submission as the projects have it', () => {
    const text = textOf('dau-tu-cong-to-trinh', 5);
    for (const part of ['Điều chỉnh giảm 186.400 triệu đồng của 04 dự án', 'Điều chỉnh tăng 186.400 triệu đồng cho 03 dự án', '412.000 - 96.500 315.500', '48.000 + 46.000 94.000']) expect(text).toContain(part);
    expect(textOf('dau-tu-cong-phu-luc-du-an')).toContain('2.910.100');
    expect(textOf('kt-xh-bao-cao')).toContain('2.910.100 triệu đồng');
  });

  it('keeps the page counts when the sample is anchored to other months', async () => {
    for (const sessionDate of ['2027-01-28', '2027-07-29']) {
      const again = await renderSampleDocuments(typesetter, { sessionDate });
      expect(again.filter((one) => one.session === 'current').reduce((all, one) => all + one.pages, 0)).toBe(267);
    }
  }, 240_000);
});
