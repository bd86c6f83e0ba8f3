import { cleanLine, foldText } from '../language/vietnamese-text';
import { kindOfNumber, numberKey, type CitedKind } from './citations';

/** What a document says of itself on its first page, as far as it is plain; whoever adds it looks at it. */
export interface LibraryFacts {
  number: string;
  kind: CitedKind | null;
  issuer: string;
  /** YYYY-MM-DD. */
  issuedOn: string | null;
  title: string;
}

const KIND_LINES: readonly (readonly [CitedKind, string])[] = [
  ['hien_phap', 'hien phap'], ['bo_luat', 'bo luat'], ['luat', 'luat'], ['phap_lenh', 'phap lenh'], ['nghi_quyet', 'nghi quyet'], ['nghi_dinh', 'nghi dinh'], ['quyet_dinh', 'quyet dinh'], ['chi_thi', 'chi thi'],
  ['thong_tu_lien_tich', 'thong tu lien tich'], ['thong_tu', 'thong tu'], ['thong_bao', 'thong bao'], ['ket_luan', 'ket luan'], ['ke_hoach', 'ke hoach'], ['quy_dinh', 'quy dinh'], ['bao_cao', 'bao cao'], ['to_trinh', 'to trinh'], ['bien_ban', 'bien ban'], ['cong_dien', 'cong dien'],
];
const NUMBER = /(?:luật )?số ?: ?(\d{1,5}[\p{L}]?(?: ?[/-] ?[\p{L}\p{N}]+){1,5})/iu;
const DAY = /ngày (\d{1,2}) tháng (\d{1,2}) năm ((?:19|20)\d\d)/iu;
/** What stands above on the right. */
const STATE = /cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|độc lập|^[-–—_*. ]*$/iu;
/** Where the words of the title end. */
const END = /^(?:căn cứ|theo đề nghị|kính gửi|chương|điều 1|phần|số ?:|i\. )/iu;
const TITLE_LINES = 8;

const dayOf = (found: RegExpExecArray | null): string | null => found && `${found[3] ?? ''}-${(found[2] ?? '').padStart(2, '0')}-${(found[1] ?? '').padStart(2, '0')}`;

/** @param text of the first page, lines apart. */
export function libraryFactsOf(text: string): LibraryFacts {
  const lines = text.normalize('NFC').split('\n').map(cleanLine).filter((line) => line !== '');
  const joined = lines.join(' ');
  const number = (NUMBER.exec(joined)?.[1] ?? '').replace(/\s+/gu, '');
  const head = lines.findIndex((line) => kindOfLine(line) !== null);
  const kind = (head < 0 ? null : kindOfLine(lines[head] ?? '')) ?? (number === '' ? null : kindOfNumber(number));
  const issuer = lines.find((line) => !STATE.test(line) && !NUMBER.test(line)) ?? '';
  const after = head < 0 ? [] : lines.slice(head + 1, head + 1 + TITLE_LINES);
  const end = after.findIndex((line) => END.test(line) || (/\p{Lu}/u.test(line) && line === line.toUpperCase() && after.indexOf(line) > 0 && !isLawName(kind)));
  const words = cleanLine(after.slice(0, end < 0 ? after.length : end).filter((line) => !STATE.test(line)).join(' '));
  const name = head >= 0 && kind !== null && isLawName(kind) && words !== '' ? `${nameOf(lines[head] ?? '')} ${sentence(words)}` : sentence(words);
  return { number: numberKey(number) === '' ? '' : number, kind, issuer: sentence(issuer).slice(0, 200), issuedOn: dayOf(DAY.exec(joined)), title: name.slice(0, 600) };
}

const kindOfLine = (line: string): CitedKind | null => KIND_LINES.find(([, words]) => foldText(line) === words)?.[0] ?? null;
const isLawName = (kind: CitedKind | null): boolean => kind === 'luat' || kind === 'bo_luat' || kind === 'phap_lenh';
const nameOf = (line: string): string => line.charAt(0) + line.slice(1).toLowerCase();
/** A title that is set in capitals as a sentence. */
const sentence = (words: string): string => (words === words.toUpperCase() && /\p{L}/u.test(words) ? words.charAt(0) + words.slice(1).toLowerCase() : words);
