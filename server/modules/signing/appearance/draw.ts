import { createHash } from 'node:crypto';

import fontkit from '@cantoo/fontkit';
import { PDFDocument, degrees, rgb } from 'pdf-lib';
import type { PDFFont, PDFPage } from 'pdf-lib';

import { scribble } from './scribble';

/** Words a test signature has to show (domain rule: labelled visibly). */
export const TEST_NOTICE = 'Chữ ký thử nghiệm, không có giá trị pháp lý';

/** Points per millimetre. */
export const MM = 72 / 25.4;

interface AppearanceBase {
  /** Size in points, that of the field. */
  readonly width: number;
  readonly height: number;
  /** TrueType bytes of Tinos (Times metrics, NĐ 30/2020). */
  readonly fonts: { readonly regular: Uint8Array; readonly italic: Uint8Array };
  readonly testOnly: boolean;
}

/** A person's signature: image in blue on transparent ground (NĐ 30/2020, Phụ lục I), or strokes drawn from the given name. */
export interface PersonAppearance extends AppearanceBase {
  readonly name: string;
  /** PNG with transparency. */
  readonly image?: Uint8Array;
}

/** The seal of an organisation, red, at its real size. */
export interface SealAppearance extends AppearanceBase {
  readonly organisation: string;
  /** PNG with transparency, made from the organisation's own seal. */
  readonly image: Uint8Array;
  /** Real diameter in millimetres. */
  readonly diameterMm: number;
}

/** Signature of the organisation where no image belongs: separate annexes and copies (NĐ 30/2020: size 10, black, ISO 8601). */
export interface TextAppearance extends AppearanceBase {
  readonly lines: readonly string[];
  /** Part of the field the words keep to, points; default: all of it. */
  readonly area?: Area;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const BLUE = rgb(0.05, 0.16, 0.55);
const BLACK = rgb(0, 0, 0);
const RED = rgb(0.78, 0.05, 0.05);
const EPOCH = new Date(0);

interface Sheet {
  readonly document: PDFDocument;
  readonly page: PDFPage;
  /** Embedded when first used: reading a font takes longer than everything else here. */
  readonly regular: () => Promise<PDFFont>;
  readonly italic: () => Promise<PDFFont>;
}

/** Six letters before the name of a font subset (ISO 32000-1, 9.6.4), the same for the same text. */
function subsetTag(text: string): string {
  const hash = createHash('sha256').update(text).digest();
  return String.fromCharCode(...hash.subarray(0, 6).map((byte) => 65 + (byte % 26)));
}

const read = (bytes: Uint8Array) => fontkit.create(bytes);
const known = new WeakMap<Uint8Array, ReturnType<typeof read>>();

/** Reads each type face once for as long as its bytes are held: that takes longer than a drawing. Subsets are made anew for each. */
const faces = {
  create(bytes: Uint8Array): ReturnType<typeof read> {
    const face = known.get(bytes) ?? read(bytes);
    known.set(bytes, face);
    return face;
  },
};

async function sheet(of: AppearanceBase, text: string): Promise<Sheet> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(faces);
  // Same input, same bytes: dates would make each drawing different.
  document.setCreationDate(EPOCH);
  document.setModificationDate(EPOCH);
  const page = document.addPage([of.width, of.height]);
  const tag = subsetTag(text);
  return { document, page, regular: lazily(document, of.fonts.regular, `${tag}+Tinos-Regular`), italic: lazily(document, of.fonts.italic, `${tag}+Tinos-Italic`) };
}

function lazily(document: PDFDocument, bytes: Uint8Array, customName: string): () => Promise<PDFFont> {
  let font: Promise<PDFFont> | null = null;
  return () => {
    font ??= document.embedFont(bytes, { subset: true, customName });
    return font;
  };
}

const finish = ({ document }: Sheet): Promise<Uint8Array> => document.save({ useObjectStreams: false, addDefaultPage: false });

