import { foldedText, type FoldedText } from '../language/folded-text';
import { foldText } from '../language/vietnamese-text';

/** Where other documents are named in a text ("Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020"): by number and sign, or a law by its name. */

export const CITED_KINDS = ['hien_phap', 'bo_luat', 'luat', 'phap_lenh', 'lenh', 'nghi_quyet', 'nghi_dinh', 'quyet_dinh', 'chi_thi', 'thong_tu', 'thong_tu_lien_tich', 'thong_bao', 'ket_luan', 'ke_hoach', 'quy_dinh', 'bao_cao', 'to_trinh', 'bien_ban', 'cong_dien', 'khac'] as const;
export type CitedKind = (typeof CITED_KINDS)[number];

export interface Citation {
  /** In the text, from and to. */
  start: number;
  end: number;
  kind: CitedKind;
  /** Number and sign as they are compared (`numberKey`); null: a law that is cited by its name. */
  number: string | null;
  /** A law by its name: what stands behind "Luật", folded, in parts: at the end of each the name may end, in none of them. There may be too many. */
  name: readonly string[];
  /** Where each word of all parts ends in the text. */
  nameEnds: readonly number[];
  year: number | null;
  /** "5", "12a": the article that is named with it. */
  article: string | null;
}

/** By the words that stand before a number; the short ones are used with a number alone. */
const WORDS: readonly (readonly [CitedKind, string])[] = [
  ['thong_tu_lien_tich', 'thong tu lien tich|ttlt'], ['thong_tu', 'thong tu|tt'], ['nghi_dinh', 'nghi dinh|nd'], ['nghi_quyet', 'nghi quyet(?: lien tich)?|nqlt|nq'],
  ['quyet_dinh', 'quyet dinh|qd'], ['chi_thi', 'chi thi|ct'], ['thong_bao', 'thong bao(?: ket luan)?|tb'], ['ket_luan', 'ket luan|kl'], ['ke_hoach', 'ke hoach|kh'],
  ['bo_luat', 'bo luat'], ['luat', 'luat'], ['phap_lenh', 'phap lenh'], ['lenh', 'lenh'], ['quy_dinh', 'quy dinh'], ['bao_cao', 'bao cao|bc'], ['to_trinh', 'to trinh|ttr'], ['bien_ban', 'bien ban|bb'], ['cong_dien', 'cong dien|cd'],
];
const KIND_OF_WORD = WORDS.map(([kind, words]) => [kind, new RegExp(`^(?:${words})$`, 'u')] as const);

/** By the sign of the type in a number. */
const KIND_OF_SIGN: Readonly<Record<string, CitedKind>> = {
  ttlt: 'thong_tu_lien_tich', tt: 'thong_tu', nd: 'nghi_dinh', cp: 'nghi_dinh', nq: 'nghi_quyet', nqlt: 'nghi_quyet', qd: 'quyet_dinh', ct: 'chi_thi', tb: 'thong_bao', kl: 'ket_luan', kh: 'ke_hoach', l: 'lenh',
  bc: 'bao_cao', ttr: 'to_trinh', bb: 'bien_ban', cd: 'cong_dien', qdi: 'quy_dinh',
};
/** "QH15", "UBTVQH13": who enacted it says no kind. */
const ASSEMBLY = /^(?:ubtv)?qh\d{0,2}$/u;
/** "72/2025/qh15". */
export const isOfAssembly = (key: string): boolean => ASSEMBLY.test(key.slice(key.lastIndexOf('/') + 1));

const WORD = WORDS.map(([, words]) => words).join('|');
const SLASH = ' ?/ ?';
const SIGN = '[a-z]{1,8}\\d{0,2}(?: ?- ?[a-z]{1,24}\\d{0,2}){0,4}';
/** 30/2020/NĐ-CP; 05/NQ-UBND; 36-NQ/TW; 30/2020. */
const NUMBER = `(\\d{1,5}[a-z]?)(?:${SLASH}((?:19|20)\\d\\d)(?:${SLASH}(${SIGN}))?|${SLASH}(${SIGN})|( ?- ?(?:cp|[a-z]{2,4}${SLASH}[a-z]{2,12})))`;
const ARTICLE = '(?:(?:diem [a-z]{1,2},? )?(?:khoan \\d{1,3}[a-z]?(?:,? (?:va )?(?:khoan )?\\d{1,3}[a-z]?){0,20},? )?dieu (\\d{1,3}[a-z]?)(?: (?:cua|tai))?,? )?';
const DAY = '(?:,? ?\\(?(?:ky |ban hanh )?ngay (?:\\d{1,2} thang \\d{1,2} nam|\\d{1,2} ?[/.-] ?\\d{1,2} ?[/.-]) ?((?:19|20)\\d\\d)\\)?)?';
const BEFORE = '(?<![a-z0-9/.-])';
const AFTER = '(?![a-z0-9/])';

