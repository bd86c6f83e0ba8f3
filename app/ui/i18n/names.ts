/*
 * Order of Vietnamese words: letters first (a ă â b c d đ e ê …), tone only when all letters agree
 * (level, falling, hook, tilde, acute, dot below). Written out because engines without full locale data
 * sort Vietnamese as English, and server and page must agree.
 */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const LETTER_RANK = new Map(Array.from(LETTERS, (letter, index) => [letter, index + 100]));
const TONES = new Map([['\u0300', 1], ['\u0309', 2], ['\u0303', 3], ['\u0301', 4], ['\u0323', 5]]);
const SHAPES = new Set(['\u0302', '\u0306', '\u031b']);

interface SortKey {
  letters: number[];
  tones: number[];
}

function sortKeyOf(text: string): SortKey {
  const letters: number[] = [];
  const tones: number[] = [];
  for (const letter of text.normalize('NFC').toLowerCase()) {
    const [base = '', ...marks] = Array.from(letter.normalize('NFD'));
    const shaped = [base, ...marks.filter((mark) => SHAPES.has(mark))].join('').normalize('NFC');
    letters.push(LETTER_RANK.get(shaped) ?? (/\d/u.test(base) ? Number(base) + 20 : base === ' ' ? 0 : 200 + (base.codePointAt(0) ?? 0)));
    tones.push(marks.reduce((tone, mark) => TONES.get(mark) ?? tone, 0));
  }
  return { letters, tones };
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Vietnamese dictionary order of two texts. */
export function compareTexts(a: string, b: string): number {
  const x = sortKeyOf(a.trim());
  const y = sortKeyOf(b.trim());
  return compareLists(x.letters, y.letters) || compareLists(x.tones, y.tones);
}

/** Order of persons as registers have it: by given name (last word), then family name and the words between. */
export function compareNames(a: string, b: string): number {
  const split = (name: string): [string, string] => {
    const words = name.trim().split(/\s+/u);
    return [words.at(-1) ?? '', words.slice(0, -1).join(' ')];
  };
  const [givenA, restA] = split(a);
  const [givenB, restB] = split(b);
  return compareTexts(givenA, givenB) || compareTexts(restA, restB);
}

/** Letters without marks, lower case, single spaces: "Đàm Thị Ngọc Ước" gives "dam thi ngoc uoc". For searching only. */
export function foldForSearch(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase().replace(/\s+/gu, ' ').trim();
}
