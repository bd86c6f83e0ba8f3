import { execFileSync } from 'node:child_process';

/** Words drawn on one line without a gap; points from the left and the top of the page. */
export interface DrawnText {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  /** "Tinos", "Tinos-Bold". */
  face: string;
}

/** A line that is drawn, as long as it is. */
export interface DrawnLine {
  left: number;
  right: number;
  top: number;
}

export interface DrawnPage {
  width: number;
  height: number;
  texts: DrawnText[];
  lines: DrawnLine[];
}

const attribute = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '';
const numbers = (text: string): number[] => text.trim().split(/\s+/u).map(Number);
const SIGNS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const sign = (escaped: string): string => SIGNS[escaped] ?? escaped.replace(/^&#x([0-9a-f]+);$/iu, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

/** Wider than any space that justified text has. */
const COLUMN_GAP = 18;

function textsOf(page: string): DrawnText[] {
  const found: DrawnText[] = [];
  for (const [, head = '', body = ''] of page.matchAll(/<fill_text([^>]*)>([\s\S]*?)<\/fill_text>/gu)) {
    const [a = 1, , , , x = 0, y = 0] = numbers(attribute(head, 'transform'));
    for (const [, span = '', glyphs = ''] of body.matchAll(/<span([^>]*)>([\s\S]*?)<\/span>/gu)) {
      const size = (numbers(attribute(span, 'trm'))[0] ?? 0) * a;
      const face = attribute(span, 'font').replace(/^[A-Z]{6}\+|-Regular$/gu, '');
      for (const [glyph] of glyphs.matchAll(/<g [^>]*>/gu)) {
        const left = x + Number(attribute(glyph, 'x')) * a;
        const own = { text: sign(attribute(glyph, 'unicode')), left, right: left + Number(attribute(glyph, 'adv')) * size, baseline: y + Number(attribute(glyph, 'y')), size, face };
        const last = found.at(-1);
        const goesOn = last && Math.abs(last.baseline - own.baseline) < 0.1 && last.face === face && Math.abs(last.size - size) < 0.01 && left - last.right < COLUMN_GAP && left > last.left;
        if (goesOn) Object.assign(last, { text: last.text + own.text, right: own.text === ' ' ? last.right : own.right });
        else found.push(own);
      }
    }
  }
  return found.map((one) => ({ ...one, text: one.text.trim() })).filter(({ text }) => text !== '');
}

function linesOf(page: string): DrawnLine[] {
  return [...page.matchAll(/<stroke_path([^>]*)>\s*<moveto x="([^"]+)" y="([^"]+)"\/>\s*<lineto x="([^"]+)" y="([^"]+)"\/>\s*<\/stroke_path>/gu)].flatMap(([, head = '', x1, y1, x2, y2]) => {
    const [a = 1, , , , x = 0, y = 0] = numbers(attribute(head, 'transform'));
    return y1 === y2 ? [{ left: x + Number(x1) * a, right: x + Number(x2) * a, top: y + Number(y1) }] : [];
  });
}

/** What MuPDF draws of each page, in its order. */
export function drawnPages(file: string): DrawnPage[] {
  const trace = execFileSync('mutool', ['trace', file], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return trace.split(/(?=<page )/u).slice(1).map((page) => {
    const [, , width = 0, height = 0] = numbers(attribute(/<page[^>]*>/u.exec(page)?.[0] ?? '', 'mediabox'));
    return { width, height, texts: textsOf(page), lines: linesOf(page) };
  });
}
