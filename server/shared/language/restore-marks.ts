import { foldText } from './vietnamese-text';

const WORD = /[\p{L}\d]+/gu;
const LONGEST_PHRASE = 6;

const wordsOf = (text: string): string[] => text.normalize('NFC').match(WORD) ?? [];
/** Whether a text was written with Vietnamese marks. */
export const hasMarks = (text: string): boolean => foldText(text) !== text.toLowerCase();

/** The letters of a word as they were typed: capitals stay capitals. */
function inCaseOf(typed: string, word: string): string {
  if (typed.length > 1 && typed === typed.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(typed) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/**
 * Proposes Vietnamese marks for titles typed without, out of titles written with them ("Bao cao dau tu cong" → "Báo cáo đầu tư công").
 * Phrases go before words. A phrase or word that is known in two readings, or not at all, is no answer, and a title with one such word gets none.
 */
export function markRestorer(known: readonly string[]): (title: string) => string | null {
  const readings = new Map<string, Set<string>>();
  for (const title of known) {
    if (!hasMarks(title)) continue;
    const words = wordsOf(title.toLowerCase());
    words.forEach((_word, from) => {
      for (let length = 1; length <= LONGEST_PHRASE && from + length <= words.length; length += 1) {
        const phrase = words.slice(from, from + length).join(' ');
        const folded = foldText(phrase);
        readings.set(folded, (readings.get(folded) ?? new Set()).add(phrase));
      }
    });
  }
  const readingOf = (words: readonly string[]): string[] | null => {
    const found = readings.get(words.join(' '));
    const [only] = found ?? [];
    return found?.size === 1 && only !== undefined ? only.split(' ') : null;
  };
  return (title) => {
    if (hasMarks(title)) return null;
    const typed = wordsOf(title);
    const folded = typed.map((word) => foldText(word));
    const written: string[] = [];
    while (written.length < typed.length) {
      const at = written.length;
      let reading: string[] | null = null;
      for (let length = Math.min(LONGEST_PHRASE, typed.length - at); length > 0 && !reading; length -= 1) reading = readingOf(folded.slice(at, at + length));
      const word = typed[at] ?? '';
      if (!reading && !/^\d+$/.test(word)) return null;
      written.push(...(reading ?? [word]));
    }
    let next = 0;
    const proposal = title.replace(WORD, (word) => inCaseOf(word, written[next++] ?? word));
    return proposal === title ? null : proposal;
  };
}
