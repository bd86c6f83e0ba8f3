/** Control characters other than tab and line feed, bidirectional overrides, zero-width marks, variation selectors, tags, half surrogates, byte order mark. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Cs}/gu;

/**
 * Signs that word processors copy as private-use code points of Symbol and Wingdings (0xF000 + code in the face): what the
 * writer saw. Any other private-use code point means nothing outside its face and reads as a bullet.
 */
const OFFICE_SIGNS: Readonly<Record<number, string>> = {
  0xf020: ' ', 0xf02d: '-', 0xf06c: '●', 0xf06e: '■', 0xf06f: '□', 0xf071: '❑', 0xf075: '◆', 0xf076: '❖', 0xf0a3: '☐', 0xf0a7: '▪', 0xf0a8: '◻',
  0xf0ae: '→', 0xf0b3: '≥', 0xf0b7: '•', 0xf0d8: '➢', 0xf0e0: '→', 0xf0e8: '➔', 0xf0fb: '✗', 0xf0fc: '✓', 0xf0fd: '☒', 0xf0fe: '☑',
};
const PRIVATE_USE = /\p{Co}/gu;

/** Squared units, rare fractions, full-width forms and ideographic spaces as Western keyboards write them: ㎡ → m², 2⅗ → 2 3/5, （１） → (1). */
const COMPATIBLE = /[\u2150-\u2152\u2155-\u215a\u215f\u2189\u3000\u3250\u3371-\u337a\u3380-\u33df\u33ff\uff01-\uff5e\uffe0-\uffe6]/gu;
function asWritten(sign: string, at: number, text: string): string {
  const plain = sign.normalize('NFKC').replace(/(?<=[a-zµμ])2$/u, '²').replace(/(?<=[a-zµμ])3$/u, '³').replace('⁄', '/');
  return plain.includes('/') && /\d/u.test(text.charAt(at - 1)) ? ` ${plain}` : plain;
}

/**
 * Text as it is stored: NFC, line ends as \n, without invisible characters that could make a name look like another
 * (bidirectional overrides, zero-width marks, variation selectors). What only the face of another program shows is written with
 * signs that every face has; all else stays as it is.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(PRIVATE_USE, (sign) => OFFICE_SIGNS[sign.codePointAt(0) ?? 0] ?? '•')
    .replace(COMPATIBLE, asWritten)
    .normalize('NFC');
}

/** One line of cleaned text with single spaces, for names and titles. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Quotation marks as Vietnamese documents print them: straight ones become “ and ”, by what stands before. */
export function printedQuotes(text: string): string {
  return text.replace(/(^|[\s([{“‘–—-])"|"/gu, (_mark, before?: string) => (before === undefined ? '”' : `${before}“`));
}

/** Đ, and the letters that look like it: Ð of Western keyboards and of converted fonts, Ɖ of African ones. */
const CROSSED_D = /[đĐðÐɖƉ]/gu;

/** Letters that look like đ as đ: what sorting and searching stand on. */
export const withOneCrossedD = (text: string): string => text.replace(CROSSED_D, (letter) => (/[đðɖ]/u.test(letter) ? 'đ' : 'Đ'));

/** Letters without marks, đ and what looks like it as d; everything else as it is. */
export const plainLetters = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}+/gu, '').replace(CROSSED_D, (letter) => (/[đðɖ]/u.test(letter) ? 'd' : 'D'));

/** The same in lower case. */
export const foldLetters = (text: string): string => plainLetters(text).toLowerCase();

/** Form for searching with or without diacritics: one line of {@link foldLetters}. "Đỗ Khắc Trường Vân" → "do khac truong van". */
export const foldText = (text: string): string => foldLetters(cleanLine(text));

/** Whether every word of the query occurs in the text, ignoring case and diacritics. */
export function matchesText(text: string, query: string): boolean {
  const folded = foldText(text);
  return foldText(query)
    .split(' ')
    .every((word) => folded.includes(word));
}

/** The given name: the last word of a Vietnamese full name. */
export function givenName(fullName: string): string {
  return cleanLine(fullName).split(' ').at(-1) ?? '';
}
