import { worst, type Judge } from '../judge';
import { lines, scene } from '../run';

interface Row { field: string; kind: string; sound: boolean; trusted: boolean; words: string }

/** Strict about structure and what follows a signature; misses fields that cover words, and judges at the time given, not at that of a time-stamp. */
export const pyhanko: Judge = {
  name: 'pyhanko',
  judge: (files, bench) => lines<Row>('pyhanko', scene(bench), files, (rows) =>
    worst(rows.map(({ sound, trusted, words }) => ({ word: !sound ? 'refused' : trusted ? 'sound' : 'doubted', said: !sound ? [words] : trusted ? [] : ['not trusted'] })))),
};