/** Largest size at which the text fits the width. */
function fitted(font: PDFFont, text: string, width: number, largest: number): number {
  return Math.min(largest, width / Math.max(0.1, font.widthOfTextAtSize(text, 1)));
}

function centred(target: Sheet, font: PDFFont, text: string, size: number, y: number, color = BLACK, within: Pick<Area, 'x' | 'width'> = { x: 0, width: target.page.getWidth() }): void {
  const x = within.x + (within.width - font.widthOfTextAtSize(text, size)) / 2;
  target.page.drawText(text, { x, y, size, font, color });
}

/** Draws the notice of a test signature at the foot. @returns height used, in points. */
async function notice(target: Sheet, testOnly: boolean, area: Pick<Area, 'x' | 'y' | 'width'> = { x: 0, y: 0, width: target.page.getWidth() }): Promise<number> {
  if (!testOnly) return 0;
  const regular = await target.regular();
  const size = fitted(regular, TEST_NOTICE, area.width - 4, 7.5);
  centred(target, regular, TEST_NOTICE, size, area.y + 2, RED, area);
  return size + 4;
}

async function placeImage(target: Sheet, png: Uint8Array, box: { x: number; y: number; width: number; height: number }): Promise<void> {
  const image = await target.document.embedPng(png);
  const scale = Math.min(box.width / image.width, box.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  target.page.drawImage(image, { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height });
}

/**
 * The visible signature of a person as a one-page PDF, to be imported as Form XObject.
 * Without an image a signature-like line is drawn through the given name; the full name stands in the minutes below it.
 */
export async function drawPersonAppearance(of: PersonAppearance): Promise<Uint8Array> {
  const target = await sheet(of, of.name);
  const name = of.name.normalize('NFC');
  const foot = await notice(target, of.testOnly);
  const box = { x: 2, y: foot + 1, width: of.width - 4, height: of.height - foot - 3 };
  if (of.image) await placeImage(target, of.image, box);
  else {
    const italic = await target.italic();
    const given = name.split(' ').at(-1) ?? name;
    const size = Math.min(box.height * 0.62, fitted(italic, given, box.width * 0.62, 40));
    const width = italic.widthOfTextAtSize(given, size);
    const x = box.x + (box.width - width) / 2;
    const y = box.y + box.height * 0.36;
    target.page.drawText(given, { x, y, size, font: italic, color: BLUE, rotate: degrees(4) });
    target.page.drawSvgPath(scribble(name, { x: x - width * 0.12, y, width: width * 1.3, height: size }), {
      x: 0,
      y: 0,
      borderColor: BLUE,
      borderWidth: Math.max(0.8, size / 26),
    });
  }
  return finish(target);
}

/** The seal of an organisation; only ever from its own image, never drawn by the program. */
export async function drawSealAppearance(of: SealAppearance): Promise<Uint8Array> {
  const target = await sheet(of, of.organisation);
  const foot = await notice(target, of.testOnly);
  const size = Math.min(of.diameterMm * MM, of.width, of.height - foot);
  await placeImage(target, of.image, { x: (of.width - size) / 2, y: foot + (of.height - foot - size) / 2, width: size, height: size });
  return finish(target);
}

/** Plain lines, Times upright 10 pt black, for annexes, copies and test seals of the sample province. */
export async function drawTextAppearance(of: TextAppearance): Promise<Uint8Array> {
  const target = await sheet(of, of.lines.join('\n'));
  const area = of.area ?? { x: 0, y: 0, width: of.width, height: of.height };
  const foot = await notice(target, of.testOnly, area);
  const regular = await target.regular();
  const lines = of.lines.map((line) => line.normalize('NFC'));
  const room = area.height - foot - 2;
  const size = Math.min(10, room / Math.max(1, lines.length) / 1.2, ...lines.map((line) => fitted(regular, line, area.width - 4, 10)));
  lines.forEach((line, i) => {
    centred(target, regular, line, size, area.y + area.height - (i + 1) * size * 1.2, BLACK, area);
  });
  return finish(target);
}
