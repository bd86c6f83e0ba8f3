/**
 * Text that Vietnamese offices wrote before Unicode: letters put under the codes of Western ones, and shown by fonts of their own.
 * TCVN3 ("ABC": .VnTime, .VnArial …) has one code a letter, and fonts whose name ends in H show small letters as capitals; VNI
 * (VNI-Times …) writes a vowel and a mark behind it. Whatever is read of such text is turned into Unicode; what is shown stays as it is.
 */

export type OldEncoding = 'tcvn3' | 'vni';

export interface OldFont {
  encoding: OldEncoding;
  /** Small letters are shown as capitals. */
  capitals: boolean;
}

/** TCVN 5712:1993 from 0xA1 to 0xFF; capitals with tones (VN1) with them, which only few fonts have. */
const TCVN3 = 'ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ';

/** Marks behind a vowel, and what they put on it. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323',
  â: '\u0302', á: '\u0302\u0301', à: '\u0302\u0300', å: '\u0302\u0309', ã: '\u0302\u0303', ä: '\u0302\u0323',
  ê: '\u0306', é: '\u0306\u0301', è: '\u0306\u0300', ú: '\u0306\u0309', ü: '\u0306\u0303', ë: '\u0306\u0323',
};
const VNI_LETTERS: Readonly<Record<string, string>> = { ô: 'ơ', ö: 'ư', ñ: 'đ', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ', Ô: 'Ơ', Ö: 'Ư', Ñ: 'Đ', Í: 'Í', Ì: 'Ì', Æ: 'Ỉ', Ó: 'Ĩ', Ò: 'Ị', Î: 'Ỵ' };
const VNI_VOWEL = /^[aeouyôö]$/i;

/** What a font of that name writes in; null: Unicode, or unknown. Names of PDF files with their tags and styles ("ABCDEF+.VnTimeH,Bold"). */
export function oldFontOf(name: string): OldFont | null {
  const family = name.replace(/^\/?(?:[A-Z]{6}\+)?/, '').replaceAll('#2E', '.').replaceAll('#20', ' ');
  if (/^\.?Vn[A-Z]/.test(family)) return { encoding: 'tcvn3', capitals: /^[^,-]*[a-z]\d*H(?![a-z])/.test(family) };
  return /^VNI[- _][A-Z]/.test(family) ? { encoding: 'vni', capitals: false } : null;
}

/** Text in Unicode, and for each of its units which one of the old text it begins with. */
export interface Decoded {
  text: string;
  from: number[];
}

const SOFT_HYPHEN = '\u00ad';
/** What the conversion of office files writes for it where it is ư, so that it is drawn. */
const DRAWN_U = '\ue0ad';

/** A letter of a TCVN3 font. Extraction writes the code of ư, a soft hyphen elsewhere, also as a hyphen: that is decided by the word. */
function tcvn3Letter(unit: string): string {
  if (unit === DRAWN_U) return 'ư';
  const code = unit === 'μ' ? 0xb5 : unit.charCodeAt(0);
  return code >= 0xa1 && code <= 0xff ? (TCVN3[code - 0xa1] ?? unit) : unit;
}

const TCVN3_WORD = /[A-Za-z\u00a1-\u00ffμ]*(?:-[A-Za-z\u00a1-\u00ffμ]*)+/gu;

function tcvn3Units(text: string): string {
  const whole = [...text].length === text.length ? text : '';
  // "ph-¬ng" is "phương", "t-" is "tư", "N§-CP" is no word with ư.
  return whole.replace(TCVN3_WORD, (word) => {
    if (!/[A-Za-z\u00a1-\u00ff]/u.test(word)) return word;
    const asLetter = word.replaceAll('-', SOFT_HYPHEN);
    return isSyllable([...asLetter].map(tcvn3Letter).join('').normalize('NFC')) ? asLetter : word;
  });
}

function decodeTcvn3(text: string): Decoded {
  const units = tcvn3Units(text) || text;
  const decoded: Decoded = { text: '', from: [] };
  for (let at = 0; at < units.length; at += 1) {
    decoded.text += tcvn3Letter(units[at] ?? '');
    decoded.from.push(at);
  }
  return decoded;
}

function vniPair(vowel: string, mark: string): string | null {
  const sign = VNI_MARKS[mark.toLowerCase()];
  if (sign === undefined || !VNI_VOWEL.test(vowel)) return null;
  const written = ((VNI_LETTERS[vowel] ?? vowel) + sign).normalize('NFC');
  // A mark that no letter of the language bears belongs to something else.
  return written.length === 1 ? written : null;
}

