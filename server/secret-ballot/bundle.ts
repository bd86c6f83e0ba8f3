import type { OpenedChoice } from './open';

export const BUNDLE_FORM = 'phien-secret-ballot/1';

/** What a count is told again from: everything that may be known of it, and nothing that names a person (SC6). */
export interface BallotBundle<Question extends object, Rule extends object, Result extends object> {
  form: typeof BUNDLE_FORM;
  question: Question & { id: string };
  /** By which it was decided, and what came of it. */
  rule: Rule;
  result: Result;
  publicKey: string;
  /** Of the ballots that were counted, sorted. */
  trackers: string[];
  /** Opened ballots in the order of the lot; null: invalid. */
  choices: OpenedChoice[];
  counts: BallotCounts;
}

export interface BallotCounts {
  ballots: number;
  /** That do not open, or hold what is no choice of the question. */
  invalid: number;
  /** Choice → ballots, sorted by choice. */
  choices: Record<string, number>;
}

/** Counts opened ballots. @param isChoice whether a text is a choice of this question; what is none counts as invalid, and is not told. */
export function countBallots(choices: readonly OpenedChoice[], isChoice: (choice: string) => boolean): BallotCounts {
  const counts = new Map<string, number>();
  let invalid = 0;
  for (const choice of choices) {
    if (choice === null || !isChoice(choice)) invalid += 1;
    else counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  return { ballots: choices.length, invalid, choices: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Puts a bundle together. An invalid ballot is told as such and without its text, which nobody but its voter could have made up.
 * @throws RangeError where trackers and opened ballots are not as many, or a tracker stands there twice: nothing of that may be published.
 */
export function makeBundle<Question extends object, Rule extends object, Result extends object>(
  facts: Pick<BallotBundle<Question, Rule, Result>, 'question' | 'rule' | 'result' | 'publicKey' | 'trackers' | 'choices'>,
  isChoice: (choice: string) => boolean,
): BallotBundle<Question, Rule, Result> {
  const { question, rule, result, publicKey } = facts;
  const trackers = [...facts.trackers].sort();
  if (trackers.length !== facts.choices.length) throw new RangeError(`${trackers.length} trackers for ${facts.choices.length} opened ballots`);
  if (new Set(trackers).size !== trackers.length) throw new RangeError('a tracker stands there twice');
  const choices = facts.choices.map((choice) => (choice !== null && isChoice(choice) ? choice : null));
  return { form: BUNDLE_FORM, question, rule, result, publicKey, trackers, choices, counts: countBallots(choices, isChoice) };
}

/** The bundle as the file that is published: always the same bytes, so that its hash can be written down. */
export const bundleText = (bundle: object): string => `${JSON.stringify(bundle, null, 2)}\n`;
