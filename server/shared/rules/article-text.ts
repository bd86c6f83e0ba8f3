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
const headOf = (article: string): RegExp => new RegExp(`^[ \\t]*dieu[ \\t]+${article}[ \\t]*(?:[.:]|$)`, 'mu');
const NEXT = /^[ \t]*(?:dieu[ \t]+\d+[a-z]?[ \t]*[.:]|chuong[ \t]+[ivxlc\d]+\b|muc[ \t]+\d+\b|phu luc\b|noi nhan:)/mu;

/** Without marks, letter by letter, so that places are the same. */
const plain = (text: string): string => [...text.normalize('NFC')].map((letter) => { const [first = letter] = foldLetters(letter); return letter.length === 1 ? first : letter; }).join('');

/** An article of a document from the texts of its pages, over their ends up to where the next one begins; null: no line begins it. */
export function articleIn(pages: readonly TextPage[], article: string): ArticleText | null {
  const head = headOf(article);
  for (const [at, { page, text }] of pages.entries()) {
    const from = plain(text).search(head);
    if (from < 0) continue;
    let said = text.normalize('NFC').slice(from);
    for (const after of pages.slice(at + 1)) {
      if (endOf(said) !== null || said.length > MOST) break;
      said = `${said}\n${after.text.normalize('NFC')}`;
    }
    const whole = said.slice(0, endOf(said) ?? said.length).trim();
    return { page, text: whole.slice(0, MOST), isCut: whole.length > MOST };
  }
  return null;
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