function decodeVni(text: string): Decoded {
  const decoded: Decoded = { text: '', from: [] };
  for (let at = 0; at < text.length; at += 1) {
    const [unit = '', next = ''] = [text[at], text[at + 1]];
    const pair = vniPair(unit, next);
    decoded.text += pair ?? VNI_LETTERS[unit] ?? unit;
    decoded.from.push(at);
    if (pair) at += 1;
  }
  return decoded;
}

/** Text of one font in Unicode, letter by letter. */
export function decodeOld(text: string, { encoding, capitals }: OldFont): Decoded {
  const { text: said, from } = encoding === 'vni' ? decodeVni(text) : decodeTcvn3(text);
  // Every letter of the language has one capital of one unit.
  return { text: capitals ? [...said].map((letter) => (letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter)).join('') : said, from };
}

export const fromOld = (text: string, font: OldFont): string => decodeOld(text, font).text.normalize('NFC');

/* Whether a word is a syllable of Vietnamese: what tells text of one encoding from the same codes in another. */

const RIMES = new Set(
  ('a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iê iêc iêm iên iêng iêp iêt iêu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uyn uynh uyt uyu ' +
    'ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych ym yn ynh yt yêm yên yêng yêt yêu').split(' '),
);
const ONSET = /^(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])/u;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Whether a word could stand in a Vietnamese text, in any case. */
export function isSyllable(word: string): boolean {
  const small = word.toLowerCase().normalize('NFD');
  if ((small.match(TONE)?.length ?? 0) > 1) return false;
  const bare = small.replace(TONE, '').normalize('NFC');
  const rest = bare.replace(ONSET, '');
  // "gì", "gia": the i is part of the onset or the vowel itself.
  return RIMES.has(rest) || (bare.startsWith('gi') && RIMES.has(bare.slice(1)));
}

const MARKED = /[^\u0000-\u007f]/u;
const WORD_OF: Readonly<Record<OldEncoding | 'unicode', RegExp>> = { tcvn3: /[A-Za-z\u00a1-\u00ffμ\ue0ad]+/gu, vni: /[A-Za-z\u00c0-\u00ff]+/gu, unicode: /[\p{L}\p{M}]+/gu };
/** Of a text that long the encoding is known. */
const JUDGED = 6_000;

/** Words with marks that are syllables, of how many. */
function syllables(text: string, kind: OldEncoding | 'unicode'): { good: number; all: number } {
  let [good, all] = [0, 0];
  for (const [word] of text.slice(0, JUDGED).matchAll(WORD_OF[kind])) {
    if (!MARKED.test(word)) continue;
    all += 1;
    if (isSyllable(kind === 'unicode' ? word : fromOld(word, { encoding: kind, capitals: false }))) good += 1;
  }
  return { good, all };
}

/** Words that make it sure without a font's name, and the share of them that has to be right. */
const SURE_WORDS = 4;
const SURE_SHARE = 0.6;

/** The encoding by the text alone; null where it is Unicode, or too little to say. */
export function oldEncodingOf(text: string): OldEncoding | null {
  const plain = syllables(text, 'unicode').good;
  const found = (['tcvn3', 'vni'] as const).map((encoding) => ({ encoding, ...syllables(text, encoding) })).sort((one, other) => other.good - one.good)[0];
  return found && found.good >= SURE_WORDS && found.good >= SURE_SHARE * found.all && found.good > 2 * plain ? found.encoding : null;
}

/**
 * How text set in one font is read: by the font's name, unless the text itself says that it is Unicode; without a name that says anything by the text.
 * @param text all there is of that font, on a page say.
 */
export function readingOf(text: string, name: string | null): OldFont | null {
  const named = name === null ? null : oldFontOf(name);
  if (!named) {
    const encoding = MARKED.test(text) ? oldEncodingOf(text) : null;
    return encoding && { encoding, capitals: false };
  }
  return syllables(text, 'unicode').good > syllables(text, named.encoding).good ? null : named;
}

/** A stretch of text set in one font. */
export interface FontRun {
  text: string;
  /** Which font: name, or whatever tells it from the others of the page. */
  font: string;
}

/** Runs of one page in Unicode, each by the reading of all there is of its font. @param nameOf the name of a font; null: not known. */
export function decodeRuns<Run extends FontRun>(runs: readonly Run[], nameOf: (font: string) => string | null): Run[] {
  const texts = new Map<string, string[]>();
  for (const { font, text } of runs) {
    const known = texts.get(font);
    if (known) known.push(text);
    else texts.set(font, [text]);
  }
  const readings = new Map([...texts].map(([font, parts]) => [font, readingOf(parts.join(' '), nameOf(font))]));
  return runs.map((run) => {
    const reading = readings.get(run.font);
    return reading ? { ...run, text: fromOld(run.text, reading) } : run;
  });
}
