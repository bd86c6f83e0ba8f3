import { describe, expect, it } from 'vitest';
import { ACTIVE_CONTENT, PDF_FINDINGS, PDF_REFUSALS } from '../../../server/kernel/ports/pdf-inspector';
import { findingSentence, refusalSentence } from '../../../server/shared/language/paper-sentences';
import '../../../app/features/documents/texts';
import { describeError } from '../../../app/ui/i18n';

describe('sentences of the upload', () => {
  it('documents D18 every refusal has a sentence in both languages, also where nothing more is known', () => {
    for (const reason of PDF_REFUSALS) {
      const { vi = '', en = '' } = refusalSentence(reason, {}) ?? {};
      for (const text of [vi, en]) expect([reason, text]).toEqual([reason, expect.stringMatching(/^[\p{L}“].{10,}[.]$/u)]);
      expect([reason, `${vi} ${en}`]).toEqual([reason, expect.not.stringMatching(/undefined|null|NaN|\{|\}/)]);
      expect(vi).toBe(vi.normalize('NFC'));
      expect(vi).not.toBe(en);
    }
  });

  it('documents D18 every finding and every kind of active content has its own, with the page in front', () => {
    const seen = new Set<string>();
    for (const kind of [...PDF_FINDINGS, ...ACTIVE_CONTENT]) {
      const { vi, en } = findingSentence(kind, []);
      for (const text of [vi, en]) expect([kind, text]).toEqual([kind, expect.stringMatching(/^[\p{L}].{10,}[.]$/u)]);
      seen.add(vi).add(en);
      expect(findingSentence(kind, [7])).toEqual({ vi: expect.stringMatching(/^Trang 7: \p{Ll}/u) as string, en: expect.stringMatching(/^Page 7: \p{Ll}/u) as string });
      expect(findingSentence(kind, [3, 7]).vi).toMatch(/^Các trang 3, 7: /);
      expect(findingSentence(kind, [3, 7]).en).toMatch(/^Pages 3, 7: /);
    }
    expect(seen.size).toBe(2 * (PDF_FINDINGS.length + ACTIVE_CONTENT.length));
  });

  it.each<[string, Record<string, string | number>, RegExp, RegExp]>([
    ['documents.page_too_large', { page: 4, found: 7056, limit: 5080 }, /^Trang 4: .*7\.056 mm.*5\.080 mm/, /^Page 4: .*7,056 mm.*5,080 mm/],
    ['documents.too_complex', { page: 12, found: 250_000, limit: 200_000 }, /^Trang 12: .*250\.000.*200\.000/, /^Page 12: .*250,000.*200,000/],
    ['documents.too_complex', { detail: 'content_bytes', limit: 67_108_864 }, /hơn 64 MB/, /more than 64 MB/],
    ['documents.too_many_pages', { limit: 3000 }, /nhiều hơn mức 3\.000 trang/, /more than 3,000 pages/],
    ['documents.page_count_unclear', { walked: 3, shown: 5 }, /3 trang.*5/, /has 3,.*finds 5/],
    ['documents.image_too_large', { page: 2, found: 151, limit: 50 }, /^Trang 2: .*151 triệu.*50/, /^Page 2: .*151 million.*50/],
    ['documents.active_content', { page: 3, kinds: 'launch,goto_unc' }, /^Trang 3: .*mở chương trình.*địa chỉ mạng/, /^Page 3: .*starts a program.*network address/],
    ['documents.polyglot', { end: 'before', kind: 'ZIP' }, /^Ở đầu tệp.*ZIP/, /^At the beginning.*ZIP/],
    ['documents.polyglot', { end: 'after', kind: 'JPEG' }, /^Ở cuối tệp.*JPEG/, /^At the end.*JPEG/],
    ['documents.polyglot', { end: 'after' }, /^Ở cuối tệp/, /^At the end/],
    ['documents.secret_marking', { mark: 'TỐI MẬT' }, /Trang 1 mang chữ “TỐI MẬT”/, /Page 1 bears “TỐI MẬT”/],
  ])('documents D18 %s with %j says the page and the figure beside its limit', (reason, params, vi, en) => {
    expect(refusalSentence(reason, params)?.vi).toMatch(vi);
    expect(refusalSentence(reason, params)?.en).toMatch(en);
    // The page says the very same.
    expect(describeError({ code: 'rejected', reason, params }, 'vi')).toBe(refusalSentence(reason, params)?.vi);
    expect(describeError({ code: 'rejected', reason, params }, 'en')).toBe(refusalSentence(reason, params)?.en);
  });
});
