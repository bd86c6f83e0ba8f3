/**
 * Somebody who has read everything: what stood in the tables after each ballot, the logs, the files, and the list that was published. Guesses for each
 * voter what was chosen, in every way that is known to work against a ballot that is only called secret.
 */
export interface Evidence {
  /** Ballots in the order they were given, as audit log, receipts and history tell it. */
  given: { voterId: string; at: number }[];
  /** Ids of choices that came to lie in a table between one ballot and the next, by the number of the ballot. */
  appeared: Map<number, string[]>;
  /** Choices by the id they lie under. */
  choices: Map<string, string>;
  /** Ids of choices in every order that can be seen: of the table, of its keys, of the log, of what was published. */
  orders: Record<string, string[]>;
  /** What each voter's ballot was called, sorted: the order of the sealed ones. */
  trackers: { voterId: string; tracker: string }[];
  /** Sealed ballots as they were seen on their way, and what a key found anywhere makes of them. */
  opened: Map<string, string>;
  /** Whole rows that hold a choice, by its id. */
  rows: Map<string, string>;
  /** All bytes that were left anywhere. */
  bytes: Buffer[];
}

export type Guesses = Map<string, string>;

/** What each way guesses; a voter it says nothing of is left out. */
export function attack({ given, appeared, choices, orders, trackers, opened, rows, bytes }: Evidence): Record<string, Guesses> {
  const guesses: Record<string, Guesses> = {};
  const guess = (way: string, voterId: string, id: string | undefined): void => {
    const choice = choices.get(id ?? '');
    if (choice !== undefined) (guesses[way] ??= new Map()).set(voterId, choice);
  };
  given.forEach(({ voterId }, at) => {
    const [only, ...others] = appeared.get(at) ?? [];
    if (others.length === 0) guess('what came with the ballot', voterId, only);
  });
  const voters = {
    'as given': given.map(({ voterId }) => voterId),
    'as given, backwards': given.map(({ voterId }) => voterId).reverse(),
    'by tracker': [...trackers].sort((a, b) => (a.tracker < b.tracker ? -1 : 1)).map(({ voterId }) => voterId),
    'by name of the voter': [...new Set(given.map(({ voterId }) => voterId))].sort(),
  };
  for (const [kind, ids] of Object.entries(orders)) for (const [how, people] of Object.entries(voters)) people.forEach((voterId, at) => guess(`${kind}, ${how}`, voterId, ids[at]));
  for (const [id, row] of rows) for (const { voterId } of given) if (row.includes(voterId)) guess('in one row', voterId, id);
  for (const [voterId, choice] of opened) (guesses['a key that was left'] ??= new Map()).set(voterId, choice);
  beside(bytes, [...new Set(given.map(({ voterId }) => voterId))], choices, guess);
  return guesses;
}

const NEAR = 80;
/** Of the id of an opened ballot. */
const ID_LETTERS = 22;

/** Where any of these words stands in a text, each place with its word, in order: one reading for all of them. */
function places(text: string, words: readonly string[]): { word: string; at: number }[] {
  if (words.length === 0) return [];
  const any = new RegExp(words.map((word) => word.replace(/[^\w ]/gu, String.raw`\$&`)).join('|'), 'g');
  return [...text.matchAll(any)].map(({ 0: word, index }) => ({ word, at: index }));
}

/** The same bytes hold a voter and the id of a choice close to each other: the closest one is taken, and the closest on either side, for a row may lie nearer to its neighbour's id than to its own. */
function beside(bytes: readonly Buffer[], voters: readonly string[], choices: ReadonlyMap<string, string>, guess: (way: string, voterId: string, id: string) => void): void {
  const ids = [...choices.keys()].filter((id) => id.length === ID_LETTERS);
  for (const part of bytes) {
    const text = part.toString('latin1');
    const known = places(text, ids);
    let first = 0;
    for (const { word: voterId, at } of places(text, voters)) {
      while ((known[first]?.at ?? Infinity) < at - NEAR) first += 1;
      let [ahead, behind]: (typeof known[number] | undefined)[] = [];
      for (let next = first; ; next += 1) {
        const found = known[next];
        if (!found || found.at + ID_LETTERS > at + voterId.length + NEAR) break;
        if (found.at < at) ahead = found;
        else behind ??= found;
      }
      if (ahead) guess('ahead of it in a file', voterId, ahead.word);
      if (behind) guess('behind it in a file', voterId, behind.word);
      const nearest = ahead && (!behind || at - ahead.at < behind.at - at) ? ahead : behind;
      if (nearest) guess('beside each other in a file', voterId, nearest.word);
    }
  }
}

export interface Score {
  way: string;
  guessed: number;
  right: number;
  /** How far above chance, in standard deviations. */
  sigmas: number;
}

/**
 * Right guesses against chance. Chance guesses with the published counts: each voter is given a choice by its share (mean Σp²). A way that guesses few is
 * held to those few.
 */
export function scored(guesses: Record<string, Guesses>, truth: ReadonlyMap<string, string>): Score[] {
  const shares = new Map<string, number>();
  for (const choice of truth.values()) shares.set(choice, (shares.get(choice) ?? 0) + 1 / truth.size);
  const chance = [...shares.values()].reduce((sum, share) => sum + share * share, 0);
  return Object.entries(guesses).map(([way, made]) => {
    const right = [...made].filter(([voterId, choice]) => truth.get(voterId) === choice).length;
    return { way, guessed: made.size, right, sigmas: (right - made.size * chance) / Math.sqrt(Math.max(1, made.size) * chance * (1 - chance)) };
  });
}

/** Scores of the same ways over several votes. */
export function together(scores: readonly Score[]): Score[] {
  const ways = new Map<string, Score & { weight: number }>();
  for (const { way, guessed, right, sigmas } of scores) {
    const sum = ways.get(way) ?? { way, guessed: 0, right: 0, sigmas: 0, weight: 0 };
    ways.set(way, { way, guessed: sum.guessed + guessed, right: sum.right + right, sigmas: sum.sigmas + sigmas, weight: sum.weight + 1 });
  }
  return [...ways.values()].map(({ weight, sigmas, ...score }) => ({ ...score, sigmas: sigmas / Math.sqrt(weight) }));
}
