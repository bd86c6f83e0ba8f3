import type { Judge } from '../judge';
import { run } from '../run';

/** Structure alone: it knows nothing of signatures. */
export const qpdf: Judge = {
  name: 'qpdf',
  judge: (files) => files.map((file) => {
    const { code, all } = run('qpdf', ['--check', file]);
    const said = code === 0 ? [] : all.split('\n').filter((line) => /WARNING|error/iu.test(line)).slice(0, 3);
    return { word: code === 0 ? 'sound' : code === 3 ? 'doubted' : 'refused', said };
  }),
};