/** A number with what it is, or alone behind "số". */
const BY_NUMBER = new RegExp(`${BEFORE}${ARTICLE}(?:(${WORD})(?: (?:so|cua [^0-9/;:.]{2,60}? so))? |so )?${NUMBER}${AFTER}${DAY}`, 'gu');

/** Words before which the name of a law may end, and which are in some names too ("đối thoại tại Tòa án"); without marks they may be others. */
const NAME_STOPS = new Set(['này', 'đó', 'trên', 'được', 'đã', 'sẽ', 'thì', 'là', 'mà', 'cũng', 'phải', 'nếu', 'theo', 'có', 'bị', 'tại', 'vì', 'như', 'khi', 'từ']);
/** The same, whatever their marks. */
const GOES_ON = /^(?:va|cua|hoac|quy dinh|hien hanh|thi hanh)(?![a-z0-9])/u;
/** Behind the name stand its number, its year or its day. */
const NUMBERED = /^(?:so|nam|ngay) ?\d/u;
const NAME_WORDS = 14;
const LAW = new RegExp(`${BEFORE}${ARTICLE}(?<!phap )(bo luat|luat|phap lenh|hien phap(?: nuoc cong hoa xa hoi chu nghia viet nam)?)(?= )`, 'gu');
const AMENDING = /^sua doi,? bo sung (?:mot so dieu (?:cua )?)?/u;
const YEAR = /^,? ?(?:\(?nam )?\(?((?:19|20)\d\d)(?!\d)\)?/u;
const DATED = new RegExp(`^${DAY}`, 'u');

/** What is longer is none of a document. */
export const LONGEST_NUMBER = 80;
const LONGEST_WORD = 30;
/** Letters of a text that are read: no page has as many. */
const READ = 60_000;

/** Number and sign as they are compared: without marks, blanks and leading zeros. "05/NQ-UBND" → "5/nq-ubnd". */
export const numberKey = (number: string): string => foldText(number.replace(/[‐-―−]/gu, '-')).replace(/\s+/gu, '').replace(/^0+(?=\d)/u, '');

/** The kind a number says by its own sign. "30/2020/NĐ-CP" → nghi_dinh. */
export function kindOfNumber(number: string): CitedKind | null {
  const key = numberKey(number);
  const [, sign = ''] = /(?:\/|^\d+[a-z]?-)([a-z]+)(?:[-/]|$)/u.exec(key.replace(/^(\d+[a-z]?)\/\d{4}\//u, '$1/')) ?? [];
  return KIND_OF_SIGN[sign] ?? null;
}

/** Name of a law as it is compared: folded, in words, without "Luật". */
export const lawWords = (title: string): string[] => foldText(title).replace(/^(?:bo luat|luat|phap lenh|hien phap) /u, '').replace(/[^a-z0-9]+/gu, ' ').trim().split(' ');

const kindOfWord = (word: string): CitedKind | null => KIND_OF_WORD.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
const isShort = (word: string): boolean => !word.includes(' ') && word !== 'luat' && word !== 'lenh';

/** All documents that a text names, in order. Lines may end inside. */
export function citationsIn(text: string): Citation[] {
  // A dash is a dash, of the same length.
  const page = foldedText(text.slice(0, READ).replace(/[‐-―−]/gu, '-'));
  const numbered = byNumber(page);
  return [...numbered, ...byName(page, numbered)].sort((a, b) => a.start - b.start);
}

const at = ({ origin, text }: FoldedText, index: number): number => origin[index] ?? text.length;
const yearOf = (...years: readonly (string | undefined)[]): number | null => Number(years.find((year) => year !== undefined) ?? 0) || null;

function byNumber(page: FoldedText): Citation[] {
  const found: Citation[] = [];
  for (const match of page.folded.matchAll(BY_NUMBER)) {
    const [whole, article, word, no = '', year, sign, plainSign, partySign, dayYear] = match;
    const own = sign ?? plainSign ?? partySign?.replace(/ /gu, '').slice(1) ?? '';
    const kind = kindOf({ word, sign: own.replace(/ /gu, ''), year, before: page.folded.slice(Math.max(0, match.index - 6), match.index), whole });
    if (kind === null) continue;
    // "Nghị định 30/2020" is said for 30/2020/NĐ-CP, which alone it can be.
    const asSigned = own === '' ? '/nd-cp' : '';
    const number = numberKey(`${no}${year ? `/${year}` : ''}${partySign ?? (own === '' ? asSigned : `/${own}`)}`);
    if (number.length > LONGEST_NUMBER) continue;
    const [start, end] = [at(page, match.index), at(page, match.index + whole.trimEnd().length)];
    found.push({ start, end, kind, number, name: [], nameEnds: [], year: yearOf(year, dayYear), article: article ?? null });
  }
  return found;
}

/** What is cited by a number; null: it is none of a document. */
function kindOf({ word, sign, year, before, whole }: { word: string | undefined; sign: string; year: string | undefined; before: string; whole: string }): CitedKind | null {
  const [type = ''] = sign.split(/[-/]/u);
  const bySign = KIND_OF_SIGN[type] ?? null;
  const isAssembly = ASSEMBLY.test(type);
  const byWord = word === undefined ? null : kindOfWord(word);
  if (sign === '') return byWord === 'nghi_dinh' && year !== undefined && !isShort(word ?? '') ? byWord : null;
  if (byWord !== null) return bySign !== null || isAssembly || !isShort(word ?? '') ? byWord : null;
  // "Số: 12/TB-UBND" with a colon is the number of the paper itself.
  if (/(?<![a-z])so ?: ?$/u.test(before)) return null;
  if (isAssembly && year !== undefined) return type.startsWith('ubtv') ? 'nghi_quyet' : 'luat';
  const isWhole = sign.includes('-') || sign.includes('/');
  return isWhole && (year !== undefined || whole.startsWith('so ') || whole.startsWith('dieu ')) ? bySign : null;
}

/** Laws by their names, each up to where the next citation begins at most. */
function byName(page: FoldedText, numbered: readonly Citation[]): Citation[] {
  const found: Citation[] = [];
  const laws = [...page.folded.matchAll(LAW)].map((match) => lawAt(page, match)).filter(({ isNamed }) => isNamed);
  let [last, next] = [0, 0];
  for (const [index, { start, from, kind, article, amending }] of laws.entries()) {
    while ((numbered[next]?.end ?? Infinity) <= start) next += 1;
    const upTo = Math.min(numbered[next]?.start ?? Infinity, amending === '' ? (laws[index + 1]?.start ?? Infinity) : Infinity);
    if (start < last || upTo < at(page, from)) continue;
    const { name, ends, to } = kind === 'hien_phap' ? { name: [], ends: [], to: from - 1 } : nameFrom(page, from, amending, upTo);
    const rest = page.folded.slice(to, to + 60);
    const year = YEAR.exec(rest) ?? DATED.exec(rest);
    const isDated = year?.[1] !== undefined;
    if (kind === 'hien_phap' ? !isDated : name.length === 0) continue;
    last = isDated ? at(page, to + year[0].trimEnd().length) : (ends.at(-1) ?? 0);
    found.push({ start, end: last, kind, number: null, name, nameEnds: ends, year: yearOf(year?.[1]), article });
  }
  return found;
}

/** The first word of a name has a capital: "luật sư", "luật này" are none. */
function lawAt(page: FoldedText, match: RegExpExecArray) {
  const [whole, article, word = ''] = match;
  const kind = word.startsWith('hien phap') ? 'hien_phap' as const : (kindOfWord(word) ?? 'luat');
  const from = match.index + whole.length + 1;
  const amending = AMENDING.exec(page.folded.slice(from, from + 60))?.[0] ?? '';
  return { start: at(page, match.index), from, kind, article: article ?? null, amending, isNamed: kind === 'hien_phap' || amending !== '' || isCapital(page, from) };
}

const isCapital = ({ text, origin }: FoldedText, index: number): boolean => /\p{Lu}/u.test(text.charAt(origin[index] ?? 0));

/** The words behind "Luật", in parts, up to what can be in no name; words behind which no name can end are left out. */
function nameFrom(page: FoldedText, from: number, amending: string, upTo: number): { name: string[]; ends: number[]; to: number } {
  const name: string[] = [];
  const bounded = from + amending.length;
  const ends: number[] = [];
  let part: string[] = [];
  let [to, kept, last] = [from - 1, 0, from - 1];
  const mayEnd = (): void => {
    if (part.length === 0) return;
    name.push(part.join(' '));
    [part, kept, to] = [[], ends.length, last];
  };
  for (const match of page.folded.slice(from).matchAll(/[a-z0-9]+|[^a-z0-9 ]/gu)) {
    const [word] = match;
    const start = from + match.index;
    const isInside = start < bounded;
    const isSign = /[^a-z0-9]/u.test(word);
    if (isSign && isInside) continue;
    const isOver = at(page, start) >= upTo || (isSign ? word !== ',' && word !== '-' : !isInside && (/\d/u.test(word) || NUMBERED.test(page.folded.slice(start, start + 8))));
    const end = at(page, start + word.length - 1) + 1;
    const said = page.text.slice(at(page, start), end).normalize('NFC').toLowerCase();
    if (isOver || isSign || (!isInside && (NAME_STOPS.has(said) || GOES_ON.test(page.folded.slice(start, start + 12))))) mayEnd();
    if (isOver) return { name, ends: ends.slice(0, kept), to };
    if (isSign) continue;
    if (word.length > LONGEST_WORD || ends.length >= NAME_WORDS + (amending === '' ? 0 : amending.split(' ').length)) return { name, ends: ends.slice(0, kept), to };
    part.push(word);
    ends.push(end);
    last = start + word.length;
  }
  mayEnd();
  return { name, ends: ends.slice(0, kept), to };
}
