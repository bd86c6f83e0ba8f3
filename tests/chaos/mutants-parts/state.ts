import type { Mutant } from './operators';

/** What the run decided before its tests begin; a file, since the tests run in a process of their own. */
export interface Plan {
  /** Mutated file → its faults, and its text with all of them asleep. */
  sources: Record<string, { mutants: Mutant[]; text: string }>;
  /** Test files, in their order, with the mutated files each of them is to judge. */
  tests: { file: string; judges: string[] }[];
  /** Mutated file → rules its comments name (`voting V3`). */
  rules: Record<string, string[]>;
  /** Where what happened is written down, a line for each thing. */
  notes: string;
}

export type Note =
  | { what: 'file'; file: string }
  /** A test that already fails by itself judges nothing. */
  | { what: 'red'; file: string; test: string; why: string }
  | { what: 'trying'; id: number; file: string; test: string }
  | { what: 'tried'; id: number; test: string }
  | { what: 'killed'; id: number; file: string; test: string; why: string }
  | { what: 'done'; file: string };

/** Tests that may look at one fault before it counts as a survivor. */
export const MOST_TRIES = 30;
