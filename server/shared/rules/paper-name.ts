import { plainLetters } from '../language/vietnamese-text';

/** What a file name says, number by number (D38). */
export interface PaperName {
  /** Names the item: "Nội dung 3", "ND3", "mục III". */
  item: number | null;
  /** Stands before everything: "03_…", "2.1 …". Of the item, or of the paper among all papers. */
  leading: number | null;
  /** Further numbers of the leading one: "2.1" has [1]. */
  within: readonly number[];
  /** Of the document itself: "123/TTr-STC" has "123 ttr". */
  documents: readonly string[];
  /** Syllables and words without marks, in order, abbreviations of kinds written out. */
  words: readonly string[];
}

/** Kinds of documents as offices shorten them (NĐ 30/2020/NĐ-CP, Phụ lục III), and what is shortened beside them. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ttr: 'to trinh', bc: 'bao cao', kh: 'ke hoach', qd: 'quyet dinh', nq: 'nghi quyet', ct: 'chuong trinh', da: 'de an', cv: 'cong van', tb: 'thong bao',
  gm: 'giay moi', pl: 'phu luc', bb: 'bien ban', hd: 'huong dan', pa: 'phuong an', qc: 'quy che', kl: 'ket luan', bs: 'bac si', sy: 'si', pc: 'phieu chuyen', dt: 'du thao', dthao: 'du thao',
};
const NUMBERED = 'ttr|bc|kh|qd|nq|ct|da|cv|tb|gm|bb|hd|pa|qc|kl|pc|tr|nd|tt|gp';

const ENDING = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|png|jpe?g|tiff?)$/i;
const COPIES = /^(?:copy of|ban sao cua|ban sao|sao cua)[\s_-]+|[\s_-]*\((?:\d{1,2}|copy|ban sao)\)$|[\s_-]+(?:copy|ban sao)(?:[\s_]*\(?\d*\)?)?$/i;

/** A day in digits, whatever separates them: "03-12-2026", "3.12.26", "2026_11_26", "26112026". */
const DAYS = /(?<!\d)(?:20\d\d[\s._/-]+\d{1,2}[\s._/-]+\d{1,2}|\d{1,2}[\s._/-]+\d{1,2}[\s._/-]+20\d\d|\d{1,2}[._-]\d{1,2}[._-]\d\d|20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:20)?\d\d)(?!\d)/g;
const MONTHS = /(?<!\d)(?:0?[1-9]|1[0-2])[._/-]20\d\d(?!\d)/g;
/** "05-12": a day only where nothing else is numbered that way; "2.1" is a paper of an item. */
const DAY = /^(?:ngay[\s._-]*)?(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])(?=[\s._-])/;
/** "30/2020/ND-CP", "45-2026-HDND": the number of a law or of an act. */
const ACTS = /(?<!\d)\d{1,4}[._/-]20\d\d[._/-][a-z]{2,}(?:-[a-z]{2,})*/g;
const DOCUMENT = new RegExp(`(?<![a-z0-9])(?:so[\\s._-]*)?(\\d{1,5})[\\s._/-]{0,3}(${NUMBERED})[\\s._/-]?-[\\s._]?[a-z]{2,}|(?<![a-z0-9])(\\d{3,5})[\\s._/-]{1,3}(${NUMBERED})(?![a-z0-9])|(?<![a-z0-9])(${NUMBERED})[\\s._-]{1,3}(?:so[\\s._-]*)?(\\d{2,5})(?=[\\s._-][a-z]{2,}|$)`, 'g');
const ITEM = /(?<![a-z])(?:noi[\s._-]*dung|nd|muc|van[\s._-]*de|item)[\s._-]*(?:so|thu)?[\s._-]*(?:(\d{1,2})(?!\d)|(x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2})(?![a-z]))/;
const LEADING = /^(?:(?:stt|tt|tl|tai lieu|file|so)[\s._-]*)?(\d{1,2})((?:\.\d{1,2})*)[a-d]?(?=[\s._)–-]|[a-z]|$)/;
const LEADING_ROMAN = /^(x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2})[.)_–-]/;
/** "6 tháng đầu năm" counts; it numbers nothing. */
const COUNTED = /^[\s._-]*(?:thang|nam|ngay|tuan|quy|xa|phuong|huyen|tinh|du an|nhom|nguoi|dai bieu|bo)(?![a-z])/;

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
const romanValue = (text: string): number => [...text].reduce((sum, letter, at) => {
  const value = ROMAN[letter] ?? 0;
  return value < (ROMAN[text.charAt(at + 1)] ?? 0) ? sum - value : sum + value;
}, 0);

/** Words of a line without marks: letters apart from digits, "DeAnDauTu" apart at its capitals, abbreviations written out. */
export function paperWords(text: string): string[] {
  const apart = plainLetters(text.normalize('NFC')).replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})/g, ' ').toLowerCase();
  return (apart.match(/[a-z]+|\d+/g) ?? []).flatMap((word) => (Object.hasOwn(ABBREVIATIONS, word) ? [word, ...(ABBREVIATIONS[word] ?? '').split(' ')] : [/^\d+$/.test(word) ? String(Number(word)) : word]));
}

/** Reads a file name; nothing in it is believed to be the item's number that may as well be a date or a document's own number. */
export function readPaperName(fileName: string): PaperName {
  const isAct = /nđ/i.test(fileName.normalize('NFC'));
  let plain = plainLetters(fileName.normalize('NFC')).replace(ENDING, '').trim();
  for (let before = ''; before !== plain;) [before, plain] = [plain, plain.replace(COPIES, '').trim()];
  const documents: string[] = [];
  const note = (...[, ownNumber, ownKind, longNumber, longKind, kindFirst, numberBehind]: (string | undefined)[]): string => {
    const kind = ownKind ?? longKind ?? kindFirst ?? '';
    documents.push(`${Number(ownNumber ?? longNumber ?? numberBehind)} ${kind}`);
    return ` ${kind} `;
  };
  // What was left of a name that began with a date begins with nothing.
  const rest = plain.toLowerCase().replace(DAYS, ' | ').replace(ACTS, ' | ').replace(MONTHS, ' | ').replace(DAY, ' | ')
    .replace(DOCUMENT, (...found) => note(...(found.slice(0, 7) as (string | undefined)[]))).trim();
  const named = isAct ? null : ITEM.exec(rest);
  const item = named ? Number(named[1] ?? romanValue(named[2] ?? '')) : null;
  const first = LEADING.exec(rest);
  const roman = first ? null : LEADING_ROMAN.exec(rest);
  const isLeading = first !== null && !COUNTED.test(rest.slice(first[0].length));
  return {
    item: item === 0 ? null : item,
    leading: isLeading ? Number(first[1]) : roman ? romanValue(roman[1] ?? '') : null,
    within: isLeading ? (first[2] ?? '').split('.').filter(Boolean).map(Number) : [],
    documents,
    words: paperWords(plain),
  };
}

const natural = new Intl.Collator('vi', { numeric: true, sensitivity: 'base' });

/**
 * The order of papers by their file names: by the number before everything, then naturally ("Phụ lục 2" before "Phụ lục 10");
 * papers without a number behind those that have one. Never by when they came (D39).
 */
export function comparePaperNames(one: string, other: string): number {
  const [a, b] = [readPaperName(one), readPaperName(other)];
  const numbers = (name: PaperName): number[] => (name.leading === null ? [Infinity] : [name.leading, ...name.within]);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return natural.compare(one.normalize('NFC'), other.normalize('NFC')) || (one < other ? -1 : one > other ? 1 : 0);
}
