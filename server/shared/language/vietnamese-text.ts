/** Control characters other than tab and line feed, bidirectional overrides, zero-width marks, byte order mark. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Text as it is stored: NFC, line ends as \n, without invisible characters that could make a name look like another
 * (bidirectional overrides, zero-width marks). Visible characters stay as they are.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(INVISIBLE, '').normalize('NFC');
}

/** One line of cleaned text with single spaces, for names and titles. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Form for searching with or without diacritics: lower case, no marks, đ as d, and so the letters that look like it (Ð of Western keyboards). "Đỗ Khắc Trường Vân" → "do khac truong van". */
export function foldText(text: string): string {
  return cleanLine(text)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐðÐɖƉ]/g, 'd')
    .toLowerCase();
}

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
