import type { EmbeddedFont } from './font';
import type { Output } from './output';
import { numberText } from './syntax';

/** A line of the contents. */
export interface ContentsLine {
  level: number;
  title: string;
  /** Number of its first page; empty for a heading. */
  label: string;
  /** Page it leads to, by number of object. */
  page: number | null;
  /** A gap, or a paper that could not be taken in: in grey. */
  isQuiet: boolean;
}

export interface ContentsWords {
  title: string;
  subtitle: string;
  heading: string;
}

interface Faces {
  regular: EmbeddedFont;
  bold: EmbeddedFont;
}

/** Points. A4, margins of administrative papers (NĐ 30/2020: left 30–35 mm, right 15–20 mm, top and bottom 20–25 mm). */
const PAGE = { width: 595.276, height: 841.89, left: 85, right: 51, top: 62, bottom: 62 };
const SIZE = 12;
const LEADING = 17;
const INDENT = 18;
const LABEL_ROOM = 46;

export function wrapped(font: EmbeddedFont, text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.normalize('NFC').trim().split(/\s+/u)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.width(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
    // A word wider than the line is broken where the line ends.
    while (font.width(line, size) > width && line.length > 1) {
      let fits = line.length - 1;
      while (fits > 1 && font.width(line.slice(0, fits), size) > width) fits -= 1;
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  return [...lines, line];
}

interface Sheet {
  content: string;
  links: string[];
}

/** What stands on the contents pages, before the stamp. */
export function layContents(words: ContentsWords, lines: readonly ContentsLine[], { regular, bold }: Faces, scale: number): Sheet[] {
  const sheets: Sheet[] = [];
  let sheet: Sheet = { content: '', links: [] };
  let y = 0;
  const turn = (): void => {
    sheet = { content: '', links: [] };
    sheets.push(sheet);
    y = PAGE.height - PAGE.top;
  };
  const say = (font: EmbeddedFont, name: string, text: string, size: number, x: number, grey = 0): void => {
    sheet.content += `BT ${grey} g /${name} ${numberText(size)} Tf ${numberText(x)} ${numberText(y)} Td ${font.codes(text)} Tj ET\n`;
  };
  const centred = (text: string, size: number, font: EmbeddedFont, name: string): void => {
    for (const line of wrapped(font, text, size, PAGE.width - PAGE.left - PAGE.right)) {
      y -= size * 1.4;
      say(font, name, line, size, PAGE.left + (PAGE.width - PAGE.left - PAGE.right - font.width(line, size)) / 2);
    }
  };
  turn();
  centred(words.title, 16, bold, 'B');
  centred(words.subtitle, 12, regular, 'R');
  y -= 14;
  centred(words.heading, 14, bold, 'B');
  y -= 6;
  for (const { level, title, label, page, isQuiet } of lines) {
    const [font, name] = level === 0 ? [bold, 'B'] : [regular, 'R'];
    const x = PAGE.left + level * INDENT;
    const rows = wrapped(font, title, SIZE, PAGE.width - PAGE.right - LABEL_ROOM - x);
    if (y - rows.length * LEADING - 4 < PAGE.bottom) turn();
    y -= 4;
    const top = y - 2;
    const grey = isQuiet ? 0.4 : 0;
    for (const row of rows) {
      y -= LEADING;
      say(font, name, row, SIZE, x, grey);
    }
    if (label !== '') {
      const right = PAGE.width - PAGE.right - font.width(label, SIZE);
      say(font, name, label, SIZE, right, grey);
      const from = x + font.width(rows.at(-1) ?? '', SIZE) + 4;
      const dot = regular.width('.', SIZE) * 1.6;
      const dots = Math.floor((right - 4 - from) / dot);
      // Leaders are spaced by Tc, in one string.
      if (dots > 1) sheet.content += `q BT 0.5 g /R ${SIZE} Tf ${numberText(dot - regular.width('.', SIZE))} Tc ${numberText(right - 4 - dots * dot)} ${numberText(y)} Td ${regular.codes('.'.repeat(dots))} Tj ET Q\n`;
    }
    if (page !== null) {
      const rect = [x, y - 4, PAGE.width - PAGE.right, top].map((value) => numberText(value * scale)).join(' ');
      sheet.links.push(`<</Type /Annot /Subtype /Link /Rect [${rect}] /Border [0 0 0] /F 4 /Dest [${page} 0 R /Fit]>>`);
    }
  }
  return sheets;
}

/** A page that says that something is not here, under its own number. */
export function layNotice(words: readonly string[], { regular }: Pick<Faces, 'regular'>): string {
  let y = PAGE.height / 2 + 40;
  let content = '';
  for (const text of words) {
    for (const line of wrapped(regular, text, 13, PAGE.width - PAGE.left - PAGE.right)) {
      content += `BT 0.2 g /R 13 Tf ${numberText(PAGE.left + (PAGE.width - PAGE.left - PAGE.right - regular.width(line, 13)) / 2)} ${numberText(y)} Td ${regular.codes(line)} Tj ET\n`;
      y -= 20;
    }
    y -= 8;
  }
  return content;
}

export const OWN_PAGE = [0, 0, PAGE.width, PAGE.height] as const;

/** A page of our own. @param content drawn before its stamp. */
export function ownPage(out: Output, num: number, parent: number, fonts: Faces, mark: number, content: string, links: readonly string[], scale: number): void {
  const stream = out.stream('', content);
  const annots = links.map((link) => out.object(link));
  const box = OWN_PAGE.map((value) => numberText(value * scale)).join(' ');
  out.object(`<</Type /Page /Parent ${parent} 0 R /MediaBox [${box}] /Resources <</Font <</R ${fonts.regular.num} 0 R /B ${fonts.bold.num} 0 R>> /XObject <</W ${mark} 0 R>>>> /Contents ${stream} 0 R${annots.length > 0 ? ` /Annots [${annots.map((annot) => `${annot} 0 R`).join(' ')}]` : ''}>>`, num);
}
