import { cleanLine, givenName, withOneCrossedD } from './vietnamese-text';

/** Marks of the tones in dictionary order: level, falling, hook, tilde, acute, dot below. */
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
/** Marks that make another letter, in the order of the alphabet: ă before â; ô before ơ. */
const SHAPES = ['\u0306', '\u0302', '\u031b'];

/** Below every character of a key, so that a word comes before the longer one that begins with it. */
const BEFORE_ALL = '\u0001';

/**
 * Key whose plain order (by code points, as the database compares) is the Vietnamese dictionary's: letters first
 * (a ă â b c d đ e ê …), tones only where all letters agree. Written out because engines and databases without full
 * locale data sort Vietnamese as English.
 */
export function collationKey(text: string): string {
  let letters = '';
  let tones = '';
  for (const letter of withOneCrossedD(cleanLine(text)).toLowerCase()) {
    const [base = '', ...marks] = Array.from(letter.normalize('NFD'));
    const shape = base === 'đ' ? 1 : SHAPES.findIndex((mark) => marks.includes(mark)) + 1;
    letters += base === ' ' ? base : `${base === 'đ' ? 'd' : base}${shape}`;
    tones += TONES.findIndex((mark) => marks.includes(mark)) + 1;
  }
  return `${letters}${BEFORE_ALL}${tones}`;
}

/** Key to store beside a name so that the database orders as registers do: by given name, then family name and the words between. */
export function nameKey(fullName: string): string {
  const name = cleanLine(fullName);
  const given = givenName(name);
  return `${collationKey(given)}${BEFORE_ALL}${collationKey(name.slice(0, name.length - given.length))}`;
}
