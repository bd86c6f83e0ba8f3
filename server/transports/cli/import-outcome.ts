import type { Sentence } from '../../shared/language/paper-sentences';

/** What became of a file or a row. */
export interface Outcome {
  line: number | null;
  path: string;
  session: string;
  day: string;
  result: 'imported' | 'there' | 'not_taken' | 'planned';
  code: string;
  words: Sentence;
}
