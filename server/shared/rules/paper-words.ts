import { plainLetters } from '../language/vietnamese-text';
import { hasMarks } from '../language/restore-marks';
import { paperWords } from './paper-name';

/** Kinds of documents that come with an item, whatever it is about. */
const BESIDE = ['bao cao', 'to trinh', 'du thao', 'nghi quyet', 'quyet dinh', 'phu luc', 'bieu mau', 'tom tat', 'tham tra', 'tham dinh', 'thuyet minh', 'cong van', 'thong bao', 'giay moi', 'ket luan', 'huong dan', 'giai trinh'];
/** Kinds that are what an item is about as well. */
const OWN = ['ke hoach', 'de an', 'du an', 'phuong an', 'chuong trinh', 'bien ban', 'quy che'];
const WORTH_OF_KIND: ReadonlyMap<string, number> = new Map([...BESIDE.map((kind) => [kind, 0.15] as const), ...OWN.map((kind) => [kind, 0.7] as const)]);

/** Words of every office, as they are written; a title without marks is held to them without. */
const COMMON = new Set('về việc của và các cho trên trong tại theo từ đến năm tháng ngày tỉnh xã ubnd hđnd ủy nhân dân địa bàn giai đoạn thực hiện kết quả công tác tình hình nhiệm vụ trọng tâm số lần mới họp phiên kèm'.split(' '));
const COMMON_PLAIN: ReadonlySet<string> = new Set([...COMMON].map(plainLetters));

/** What one item is known by: its words, and its pairs of words that follow each other, each with what it is worth. */
export interface ItemWords {
  title: readonly string[];
  words: ReadonlyMap<string, number>;
  pairs: ReadonlyMap<string, number>;
  unit: readonly string[];
  unitWords: ReadonlyMap<string, number>;
  unitPairs: ReadonlyMap<string, number>;
  /** The pairs of each clause of its title that says something by itself. */
  clauses: readonly ReadonlyMap<string, number>[];
}

/** What a clause is worth at least to be held to a text without the others. */
const CLAUSE_WORTH = 3;

const pairsOf = (words: readonly string[]): string[] => words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
const initials = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');
const withoutAnd = (words: readonly string[]): string[] => words.filter((word) => word !== 'va');

/** Whether the word is half of the kind of a paper that comes with an item. */
const isBeside = (words: readonly string[], at: number): boolean => [`${words[at - 1] ?? ''} ${words[at] ?? ''}`, `${words[at] ?? ''} ${words[at + 1] ?? ''}`].some((pair) => BESIDE.includes(pair));

/** A year or a small number stands in many names; the number of a road or of a plan is as good as a name. */
function worthOfNumber(word: string): number {
  if (/^20\d\d$/.test(word)) return 0.3;
  return word.length < 3 ? 0.4 : 2.5;
}

/** Words and pairs of a title, each with its worth: little for what every office writes, and for the kind of a document. */
function weighed(text: string): { list: string[]; words: Map<string, number>; pairs: Map<string, number> } {
  const marked = text.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const list = marked.map((word) => (/^\d+$/.test(word) ? String(Number(word)) : plainLetters(word)));
  const isMarked = hasMarks(text);
  const common = marked.map((word, at) => (isMarked ? COMMON.has(word) : COMMON_PLAIN.has(list[at] ?? '')));
  const kind = list.map((word, at) => WORTH_OF_KIND.get(`${list[at - 1] ?? ''} ${word}`) ?? WORTH_OF_KIND.get(`${word} ${list[at + 1] ?? ''}`) ?? 1);
  const [words, pairs] = [new Map<string, number>(), new Map<string, number>()];
  const keep = (into: Map<string, number>, key: string, worth: number): void => void into.set(key, Math.max(worth, into.get(key) ?? 0));
  for (const [at, word] of list.entries()) {
    keep(words, word, common[at] ? 0.12 : /^\d/.test(word) ? worthOfNumber(word) : (kind[at] ?? 1));
    const before = list[at - 1];
    if (before === undefined) continue;
    const dull = [at - 1, at].filter((place) => common[place] || /^\d{1,2}$|^20\d\d$/.test(list[place] ?? '')).length;
    keep(pairs, `${before} ${word}`, WORTH_OF_KIND.get(`${before} ${word}`) ?? [1, 0.5, 0.1][dull] ?? 0.1);
  }
  return { list, words, pairs };
}

const ONSET = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$/;

/** "nhaoxahoi" → "nha o xa hoi": the cut with the fewest words that no title knows, then the fewest of all. */
function cutApart(word: string, known: ReadonlySet<string>): string[] {
  if (word.length < 6 || known.has(word) || /\d/.test(word) || ONSET.test(word)) return [word];
  const best: ({ cost: number; words: string[] } | undefined)[] = [{ cost: 0, words: [] }];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - 6); start < end; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      if (!before || !(known.has(part) || ONSET.test(part))) continue;
      const cost = before.cost + (known.has(part) ? 1 : 3);
      if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, words: [...before.words, part] };
    }
  }
  const cut = best[word.length]?.words;
  return cut?.some((part) => known.has(part)) ? cut : [word];
}

