import { foldText } from '@shared/language/vietnamese-text';

export interface GuessTarget {
  id: string;
  number: number | null;
  title: string;
}

export interface Guess {
  itemId: string;
  /** The file names the item by number; otherwise the person is asked. */
  sure: boolean;
}

/** Words that say nothing of which item a paper belongs to. */
const COMMON = new Set(['pdf', 'copy', 'of', 'bao', 'cao', 'to', 'trinh', 'du', 'thao', 'phu', 'luc', 've', 'cua', 'va', 'cac', 'cho', 'tinh', 'nam', 'thang', 'final', 'scan', 'ban', 'so']);

const wordsOf = (text: string): string[] => foldText(text).split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !COMMON.has(word) && !/^\d+$/.test(word));

/** A day, month or year in digits, whatever separates them: "03-12-2026", "05.12", "2026_11_26", "26112026", "thang 11-2026". */
const DATES = /(?<!\d)(?:\d{4}[\s._/-]+\d{1,2}(?:[\s._/-]+\d{1,2})?|\d{1,2}[\s._/-]+\d{1,2}[\s._/-]+(?:\d{4}|\d{2})|(?<!(?:nd|noi dung|muc)[\s._-]*)(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])|\d{6}|\d{8})(?!\d)/gu;

/** Number that a file name begins with or names: "03_To trinh.pdf", "ND4 - Du thao.pdf", "Noi dung 2.pdf"; never part of a date. */
function numberIn(given: string): number | null {
  const name = given.replace(DATES, ' – ');
  const match = /^(\d{1,2})[\s._-]/.exec(name) ?? /(?:^|[^a-z])(?:nd|noi dung|muc)[\s._-]*(\d{1,2})(?!\d)/.exec(name);
  return match ? Number(match[1]) : null;
}

/** The agenda item a dropped file probably belongs to, by number, else by at least two words it shares with one item more than with any other. */
export function guessItem(fileName: string, items: readonly GuessTarget[]): Guess | null {
  const name = foldText(fileName.replace(/\.pdf$/i, ''));
  const number = numberIn(name);
  const named = number === null ? undefined : items.find((item) => item.number === number);
  if (named) return { itemId: named.id, sure: true };
  const words = new Set(wordsOf(name));
  const scored = items
    .map((item) => ({ item, score: new Set(wordsOf(item.title).filter((word) => words.has(word))).size }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score < 2 || best.score === second?.score) return null;
  return { itemId: best.item.id, sure: false };
}
