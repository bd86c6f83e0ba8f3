/**
 * Faces that show text of before Unicode (.VnTime, VNI-Times and their kin) where this machine has none of that name, which would show
 * such text as nonsense: a face of this program (Tinos, Apache-2.0) under that name, its letters under the old codes. The codes stay in
 * what is made with it, so that it is read as any other file in such fonts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as fontkit from '@cantoo/fontkit';
import { fromOld, oldFontOf, type OldFont } from '../../shared/language/old-encodings';

const require = createRequire(import.meta.url);
const STYLES = [['Regular', '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'], ['Bold', '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf']] as const;
/** Families of one file. */
const MOST = 24;

/** Writes a face for each family of the list that is of before Unicode. @returns how many families there are. */
export async function writeOldFaces(folder: string, families: readonly string[]): Promise<number> {
  const old = [...new Set(families)].filter((family) => oldFontOf(family) !== null).slice(0, MOST);
  for (const [at, family] of old.entries()) {
    for (const [style, file] of STYLES) await writeFile(path.join(folder, `old-${at}-${style}.ttf`), oldFace(await readFile(require.resolve(file)), family, style));
  }
  return old.length;
}

/** Names of such families in a file of old (.doc, .xls, .ppt), which names them in one byte a letter or in two. */
export function oldFamiliesIn(bytes: Buffer): string[] {
  const found = new Set<string>();
  for (const text of [bytes.toString('latin1').replaceAll('\0', '')]) for (const [name] of text.matchAll(/(?:\.Vn[A-Z]|VNI-[A-Z])[A-Za-z]{2,}(?:[ -][A-Z][A-Za-z]*)?/g)) found.add(name);
  return [...found].slice(0, MOST);
}

const LATIN1 = Array.from({ length: 0x100 - 0x20 }, (_, at) => 0x20 + at).filter((code) => code < 0x7f || code > 0x9f);

/** `clean-parts` writes it for ư, whose own code is a soft hyphen to the converter. */
const DRAWN_U = 0xe0ad;

interface Face {
  glyphForCodePoint(code: number): { id: number };
}

/** A copy of a TrueType face with the old codes, under another name. */
export function oldFace(bytes: Buffer, family: string, style: 'Regular' | 'Bold'): Buffer {
  const reading = oldFontOf(family);
  if (!reading) throw new TypeError('a family of before Unicode');
  const face = fontkit.create(bytes) as unknown as Face;
  const glyphOf = (letter: string): number => face.glyphForCodePoint(letter.codePointAt(0) ?? 0).id;
  const codes = new Map(LATIN1.map((code) => [code, glyphOf(letterOf(code, reading)) || face.glyphForCodePoint(code).id]));
  if (reading.encoding === 'tcvn3') codes.set(DRAWN_U, glyphOf(fromOld('\u00ad', reading)));
  const kept = tablesOf(bytes);
  // What it says of pairs and of its signature is of its own letters.
  for (const name of ['GSUB', 'GPOS', 'GDEF', 'kern', 'DSIG', 'hdmx', 'VDMX', 'LTSH']) kept.delete(name);
  kept.set('cmap', characterMap(codes));
  kept.set('name', nameTable(family, style));
  if (reading.encoding === 'vni') kept.set('GSUB', pairs(codes, reading, glyphOf));
  return assembled(kept);
}

const letterOf = (code: number, reading: OldFont): string => {
  const letter = fromOld(String.fromCharCode(code), reading);
  // Tones that stand alone are drawn by the vowel before; a blank holds their place.
  return /^\p{M}$/u.test(letter) ? ' ' : letter;
};

function tablesOf(bytes: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16) {
    const start = bytes.readUInt32BE(at + 8);
    tables.set(bytes.toString('latin1', at, at + 4), bytes.subarray(start, start + bytes.readUInt32BE(at + 12)));
  }
  return tables;
}

const u16 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => out.writeUInt16BE(value & 0xffff, at * 2));
  return out;
};

