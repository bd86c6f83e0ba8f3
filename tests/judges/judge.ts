/**
 * `sound`: what it can see is right, and nothing is said against it; `doubted`: right, but something is said (not trusted, changed since, a
 * warning); `refused`; `unsigned`: it sees no signature; `failed`: it gave no answer.
 */
export type Word = 'sound' | 'doubted' | 'refused' | 'unsigned' | 'failed';

export interface Opinion {
  word: Word;
  /** What it said, as far as it matters. */
  said: string[];
}

/** When, by which authorities and in which folder of one's own files are judged; all DER. */
export interface Bench {
  at: Date;
  trust: readonly Uint8Array[];
  crls: readonly Uint8Array[];
  folder: string;
}

/** A program that shares no code with the product, asked by the command of `settings.json`. */
export interface Judge {
  name: string;
  judge(files: readonly string[], bench: Bench): Opinion[] | Promise<Opinion[]>;
}

const WORSE: readonly Word[] = ['unsigned', 'sound', 'doubted', 'refused', 'failed'];

/** Of several signatures the worst is the file's. */
export function worst(opinions: readonly Opinion[]): Opinion {
  const word = opinions.reduce<Word>((before, { word: next }) => (WORSE.indexOf(next) > WORSE.indexOf(before) ? next : before), 'unsigned');
  return { word, said: [...new Set(opinions.flatMap(({ said }) => said))] };
}
