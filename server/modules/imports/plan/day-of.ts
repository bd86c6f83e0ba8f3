import { foldText } from '../../../shared/language/vietnamese-text';

const FORMS: readonly { pattern: RegExp; order: readonly ['y' | 'd', 'm', 'y' | 'd'] }[] = [
  { pattern: /(?<!\d)((?:19|20)\d\d)[-./ ](\d{1,2})[-./ ](\d{1,2})(?!\d)/u, order: ['y', 'm', 'd'] },
  { pattern: /(?<!\d)(\d{1,2})[-./ ](\d{1,2})[-./ ]((?:19|20)\d\d)(?!\d)/u, order: ['d', 'm', 'y'] },
  { pattern: /(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/u, order: ['y', 'm', 'd'] },
  { pattern: /ngay (\d{1,2}) thang (\d{1,2}) nam ((?:19|20)\d\d)(?!\d)/u, order: ['d', 'm', 'y'] },
];

export interface DayFound {
  /** YYYY-MM-DD. */
  day: string;
  /** The text without it. */
  rest: string;
}

/** The day a text says, day before month as in Viet Nam, or as ISO; null: none, one of two digits, or one no calendar has. */
export function dayIn(text: string): DayFound | null {
  const folded = foldText(text);
  for (const { pattern, order } of FORMS) {
    const found = pattern.exec(folded);
    if (!found) continue;
    const part = (name: 'y' | 'm' | 'd'): string => (found[order.indexOf(name) + 1] ?? '').padStart(2, '0');
    const day = `${part('y')}-${part('m')}-${part('d')}`;
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return null;
    // Folding keeps letters in their places once they are composed.
    const line = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const rest = line.length === folded.length ? line.slice(0, found.index) + line.slice(found.index + found[0].length) : line.replace(found[0], '');
    return { day, rest: rest.replace(/^[\s_\-–.,:]+|[\s_\-–.,:]+$/gu, '').replace(/\s+/gu, ' ') };
  }
  return null;
}
