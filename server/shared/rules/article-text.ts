import { foldLetters } from '../language/vietnamese-text';

/** Letters of an article that are shown beside the page it is cited on, at most. */
const MOST = 6_000;
/** Letters of a text shown where no article is named. */
const BEGINNING = 1_200;

export interface TextPage {
  page: number;
  text: string;
}

export interface ArticleText {
  page: number;
  text: string;
  /** There is more of it than is shown. */
  isCut: boolean;
}

/** A line that begins an article: "Điều 5. Phạm vi". */
const headOf = (article: string): RegExp => new RegExp(`^[ \\t]*dieu[ \\t]+${article}[ \\t]*(?:[.:]|$)`, 'gmu');
/** The same before a page is folded, which is dear: a line with one short word and the number. */
const mayBegin = (article: string): RegExp => new RegExp(`^[ \\t]*\\S{4,6}[ \\t]+${article}[ \\t]*(?:[.:]|$)`, 'imu');
const NEXT = /^[ \t]*(?:dieu[ \t]+\d+[a-z]?[ \t]*[.:]|chuong[ \t]+[ivxlc\d]+\b|muc[ \t]+\d+\b|phu luc\b|noi nhan:)/mu;

/** Without marks, letter by letter, so that places are the same. */
const plain = (text: string): string => [...text.normalize('NFC')].map((letter) => { const [first = letter] = foldLetters(letter); return letter.length === 1 ? first : letter; }).join('');

/** Dots that lead to the number of a page. */
const LEADER = /\.{3,}|…|(?:\. ){3,}/u;
/** The number of a page at the end of the first line, or of a short heading. */
const LEADS = /[^\s.;:,] +\d{1,3}$/u;
const SENTENCE = /[.;:]$/u;
/** Lines of a heading. */
const HEADING = 3;

/** Whether this looks like a line of a table of contents, or a heading with nothing under it: one that has text may follow. */
export function isListed({ text }: ArticleText): boolean {
  const lines = text.split('\n');
  return (lines.length === 1 && !SENTENCE.test(text)) || LEADER.test(lines.slice(0, HEADING).join('\n')) || LEADS.test(lines[0] ?? '') || (lines.length <= HEADING && LEADS.test(text));
}

/**
 * An article of a document from the texts of its pages, over their ends up to where the next one begins; null: no line begins it.
 * The first that has text counts, else the first.
 * @param before the page before which it begins; those from there on are read for its end.
 */
export function articleIn(pages: readonly TextPage[], article: string, before = Infinity): ArticleText | null {
  const [head, any] = [headOf(article), mayBegin(article)];
  let listed: ArticleText | null = null;
  for (const [at, { page, text }] of pages.entries()) {
    if (page >= before || !any.test(text)) continue;
    for (const { index } of plain(text).matchAll(head)) {
      const found = articleFrom(pages.slice(at), index);
      if (!isListed(found)) return found;
      listed ??= found;
    }
  }
  return listed;
}

/** @param from where it begins on the first of these pages. */
function articleFrom([first, ...others]: readonly TextPage[], from: number): ArticleText {
  let said = first?.text.normalize('NFC').slice(from) ?? '';
  for (const { text } of others) {
    if (endOf(said) !== null || said.length > MOST) break;
    said = `${said}\n${text.normalize('NFC')}`;
  }
  const whole = said.slice(0, endOf(said) ?? said.length).trim();
  return { page: first?.page ?? 1, text: whole.slice(0, MOST), isCut: whole.length > MOST };
}

/** Where the next article begins, behind the head of this one. */
function endOf(said: string): number | null {
  const [head = ''] = said.split('\n', 1);
  const found = NEXT.exec(plain(said).slice(head.length));
  return found ? head.length + found.index : null;
}

/** How a document begins. */
export function beginningOf(pages: readonly TextPage[]): ArticleText | null {
  const [first] = pages;
  const text = first?.text.trim() ?? '';
  return first && text !== '' ? { page: first.page, text: text.slice(0, BEGINNING), isCut: text.length > BEGINNING || pages.length > 1 } : null;
}
