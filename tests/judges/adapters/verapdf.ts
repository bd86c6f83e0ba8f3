import { worst, type Judge } from '../judge';
import { lines } from '../run';

interface Row { flavour: string; compliant: boolean; failed: string[] }

/** PDF/A-3a and PDF/UA-1, what every document of ours claims; nothing of signatures. */
export const verapdf: Judge = {
  name: 'verapdf',
  judge: (files) => lines<Row>('verapdf', ['3a,ua1'], files, (rows) =>
    worst(rows.map(({ flavour, compliant, failed }) => ({ word: compliant ? 'sound' : 'refused', said: failed.map((one) => `${flavour} ${one}`.slice(0, 200)) })))),
};
