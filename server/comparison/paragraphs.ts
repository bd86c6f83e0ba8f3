import type { Word } from '../carryover';

/** Where in a legal paper something stands: Phụ lục, Chương, Điều, Khoản, Điểm; `section` outside articles (I, II, 1, 2, a). */
export const PLACE_KINDS = ['appendix', 'chapter', 'article', 'clause', 'point', 'section'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export type PlaceStep = readonly [kind: PlaceKind, number: string];

/** A paragraph of a version, or a page that is a picture. */
export interface Block {
  /** The words; none: the page is a picture. */
  readonly words: readonly number[];
  /** First and last page, from 0. */
  readonly pages: readonly [number, number];
  readonly place: readonly PlaceStep[];
}

const ENDS = /[.;:!?…]["”’')\]]*$/u;
const HEADS = /^(?:điều|chương|phần|phụ)$/iu;
/** Words of a paragraph that is cut at the next end of a sentence: what is shown and compared at once stays within bounds. */
const LONG = 300;

/** Paragraphs of the flowing words: lines that begin something new, items of lists, articles. */
export function paragraphsOf(words: readonly Word[], pages: number, isPicture: (page: number) => boolean): Block[] {
  const starts: number[] = [];
  words.forEach((word, index) => {
    const before = words[index - 1];
    const length = index - (starts.at(-1) ?? 0);
    if (!before || begins(before, word, words[index + 1]) || (length >= LONG && ENDS.test(before.text)) || length >= 2 * LONG) starts.push(index);
  });
  const track = new PlaceTrack();
  const blocks = starts.map((from, rank): Block => {
    const to = starts[rank + 1] ?? words.length;
    const indexes = Array.from({ length: to - from }, (_, step) => from + step);
    return { words: indexes, pages: [words[from]?.page ?? 0, words[to - 1]?.page ?? 0], place: track.next(indexes.slice(0, 4).map((index) => words[index]?.text ?? '')) };
  });
  const pictures = Array.from({ length: pages }, (_, page) => page).filter(isPicture).map((page): Block => ({ words: [], pages: [page, page], place: [] }));
  return [...blocks, ...pictures].sort((a, b) => a.pages[0] - b.pages[0] || (a.words[0] ?? -1) - (b.words[0] ?? -1));
}

function begins(before: Word, word: Word, after: Word | undefined): boolean {
  if (word.after === 'space') return false;
  if (word.isMarker) return true;
  if (HEADS.test(word.text) && word.after !== 'cell' && /^(?:\d+[a-zđ]?|[IVXLC]+|lục)[.:]?$/u.test(after?.text ?? '')) return true;
  // Where a page ends nobody can tell whether a block does.
  if (word.page !== before.page) return ENDS.test(before.text) && /^[^\p{Ll}]/u.test(word.text);
  return word.after === 'block';
}

/** Goes along with the numbers of a paper and says where one is. */
class PlaceTrack {
  #appendix: PlaceStep[] = [];
  #chapter: PlaceStep[] = [];
  #inside: PlaceStep[] = [];

  next([first = '', second = '', third = '']: readonly string[]): readonly PlaceStep[] {
    const number = (text: string): string => text.replace(/[.:)]+$/u, '');
    const head = first.toLowerCase();
    if (head === 'phụ' && second.toLowerCase() === 'lục') {
      this.#appendix = [['appendix', /^(?:[IVXLC]+|\d+)[a-z]?[.:]?$/u.test(third) ? number(third) : '']];
      [this.#chapter, this.#inside] = [[], []];
    } else if (head === 'chương' && /^(?:[IVXLC]+|\d+)[.:]?$/u.test(second)) {
      [this.#chapter, this.#inside] = [[['chapter', number(second)]], []];
    } else if (head === 'điều' && /^\d+[a-zđ]?[.:]?$/u.test(second)) {
      this.#inside = [['article', number(second)]];
    } else if (this.#inside[0]?.[0] === 'article') {
      if (/^\d{1,3}[.:]$/u.test(first)) this.#inside = [this.#inside[0], ['clause', number(first)]];
      else if (/^[a-zđ]\)$/u.test(first)) this.#inside = [...this.#inside.filter(([kind]) => kind !== 'point'), ['point', number(first)]];
    } else if (/^[IVX]{1,5}[.:-]$/u.test(first)) this.#inside = [['section', number(first)]];
    else if (/^\d{1,2}[.:]$/u.test(first)) this.#inside = [...this.#inside.slice(0, /^[IVX]+$/u.test(this.#inside[0]?.[1] ?? '') ? 1 : 0), ['section', number(first)]];
    else if (/^\d{1,2}(?:\.\d{1,2}){1,3}[.:]?$/u.test(first)) this.#inside = [...this.#inside.slice(0, /^[IVX]+$/u.test(this.#inside[0]?.[1] ?? '') ? 1 : 0), ['section', number(first)]];
    // An article names itself; a chapter is told where there is none.
    const isArticle = this.#inside[0]?.[0] === 'article';
    return [...this.#appendix, ...(isArticle ? [] : this.#chapter), ...this.#inside];
  }
}
