import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, foldText, givenName, matchesText } from '../../../server/shared/language/vietnamese-text';

describe('Vietnamese text', () => {
  it('stores NFC without overrides, zero-width marks or control characters', () => {
    expect(cleanText('Đỗ Khắc'.normalize('NFD'))).toBe('Đỗ Khắc');
    expect(cleanText('tán\u202Ehtành\u200B\uFEFF\u0007')).toBe('tánhtành');
    expect(cleanText('một\r\nhai\rba\u2028bốn\tnăm')).toBe('một\nhai\nba\nbốn\tnăm');
    expect(cleanLine('  Vi   Thị\nHạ\u00A0Sương ')).toBe('Vi Thị Hạ Sương');
  });
  it('cleaning twice changes nothing more, folding yields no marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
        expect(foldText(text)).not.toMatch(/[\p{M}đĐ]/u);
      }),
    );
  });
  it('folds and finds without diacritics, in composed and decomposed form', () => {
    expect(foldText('Đỗ Khắc Trường Vân')).toBe('do khac truong van');
    expect(foldText('Ðỗ ðình Ɖức')).toBe('do dinh duc');
    expect(foldText('ĐƯỜNG Ữ ỵ'.normalize('NFD'))).toBe('duong u y');
    expect(matchesText('Lục Thị Quế Chi', 'que CHI')).toBe(true);
    expect(matchesText('Lục Thị Quế Chi', 'quế')).toBe(true);
    expect(matchesText('Lục Thị Quế Chi', 'que lan')).toBe(false);
    expect(matchesText('Lục Thị Quế Chi', '')).toBe(true);
  });
  it('takes the last word as the given name', () => {
    expect(givenName('Đỗ Khắc Trường Vân')).toBe('Vân');
    expect(givenName('  Sâm ')).toBe('Sâm');
    expect(givenName('  ')).toBe('');
  });
});
