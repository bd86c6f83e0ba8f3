import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import type { Browser } from 'playwright';
import type { Block, Draft, Look, Token } from './model';

/** Where a word is printed: page from 1, points from the upper left corner; a word parted at a line's end has two. */
export interface Printed {
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
}

const require = createRequire(import.meta.url);
const face = (name: string, file: string): string => {
  const home = path.dirname(require.resolve(`${name}/package.json`));
  return readFileSync(path.join(home, file)).toString('base64');
};
const FACES = ['Tinos', 'Noto Serif', 'Inter'];
let styles: string | undefined;
const stylesOf = (): string => (styles ??= [
  ...['vietnamese', 'latin-ext', 'latin'].flatMap((set) => [
    `@font-face{font-family:'Tinos';src:url(data:font/woff2;base64,${face('@fontsource/tinos', `files/tinos-${set}-400-normal.woff2`)});unicode-range:${RANGES[set]}}`,
    `@font-face{font-family:'Noto Serif';src:url(data:font/woff2;base64,${face('@fontsource-variable/noto-serif', `files/noto-serif-${set}-wght-normal.woff2`)});unicode-range:${RANGES[set]}}`,
    `@font-face{font-family:'Inter';src:url(data:font/woff2;base64,${face('@fontsource-variable/inter', `files/inter-${set}-wght-normal.woff2`)});unicode-range:${RANGES[set]}}`,
  ]),
].join('\n'));
const RANGES: Record<string, string> = {
  'latin': 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122',
  'latin-ext': 'U+0100-0101,U+0104-0109,U+0111,U+0118-0127',
  'vietnamese': 'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
};

const wordsAs = (words: readonly Token[]): string => words.map(({ id, text }) => `<a href="https://w/${id}">${text.replaceAll('&', '&amp;')}</a>`).join(' ');
const blockAs = (block: Block): string => {
  if (block.kind === 'table') return `<table>${block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${wordsAs(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
  return block.kind === 'title' ? `<h1>${wordsAs(block.words)}</h1>` : block.kind === 'heading' ? `<h2>${wordsAs(block.words)}</h2>` : `<p class="${block.kind}">${wordsAs(block.words)}</p>`;
};

const page = ({ blocks }: Draft, { font, size, columns, margin, isJustified }: Look): string => `<!doctype html><meta charset="utf-8"><style>${stylesOf()}
@page{size:A4;margin:${margin}mm}
body{font:${size}pt/1.35 '${FACES[font] ?? 'Tinos'}';margin:0;columns:${columns};column-gap:8mm;text-align:${isJustified ? 'justify' : 'left'}}
a{color:inherit;text-decoration:none}h1{font-size:1.25em;text-align:center}h2{font-size:1.08em}p{margin:0 0 6pt;text-indent:10mm}p.item{text-indent:0}${columns > 1 ? 'p,h2{break-inside:avoid}' : ''}
table{border-collapse:collapse;margin:6pt 0;width:100%}td{border:0.6pt solid #000;padding:2pt 4pt;text-align:left}</style>${blocks.map(blockAs).join('')}`;

/** Prints a version with a browser, head and foot as offices have them. */
export async function print(browser: Browser, draft: Draft, look: Look): Promise<Uint8Array> {
  const tab = await browser.newPage();
  try {
    await tab.setContent(page(draft, look), { waitUntil: 'load' });
    await tab.evaluate(() => document.fonts.ready.then(() => undefined));
    return await tab.pdf({
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<div style="font-size:8pt;width:100%;text-align:center">ỦY BAN NHÂN DÂN TỈNH THANH GIANG</div>',
      footerTemplate: '<div style="font-size:8pt;width:100%;text-align:center"><span class="pageNumber"></span>/<span class="totalPages"></span></div>',
    });
  } finally {
    await tab.close();
  }
}

/** Where each word came to stand: the browser wrote it down as links. */
export async function truthOf(bytes: Uint8Array): Promise<Map<number, Printed[]>> {
  const pdf = await PDFDocument.load(bytes);
  const truth = new Map<number, Printed[]>();
  pdf.getPages().forEach((sheet, index) => {
    const { height } = sheet.getSize();
    const annotations = sheet.node.Annots();
    for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
      const link = annotations?.lookup(at, PDFDict);
      const uri = link?.lookup(PDFName.of('A'), PDFDict).lookup(PDFName.of('URI'));
      const id = uri instanceof PDFString ? Number(/\/(\d+)$/.exec(uri.asString())?.[1]) : Number.NaN;
      const [left = 0, bottom = 0, right = 0, top = 0] = link?.lookup(PDFName.of('Rect'), PDFArray).asArray().map((number) => Number(number.toString())) ?? [];
      // At the end of a column the browser leaves slices without height.
      if (!Number.isNaN(id) && top - bottom > 4) truth.set(id, [...(truth.get(id) ?? []), { page: index + 1, rect: [left, height - top, right, height - bottom] }]);
    }
  });
  return truth;
}
