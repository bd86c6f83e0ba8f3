import type { PersonCaller } from '../../../server/kernel/actor';

/** Members of the body; the last is away at first and has a substitute. Odd, so that no two sides are equal. */
export const SIZE = 7;
export const LAST = SIZE - 1;
/** More than this many for it is a majority of all. */
export const HALF = SIZE / 2;
/** Present members without whom nothing is put to the vote: two thirds of seven. */
export const QUORUM = 5;
/** The presenter of the item takes part in it. */
export const PRESENTER = 1;

export const MODES = ['open', 'nameless', 'secret'] as const;
export const SIDES = ['for', 'against', 'abstain'] as const;
export type Mode = (typeof MODES)[number];
export type Side = (typeof SIDES)[number];

export type Step =
  | { do: 'put'; mode: Mode }
  /** By name, each called. */
  | { do: 'call' }
  /** The keeper enters what somebody answered. */
  | { do: 'answer'; who: number; side: Side }
  /** On to the next name, back to the last one; seen as it is, or from an older tab. */
  | { do: 'next'; isOld: boolean }
  | { do: 'back'; isOld: boolean }
  | { do: 'cast'; who: number; side: Side }
  | { do: 'substitute'; who: number; side: Side }
  /** Two tabs of one tablet send the same, a second tablet something else, all at once. */
  | { do: 'tabs'; who: number; sides: [Side, Side] }
  | { do: 'again'; which: number }
  /** The id of a command that was taken, with another choice. */
  | { do: 'reused'; which: number; side: Side }
  | { do: 'copied'; which: number; who: number }
  | { do: 'foreign'; side: Side }
  | { do: 'name'; who: number }
  | { do: 'recuse'; who: number }
  | { do: 'take part'; who: number }
  | { do: 'leave'; who: number }
  | { do: 'come'; who: number }
  | { do: 'withdraw' }
  | { do: 'close'; twice: boolean }
  | { do: 'count' }
  | { do: 'kill' };

/** A vote as somebody would keep it with a pencil. */
export interface Paper {
  there: Set<number>;
  recused: Set<number>;
  /** Who sits for whom, and whether they have come. */
  substitutes: Map<number, { who: PersonCaller; isThere: boolean }>;
  question: { id: string; mode: Mode; state: 'draft' | 'open' | 'frozen'; isRoll: boolean; called: number | null } | null;
  ballots: Map<number, Side>;
  /** Whose ballot the keeper of the roll entered. */
  entered: Set<number>;
  /** Of a secret vote: which of the sealed ones lies in the box. */
  trackers: Map<number, string>;
  /** As they were at closing. */
  due: Outcome | null;
  published: { id: string; mode: Mode; outcome: Outcome }[];
  acknowledged: number;
}
export type Outcome = Record<'present' | 'for' | 'against' | 'abstain' | 'noBallot' | 'absent' | 'recused', number> & { passed: boolean };

export interface Sent {
  questionId: string;
  who: PersonCaller;
  voter: number;
  /** A choice, or what was sealed. */
  words: string;
  commandId: string;
  tracker: string | null;
}
