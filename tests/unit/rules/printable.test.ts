import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create } from '@cantoo/fontkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrintable, unprintableOf } from '../../../server/shared/language/printable';
import { line, paragraphs } from '../../../server/shared/language/text-fields';
import { cleanText } from '../../../server/shared/language/vietnamese-text';

const require = createRequire(import.meta.url);
const FACES = [['tinos', 'Tinos'], ['noto-sans-symbols', 'NotoSansSymbols'], ['noto-sans-symbols-2', 'NotoSansSymbols2'], ['noto-sans-math', 'NotoSansMath'], ['noto-emoji', 'NotoEmoji']] as const;

function faces() {
  return FACES.map(([family, name]) => {
    const folder = path.dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
    const font = create(readFileSync(path.join(folder, '400Regular', `${name}_400Regular.ttf`)));
    if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is a collection`);
    return font;
  });
}

const within = (...ranges: (readonly [number, number])[]) => fc.oneof(...ranges.map(([min, max]) => fc.integer({ min, max }))).map((code) => String.fromCodePoint(code));

/** What offices type: Latin with all of Vietnamese, Latin-1, punctuation, numerals, arrows, mathematics, shapes, ticks, emoji, squared units, full-width forms, private bullets. */
const typed = fc.oneof(
  within([0x20, 0x7e], [0xa0, 0x17f], [0x1a0, 0x1b0], [0x300, 0x323], [0x1ea0, 0x1ef9]),
  within([0x2010, 0x2027], [0x2030, 0x205e], [0x20a0, 0x20be], [0x2150, 0x218b], [0x2190, 0x22ff], [0x2460, 0x24ff], [0x25a0, 0x2603], [0x2700, 0x27bf]),
  within([0x1f300, 0x1f64f], [0x1f680, 0x1f6c5], [0x1f900, 0x1f9ff], [0x1f1e6, 0x1f1ff]),
  within([0x3380, 0x33a6], [0xff01, 0xff5e], [0xf000, 0xf0ff], [0xe000, 0xe010]),
);

describe('what documents can show', () => {
  it('the table is what the faces have', () => {
    const fonts = faces();
    const wrong: string[] = [];
    for (let code = 0x20; code <= 0x1ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const shown = !/[\p{Co}\p{Cc}]/u.test(String.fromCodePoint(code)) && fonts.some((font) => font.hasGlyphForCodePoint(code));
      if (shown !== isPrintable(code)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('minutes N18 whatever an office types can be printed once it is cleaned', () => {
    fc.assert(fc.property(fc.array(typed, { maxLength: 60 }).map((signs) => signs.join('')), (text) => {
      expect(unprintableOf(cleanText(text))).toEqual([]);
    }), { numRuns: 2_000, seed: 20261126 });
  });

  it.each([
    ['\uf0b7 Mục một', '• Mục một'],
    ['\uf0fc Đã xong', '✓ Đã xong'],
    ['Diện tích 120 ㎡, dài 3 ㎞', 'Diện tích 120 m², dài 3 km'],
    ['Thể tích 5㎥', 'Thể tích 5m³'],
    ['（１）Ａ', '(1)A'],
    ['2⅗ và ⅐', '2 3/5 và 1/7'],
    ['1\ufe0f Một 👨\u200d👩', '1 Một 👨👩'],
    ['nửa \ud800 chữ', 'nửa  chữ'],
  ])('minutes N18 %j is kept as %j', (pasted, kept) => {
    expect(cleanText(pasted)).toBe(kept);
  });

  it('minutes N18 signs nobody can print are named where they are typed', () => {
    const faults = [line(50).safeParse('Đoàn 漢字 và ภาษา'), paragraphs(500).safeParse('Đoàn 漢字')].map((parsed) => parsed.error?.issues[0]);
    expect(faults.map((issue) => issue?.code === 'custom' && issue.params)).toEqual([
      { reason: 'text.unprintable', characters: '漢 字 ภ า ษ' },
      { reason: 'text.unprintable', characters: '漢 字' },
    ]);
  });
});