/** "Điều chỉnh kế hoạch đầu tư công; dự thảo Nghị quyết": a paper is often about one of them. */
function clausesOf(title: string): ReadonlyMap<string, number>[] {
  const clauses = title.split(';').map((clause) => weighed(clause).pairs);
  return clauses.length < 2 ? [] : clauses.filter((pairs) => [...pairs.values()].reduce((a, b) => a + b, 0) >= CLAUSE_WORTH);
}

/** Weighs what a text has in common with each item: words count by how few items have them, pairs of words more than words. */
export class WordScale {
  readonly #items: readonly ItemWords[];
  readonly #known: ReadonlySet<string>;
  readonly #rarities = new Map<string, number>();

  constructor(items: readonly { title: string; unit?: string | null | undefined }[]) {
    this.#items = items.map((item) => {
      const [title, unit] = [weighed(item.title), weighed(item.unit ?? '')];
      return { title: title.list, words: title.words, pairs: title.pairs, unit: unit.list, unitWords: unit.words, unitPairs: unit.pairs, clauses: clausesOf(item.title) };
    });
    this.#known = new Set([...this.#items.flatMap(({ title, unit }) => [...title, ...unit]), ...[...WORTH_OF_KIND.keys()].flatMap((kind) => kind.split(' ')), ...COMMON_PLAIN]);
  }

  /** Of a file name: for each item how much more likely these words are than by chance, as a logarithm. */
  ofName(given: readonly string[]): number[] {
    const words = given.flatMap((word) => cutApart(word, this.#known));
    // "Tờ trình" says nothing for an item about a "công trình".
    const [own, pairs] = [new Set(words.filter((_word, at) => !isBeside(words, at))), new Set(pairsOf(words))];
    const short = this.#shortForms(given);
    return this.#items.map((item) => {
      let sum = 1.1 * this.#common(item, 'words', own) + 2.6 * this.#common(item, 'pairs', pairs) + 0.6 * this.#common(item, 'unitWords', own) + 2 * this.#common(item, 'unitPairs', pairs);
      for (const form of short) {
        if (hasRun(item, form)) sum += (form.length === 2 ? 0.9 : form.length === 3 ? 2.8 : 4) * this.#rarity(`run ${form}`, (other) => hasRun(other, form));
        if (form.length > 2 && isUnit(item, form)) sum += (form.length === 3 ? 3.4 : 5) * this.#rarity(`unit ${form}`, (other) => isUnit(other, form));
      }
      return Math.min(sum, 12);
    });
  }

  /** Of the text of a first page: the share of each title's pairs of words that it has, or of one of its clauses, weighed, as such a logarithm. */
  ofText(text: string): number[] {
    const pairs = new Set(pairsOf(paperWords(text)));
    return this.#items.map((item) => {
      const shares = [item.pairs, ...item.clauses].map((own) => {
        let [found, all] = [0, 0];
        for (const [pair, given] of own) {
          const worth = given * this.#rarity(`pairs ${pair}`, (other) => other.pairs.has(pair));
          all += worth;
          if (pairs.has(pair)) found += worth;
        }
        return all === 0 ? 0 : found / all;
      });
      return 8 * Math.max(...shares) ** 2;
    });
  }

  #common(item: ItemWords, of: 'words' | 'pairs' | 'unitWords' | 'unitPairs', found: { has(word: string): boolean }): number {
    let sum = 0;
    for (const [word, worth] of item[of]) if (found.has(word)) sum += worth * this.#rarity(`${of} ${word}`, (other) => other[of].has(word));
    return sum;
  }

  /** Letters that may be the first of several words, those written with a hyphen ("KT-XH") also together. */
  #shortForms(words: readonly string[]): ReadonlySet<string> {
    const letters = words.map((word) => (/^[a-z]{2,8}$/.test(word) && !this.#known.has(word) && !ONSET.test(word) ? word : ''));
    const joined = letters.slice(1).map((word, at) => (word && letters[at] ? `${letters[at]}${word}` : ''));
    return new Set([...letters, ...joined].filter(({ length }) => length >= 2 && length <= 8));
  }

  /** 1: one item alone has it; towards 0: all have. */
  #rarity(key: string, has: (item: ItemWords) => boolean): number {
    const known = this.#rarities.get(key);
    if (known !== undefined) return known;
    const [count, all] = [this.#items.filter(has).length, this.#items.length + 1];
    const rarity = count === 0 ? 0 : Math.log(all / count) / Math.log(all);
    this.#rarities.set(key, rarity);
    return rarity;
  }
}

const hasRun = ({ title }: ItemWords, form: string): boolean => initials(title).includes(form) || initials(withoutAnd(title)).includes(form);
const isUnit = ({ unit }: ItemWords, form: string): boolean => initials(unit) === form || initials(withoutAnd(unit)) === form;
