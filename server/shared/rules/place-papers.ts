import { foldText } from '../language/vietnamese-text';
import { paperWords, readPaperName, type PaperName } from './paper-name';
import { WordScale } from './paper-words';

export interface PlaceTarget {
  id: string;
  /** As the agenda shows it; null: a row without a number. */
  number: number | null;
  title: string;
  /** Who prepares it. */
  unit?: string | null | undefined;
}

export interface PaperToPlace {
  name: string;
  /** Of its first page, where it is known. */
  text?: string | undefined;
}

export interface Placing {
  /** Null: the session as a whole, or nobody can tell. */
  itemId: string | null;
  /** Otherwise a person is asked. */
  isSure: boolean;
  /** Items it may belong to, the likeliest first, for the question. */
  likely: readonly string[];
}

/** How sure is sure enough to ask nobody. */
const SURE = 0.87;
const LIKELY = 0.08;
/** Logarithm of how likely it is that a file belongs to none of the items, beside one of them. */
const NONE = -0.5;
/** On an agenda of fewer items a number says as much as on one of these. */
const FEW = 10;
/** A number before the name that is trusted like this has to agree with the words. */
const CONTRADICTS = 0.5;
/** A number that names the item is the item's in this share of cases. */
const NAMED = 0.98;
/** The same of a number before the name, until the words of the files at hand say otherwise; and how many files that is worth. */
const LEADING = { share: 0.95, files: 4 };
/** Files with one number before their names belong together in this share of cases; files that name the same document in this one. */
const BESIDE = 0.85;
const SAME_DOCUMENT = 0.96;

/** Papers of the session as a whole: invitations, programmes, lists of who takes part. */
const OF_SESSION = /(?:^|[^a-z])(?:giay moi|gm|(?:chuong trinh|ct)[\s_-]*(?:phien hop|ky hop|lam viec|hop)|danh sach (?:dai bieu|khach moi|thanh phan)|so do cho ngoi)(?![a-z])/;

/** Its kind says so, and what else it is called points to no item. */
function isOfSession(fileName: string, scale: WordScale): boolean {
  const folded = foldText(fileName);
  return OF_SESSION.test(folded) && Math.max(...scale.ofName(paperWords(folded.replace(OF_SESSION, ' ')))) < 3;
}

const softmax = (logs: readonly number[]): number[] => {
  const most = Math.max(...logs);
  const parts = logs.map((log) => Math.exp(log - most));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
};
const largest = (shares: readonly number[]): number => shares.reduce((best, share, at) => (share > (shares[best] ?? -1) ? at : best), 0);

/**
 * Places files on the items of an agenda, all together: what their words say shows what the numbers before their names mean here (D37, D38).
 * @returns one placing a file, in the order given.
 */
export function placePapers(files: readonly PaperToPlace[], items: readonly PlaceTarget[]): Placing[] {
  if (items.length === 0) return files.map(() => ({ itemId: null, isSure: false, likely: [] }));
  const names = files.map(({ name }) => readPaperName(name));
  const scale = new WordScale(items);
  const byWords = files.map(({ text }, at) => {
    const ofName = scale.ofName(names[at]?.words ?? []);
    const ofText = text ? scale.ofText(text) : null;
    return items.map((_item, i) => (ofName[i] ?? 0) + (ofText?.[i] ?? 0));
  });
  const told = files.map((_file, at) => softmax(withNamed(byWords[at] ?? [], names[at]?.item ?? null, items)));
  const trust = trustInLeading(names, byWords, items);
  return files.map((file, at) => {
    const name = names[at];
    if (!name) return { itemId: null, isSure: false, likely: [] };
    let logs = withNamed(byWords[at] ?? [], name.item, items);
    if (name.leading !== null && name.item === null) logs = plus(logs, leadingLogs(at, name.leading, names, told, trust, items));
    for (const document of name.documents) logs = plus(logs, togetherLogs(neighbours(at, names, (other) => other.documents.includes(document)), told, SAME_DOCUMENT, items.length));
    // The last one is none of them: an agenda of one item does not take every file.
    const shares = softmax([...logs, NONE]).slice(0, -1);
    const best = largest(shares);
    const [share, item] = [shares[best] ?? 0, items[best]];
    if (name.item === null && isOfSession(file.name, scale)) return { itemId: null, isSure: true, likely: [] };
    const likely = shares.map((s, i) => ({ s, i })).filter(({ s }) => s >= LIKELY && s > 1.5 / items.length).sort((a, b) => b.s - a.s).slice(0, 3).flatMap(({ i }) => items[i]?.id ?? []);
    const numbered = items.find(({ number }) => number !== null && number === (name.item ?? (trust >= CONTRADICTS ? name.leading : null)));
    if (numbered && numbered !== item) return { itemId: likely[0] ?? numbered.id, isSure: false, likely: [...new Set([...likely, numbered.id])] };
    const isSure = share >= SURE && item !== undefined;
    return { itemId: isSure ? item.id : (likely[0] ?? null), isSure, likely };
  });
}

const plus = (logs: readonly number[], more: readonly number[]): number[] => logs.map((log, i) => log + (more[i] ?? 0));

/** Logarithm of how much likelier one of the items is than by chance, where a share of the cases points to it. */
function pointed(shares: readonly number[], share: number): number[] {
  const chances = Math.max(FEW, shares.length + 1);
  return shares.map((s) => Math.log((share * s + (1 - share) / chances) * chances));
}

const onlyNumber = (number: number, items: readonly PlaceTarget[]): number[] | null => {
  const shares = items.map((item) => (item.number === number ? 1 : 0));
  return shares.some(Boolean) ? shares : null;
};

function withNamed(words: readonly number[], number: number | null, items: readonly PlaceTarget[]): number[] {
  const named = number === null ? null : onlyNumber(number, items);
  return named ? plus(words, pointed(named, NAMED)) : [...words];
}

/** Share of the numbers before the names that are items' numbers, learned of the files whose words alone say where they belong. */
function trustInLeading(names: readonly PaperName[], byWords: readonly (readonly number[])[], items: readonly PlaceTarget[]): number {
  let [agree, all] = [LEADING.share * LEADING.files, LEADING.files];
  for (const [at, { leading }] of names.entries()) {
    if (leading === null) continue;
    const shares = softmax(byWords[at] ?? []);
    const known = onlyNumber(leading, items);
    if (known && Math.max(...shares) < 0.8) continue;
    all += 1;
    if (known) agree += known[largest(shares)] ?? 0;
  }
  return agree / all;
}

const neighbours = (at: number, names: readonly PaperName[], isOne: (other: PaperName) => boolean): number[] => names.flatMap((other, index) => (index !== at && isOne(other) ? [index] : []));

/** The number before the name: of the item as far as that is trusted here, and the same as that of the files beside it. */
function leadingLogs(at: number, leading: number, names: readonly PaperName[], told: readonly (readonly number[])[], trust: number, items: readonly PlaceTarget[]): number[] {
  const number = onlyNumber(leading, items);
  const own = number ? pointed(number, trust) : items.map(() => 0);
  return plus(own, togetherLogs(neighbours(at, names, (other) => other.leading === leading), told, BESIDE, items.length));
}

/** What files that belong together with this one say by their own words. */
function togetherLogs(others: readonly number[], told: readonly (readonly number[])[], share: number, count: number): number[] {
  if (others.length === 0) return Array.from({ length: count }, () => 0);
  const sum = others.map((other) => pointed(told[other] ?? [], 0.99)).reduce((a, b) => plus(a, b));
  return pointed(softmax(sum), share);
}
