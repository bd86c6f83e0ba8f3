import { worst, type Judge, type Opinion } from '../judge';
import { run } from '../run';

/** Poppler: cryptography alone; it says "valid" of almost every change behind a signature, and nothing of time-stamps. */
export const pdfsig: Judge = {
  name: 'pdfsig',
  judge: (files) => files.map((file) => {
    const { all } = run('pdfsig', ['-nocert', file]);
    return worst(all.split(/^Signature #\d+:/mu).slice(1).flatMap((one): Opinion[] => {
      const verdict = /Signature Validation: (.*)/u.exec(one)?.[1] ?? 'nothing';
      if (verdict.includes('not yet been verified') || one.includes('form field is not signed')) return [];
      return [{ word: verdict === 'Signature is Valid.' ? 'sound' : 'refused', said: verdict === 'Signature is Valid.' ? [] : [verdict] }];
    }));
  }),
};