/** Format 4, one segment a code (OpenType, `cmap`). */
function characterMap(codes: ReadonlyMap<number, number>): Buffer {
  const all = [...codes].sort(([a], [b]) => a - b);
  const segments = all.length + 1;
  const power = 2 ** Math.floor(Math.log2(segments));
  const body = Buffer.concat([
    u16(segments * 2, power * 2, Math.log2(power), (segments - power) * 2),
    u16(...all.map(([code]) => code), 0xffff), u16(0), u16(...all.map(([code]) => code), 0xffff), u16(...all.map(([code, glyph]) => glyph - code), 1), u16(...Array<number>(segments).fill(0)),
  ]);
  return Buffer.concat([u16(0, 1, 3, 1, 0, 12), u16(4, body.length + 6, 0), body]);
}

function nameTable(family: string, style: string): Buffer {
  const plain = family.replaceAll(' ', '');
  const texts = new Map([[1, family], [2, style], [3, `${plain}-${style}`], [4, style === 'Regular' ? family : `${family} ${style}`], [5, 'Version 1.0'], [6, style === 'Regular' ? plain : `${plain}-${style}`]]);
  const records: Buffer[] = [];
  const strings: Buffer[] = [];
  let offset = 0;
  for (const [id, text] of texts) {
    const string = Buffer.from(text, 'utf16le').swap16();
    records.push(u16(3, 1, 0x409, id, string.length, offset));
    strings.push(string);
    offset += string.length;
  }
  return Buffer.concat([u16(0, texts.size, 6 + texts.size * 12), ...records, ...strings]);
}

/** A vowel and its mark as one letter: ligatures that are always made (OpenType, GSUB type 4, feature `ccmp`). */
function pairs(codes: ReadonlyMap<number, number>, reading: OldFont, glyphOf: (letter: string) => number): Buffer {
  const sets = new Map<number, { mark: number; glyph: number }[]>();
  for (const [vowel, first] of codes) {
    for (const [mark, second] of codes) {
      const letter = fromOld(String.fromCharCode(vowel, mark), reading);
      const glyph = letter.length === 1 ? glyphOf(letter) : 0;
      if (glyph !== 0) sets.set(first, [...(sets.get(first) ?? []), { mark: second, glyph }]);
    }
  }
  const firsts = [...sets].sort(([a], [b]) => a - b);
  const coverage = u16(1, firsts.length, ...firsts.map(([glyph]) => glyph));
  const blocks = firsts.map(([, ligatures]) => {
    const head = 2 + ligatures.length * 2;
    return Buffer.concat([u16(ligatures.length, ...ligatures.map((_one, at) => head + at * 6)), ...ligatures.map(({ mark, glyph }) => u16(glyph, 2, mark))]);
  });
  let offset = 6 + firsts.length * 2 + coverage.length;
  const offsets = blocks.map((block) => (offset += block.length) - block.length);
  const subtable = Buffer.concat([u16(1, 6 + firsts.length * 2, firsts.length, ...offsets), coverage, ...blocks]);
  const language = u16(0, 0xffff, 1, 0);
  const script = Buffer.concat([u16(4, 0), language]);
  const scripts = Buffer.concat([u16(2), Buffer.from('DFLT'), u16(14), Buffer.from('latn'), u16(14), script]);
  const features = Buffer.concat([u16(1), Buffer.from('ccmp'), u16(8), u16(0, 1, 0)]);
  const lookups = Buffer.concat([u16(1, 4), u16(4, 0, 1, 8), subtable]);
  return Buffer.concat([u16(1, 0, 10, 10 + scripts.length, 10 + scripts.length + features.length), scripts, features, lookups]);
}

const checksum = (table: Buffer): number => {
  let sum = 0;
  const whole = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
};

function assembled(tables: ReadonlyMap<string, Buffer>): Buffer {
  const all = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(all.length));
  const head = Buffer.concat([u16(0x0001, 0x0000), u16(all.length, power * 16, Math.log2(power), (all.length - power) * 16)]);
  let offset = head.length + all.length * 16;
  const records: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const [name, table] of all) {
    const record = Buffer.alloc(16);
    record.write(name, 'latin1');
    record.writeUInt32BE(checksum(table), 4);
    record.writeUInt32BE(offset, 8);
    record.writeUInt32BE(table.length, 12);
    records.push(record);
    const body = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([head, ...records, ...bodies]);
}
