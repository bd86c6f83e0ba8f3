import { readFileSync } from 'node:fs';
import fontkit from '@cantoo/fontkit';
import type { Output } from './output';
import { numberText } from './syntax';

/** Where each character lies in an embedded face, and how wide it is (1/1000 of its size). */
export type Glyphs = Readonly<Record<string, readonly [glyph: number, width: number]>>;

const range = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_none, i) => String.fromCodePoint(from + i)).join('');
/** What names, units and titles are written with here; others are added where titles have them. */
const VIETNAMESE = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ĂăĐđĨĩŨũƠơƯư${range(0x1ea0, 0x1ef9)}–—‘’“”…•₫≤≥×`;

/** What is shown for a character the face does not have. */
const UNKNOWN = '?';

interface Face {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  capHeight: number;
  bbox: { minX: number; minY: number; maxX: number; maxY: number };
  hasGlyphForCodePoint(code: number): boolean;
  glyphForCodePoint(code: number): { id: number; advanceWidth: number };
  createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array };
}

/** An embedded face: what it weighs is what is written with it. */
export class EmbeddedFont {
  private constructor(readonly num: number, readonly glyphs: Glyphs) {}

  /** @param texts whose characters it needs beside Vietnamese ones. */
  static embed(out: Output, file: string, name: string, texts: readonly string[]): EmbeddedFont {
    const face = fontkit.create(readFileSync(file)) as unknown as Face;
    const scale = 1000 / face.unitsPerEm;
    const subset = face.createSubset();
    const glyphs: Record<string, readonly [number, number]> = {};
    const widths: number[] = [Math.round(face.glyphForCodePoint(0).advanceWidth * scale)];
    const pairs: string[] = [];
    for (const char of new Set(`${VIETNAMESE}${texts.join('').normalize('NFC')}`)) {
      const code = char.codePointAt(0) ?? 0;
      if (code < 0x20 || !face.hasGlyphForCodePoint(code)) continue;
      const glyph = face.glyphForCodePoint(code);
      const id = subset.includeGlyph(glyph.id);
      const width = Math.round(glyph.advanceWidth * scale);
      glyphs[char] = [id, width];
      if (widths[id] === undefined) pairs.push(`<${hex(id)}> <${Buffer.from(char, 'utf16le').swap16().toString('hex')}>`);
      widths[id] = width;
    }
    const program = out.stream(`/Length1 ${subset.encode().length}`, subset.encode());
    const tag = `PHIENP+${name}`;
    const { bbox } = face;
    const metric = (value: number): string => numberText(Math.round(value * scale));
    const descriptor = out.object(`<</Type /FontDescriptor /FontName /${tag} /Flags 4 /FontBBox [${[bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(metric).join(' ')}] /ItalicAngle 0 /Ascent ${metric(face.ascent)} /Descent ${metric(face.descent)} /CapHeight ${metric(face.capHeight)} /StemV 80 /FontFile2 ${program} 0 R>>`);
    const descendant = out.object(`<</Type /Font /Subtype /CIDFontType2 /BaseFont /${tag} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /CIDToGIDMap /Identity /FontDescriptor ${descriptor} 0 R /W [0 [${Array.from(widths, (width) => width ?? 0).join(' ')}]]>>`);
    const unicode = out.stream('', unicodeMap(pairs));
    return new EmbeddedFont(out.object(`<</Type /Font /Subtype /Type0 /BaseFont /${tag} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R>>`), glyphs);
  }

  width(text: string, size: number): number {
    return widthOf(this.glyphs, text, size);
  }

  /** The text as its codes, for `Tj`. */
  codes(text: string): string {
    return codesOf(this.glyphs, text);
  }
}

const hex = (code: number): string => code.toString(16).padStart(4, '0');
const glyphOf = (glyphs: Glyphs, char: string): readonly [number, number] => glyphs[char] ?? glyphs[UNKNOWN] ?? [0, 500];

export const widthOf = (glyphs: Glyphs, text: string, size: number): number => ([...text.normalize('NFC')].reduce((sum, char) => sum + glyphOf(glyphs, char)[1], 0) * size) / 1000;
export const codesOf = (glyphs: Glyphs, text: string): string => `<${[...text.normalize('NFC')].map((char) => hex(glyphOf(glyphs, char)[0])).join('')}>`;

const MOST_PAIRS = 100;

function unicodeMap(pairs: readonly string[]): string {
  const blocks: string[] = [];
  for (let at = 0; at < pairs.length; at += MOST_PAIRS) {
    const some = pairs.slice(at, at + MOST_PAIRS);
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend`;
}
