import type { Failed } from '../key-process/serve-keys';

/** What the program says to the process that has the keys, and is answered: one line of JSON each, answers by the number of what was asked. */
export type Asked =
  | { what: 'make'; questionId: string }
  | { what: 'open'; questionId: string; publicKey: string; sealed: readonly string[] }
  /** A public key of null: whichever is kept. */
  | { what: 'destroy'; questionId: string; publicKey: string | null }
  | { what: 'kept' };

/** Told once, before the first question. */
export interface Begin {
  folder: string;
  secret: string;
}

export type Answered =
  | { what: 'made'; publicKey: string }
  /** In an order drawn by lot; null: invalid. */
  | { what: 'opened'; choices: (string | null)[] }
  | { what: 'gone' }
  | { what: 'destroyed'; existed: boolean }
  | { what: 'kept'; questionIds: string[] }
  | Failed;
