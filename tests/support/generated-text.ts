/** Vietnamese text that is made up, always the same for a seed: syllables as they are built, as often as words come in real text. */

export interface GeneratedText {
  pages: string[];
  questions: string[];
}

const ONSETS = ['b', 'c', 'ch', 'd', 'đ', 'g', 'gi', 'h', 'k', 'kh', 'l', 'm', 'n', 'ng', 'nh', 'ph', 'qu', 's', 't', 'th', 'tr', 'v', 'x', 'r', ''];
const RIMES = [
  'a', 'ai', 'am', 'an', 'ang', 'anh', 'ao', 'ac', 'ach', 'at', 'ăn', 'ăng', 'ăc', 'ân', 'âng', 'ât', 'âu', 'ây', 'e', 'en', 'eo', 'ê', 'ên', 'ênh', 'êt', 'i', 'ia', 'iên', 'iêt', 'iêu', 'in', 'inh', 'ich',
  'o', 'oa', 'oan', 'oang', 'oe', 'oi', 'on', 'ong', 'oc', 'ô', 'ôi', 'ôn', 'ông', 'ôc', 'ơ', 'ơi', 'ơn', 'u', 'ua', 'ui', 'un', 'ung', 'uc', 'uôc', 'uôi', 'uôn', 'uông', 'uy', 'uyên', 'uyêt', 'ư', 'ưa', 'ưc', 'ưng', 'ươc', 'ươi', 'ương', 'y',
];
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const VOWEL = /[aăâeêioôơuưy]/gu;

/** Numbers from 0 to 1, the same for a seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A syllable with its tone on one of its vowels: writers disagree on which. */
function syllable(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const rime = pick(RIMES);
  const vowels = [...rime.matchAll(VOWEL)].map(({ index }) => index);
  const at = pick(vowels) + 1;
  return (pick(ONSETS) + rime.slice(0, at) + pick(TONES) + rime.slice(at)).normalize('NFC');
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

export function generatedText({ seed, pages, words, questions, vocabulary = 3_000 }: { seed: number; pages: number; words: number; questions: number; vocabulary?: number }): GeneratedText {
  const random = dice(seed);
  const known = Array.from({ length: vocabulary }, () => syllable(random));
  // The more often a word comes the earlier it stands: as many of each order of magnitude.
  const word = (): string => known[Math.min(vocabulary - 1, Math.floor(vocabulary ** random()) - 1)] as string;
  const number = (): string => `${1 + Math.floor(random() * 200)}/${2000 + Math.floor(random() * 26)}/${random() < 0.5 ? 'NĐ-CP' : 'QĐ-UBND'}`;
  const said = (): string => {
    const chance = random();
    const plain = chance < 0.02 ? number() : word();
    return chance > 0.9 ? plain.charAt(0).toUpperCase() + plain.slice(1) : chance > 0.88 ? plain.toUpperCase() : plain;
  };
  const blank = (): string => (random() < 0.1 ? '\n' : random() < 0.08 ? ', ' : ' ');
  const page = (): string => {
    let text = '';
    for (let count = 0; count < words; count += 1) text += said() + blank();
    return random() < 0.1 ? text.normalize('NFD') : text;
  };
  const made = Array.from({ length: pages }, page);
  const somewhere = (length: number): string => {
    const of = (made[Math.floor(random() * pages)] as string).normalize('NFC').split(/[\s,]+/u).filter((one) => one !== '');
    const from = Math.floor(random() * Math.max(1, of.length - length));
    return of.slice(from, from + length).join(' ');
  };
  const question = (): string => {
    const [kind, length] = [random(), 2 + Math.floor(random() * 3)];
    const asked = kind < 0.25 ? word() : kind < 0.5 ? `${word()} ${word()}` : kind < 0.6 ? number() : `"${somewhere(length)}"`;
    return random() < 0.4 ? bare(asked) : asked;
  };
  return { pages: made, questions: Array.from({ length: questions }, question) };
}
