/** What a question asks (hình thức phiếu). */
export const QUESTION_KINDS = ['approve', 'options', 'opinions', 'candidates', 'each', 'confidence'] as const;
/**
 * `approve` for, against, abstain · `options` one of the alternatives or none · `opinions` agree, disagree or another opinion in words
 * · `candidates` as many of the people as there are places (bầu) · `each` yes or no to each of the people or things ·
 * `confidence` one of three grades for each person (lấy phiếu tín nhiệm).
 */
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Kinds that vote on a list of names. */
export const isByName = (kind: QuestionKind): kind is 'candidates' | 'each' | 'confidence' => kind === 'candidates' || kind === 'each' || kind === 'confidence';

/** Kinds that can be counted by a show of hands: for each side or name those who raise theirs (voting V65). */
export const countsByHands = (kind: QuestionKind): boolean => kind !== 'each' && kind !== 'confidence';

export const GRADES = ['high', 'medium', 'low'] as const;
/** Tín nhiệm cao, tín nhiệm, tín nhiệm thấp. */
export type Grade = (typeof GRADES)[number];

/** What one ballot says. In lists, one entry for each option of the question, in its order; null says nothing of that one. */
export type Choice =
  | { kind: 'approve'; side: 'for' | 'against' | 'abstain' }
  | { kind: 'options'; optionId: string | null }
  | { kind: 'opinions'; opinion: 'agree' | 'disagree' }
  | { kind: 'opinions'; opinion: 'other'; words: string }
  | { kind: 'candidates'; chosen: boolean[] }
  | { kind: 'each'; answers: ('yes' | 'no' | null)[] }
  | { kind: 'confidence'; grades: (Grade | null)[] };

/** As much of a question as its ballots depend on. */
export interface Balloted {
  kind: QuestionKind;
  options: readonly { id: string }[];
  /** How many candidates may be chosen; null where nobody is elected. */
  seats?: number | null;
}

/** Bytes of UTF-8 that a choice takes at most: a sealed ballot is padded to it, so none shows its length. */
export const CHOICE_BYTES = 200;

/** Names that one ballot may list. */
export const MAX_NAMES = 60;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const OTHER = 'other:';
/** Bytes left for the words of another opinion. */
export const OPINION_BYTES = CHOICE_BYTES - OTHER.length;

/** Words of an opinion as a ballot keeps them: one line, NFC, no blanks at the ends. */
export const opinionWords = (words: string): string => words.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** Whether the words fit a ballot once they are cleaned. */
export const opinionFits = (words: string): boolean => {
  const clean = opinionWords(words);
  return clean !== '' && bytesOf(clean) <= OPINION_BYTES;
};

const ANSWERS = { yes: 'y', no: 'n' } as const;
const LETTERS = { high: 'h', medium: 'm', low: 'l' } as const;
const keyOf = <Key extends string>(letters: Readonly<Record<Key, string>>, letter: string): Key | null =>
  (Object.keys(letters) as Key[]).find((key) => letters[key] === letter) ?? null;

/**
 * The one way a choice is written down: `for` · `p2` or `none` · `agree`, `other:words` · `0110` · `yn-` · `hml-`.
 * A choice that does not fit its question is written all the same, and not read back by `decodeChoice`.
 */
export function encodeChoice(choice: Choice): string {
  switch (choice.kind) {
    case 'approve':
      return choice.side;
    case 'options':
      return choice.optionId ?? 'none';
    case 'opinions':
      return choice.opinion === 'other' ? `${OTHER}${opinionWords(choice.words)}` : choice.opinion;
    case 'candidates':
      return choice.chosen.map((chosen) => (chosen ? '1' : '0')).join('');
    case 'each':
      return choice.answers.map((answer) => (answer ? ANSWERS[answer] : '-')).join('');
    case 'confidence':
      return choice.grades.map((grade) => (grade ? LETTERS[grade] : '-')).join('');
  }
}

function read({ kind, options, seats }: Balloted, text: string): Choice | null {
  const letters = [...text];
  switch (kind) {
    case 'approve':
      return text === 'for' || text === 'against' || text === 'abstain' ? { kind, side: text } : null;
    case 'options':
      if (text === 'none') return { kind, optionId: null };
      return options.some(({ id }) => id === text) ? { kind, optionId: text } : null;
    case 'opinions':
      if (text === 'agree' || text === 'disagree') return { kind, opinion: text };
      return text.startsWith(OTHER) && text.length > OTHER.length ? { kind, opinion: 'other', words: text.slice(OTHER.length) } : null;
    case 'candidates': {
      if (letters.length !== options.length || !letters.every((letter) => letter === '0' || letter === '1')) return null;
      const chosen = letters.map((letter) => letter === '1');
      return chosen.filter(Boolean).length <= (seats ?? options.length) ? { kind, chosen } : null;
    }
    case 'each':
      if (letters.length !== options.length || !letters.every((letter) => letter === '-' || keyOf(ANSWERS, letter))) return null;
      return { kind, answers: letters.map((letter) => keyOf(ANSWERS, letter)) };
    case 'confidence':
      if (letters.length !== options.length || !letters.every((letter) => letter === '-' || keyOf(LETTERS, letter))) return null;
      return { kind, grades: letters.map((letter) => keyOf(LETTERS, letter)) };
  }
}

/** Reads what `encodeChoice` wrote; null for everything that is no ballot of this question, other spellings of a valid one among it. */
export function decodeChoice(question: Balloted, text: string): Choice | null {
  if (bytesOf(text) > CHOICE_BYTES) return null;
  const choice = read(question, text);
  return choice && encodeChoice(choice) === text ? choice : null;
}
