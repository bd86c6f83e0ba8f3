import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verifyPdf } from '../../server/pades';
import { unwrapPem } from '../../server/pades/cms/x509';
import { corpus } from '../support/corpus';
import type { Bench } from './judge';

/** A set of files of the corpus beside the project, judged at the time its lists are of. */
export interface CorpusSet {
  name: string;
  files: { name: string; file: string; ours: string }[];
  bench: Bench;
}

const SETS = [
  { name: 'signing', under: '', at: '2026-11-23T12:00:00+07:00' },
  { name: 'signing-2', under: '', at: '2026-11-28T12:00:00+07:00' },
  { name: 'signing', under: 'third-party', at: '2026-11-23T12:00:00+07:00' },
];

/** What is there of it, with the verdict of our own verifier. */
export function corpusSets(folder: string): CorpusSet[] {
  return SETS.filter(({ name }) => existsSync(path.join(corpus, name, 'expected.tsv'))).map(({ name, under, at }) => {
    const own = path.join(corpus, name);
    const [trust, crls] = [['root.pem', 'CERTIFICATE'], ['sub.crl', 'X509 CRL']].map(([file = '', label = '']) => unwrapPem(readFileSync(path.join(own, file)), label));
    const bench: Bench = { at: new Date(at), trust: trust ?? [], crls: crls ?? [], folder: path.join(folder, `${name}${under}`) };
    const found = readdirSync(path.join(own, under), { recursive: under !== '', encoding: 'utf8' }).filter((file) => file.endsWith('.pdf')).sort();
    return {
      name: path.posix.join(name, under),
      bench,
      files: found.map((one) => {
        const file = path.join(own, under, one);
        return { name: path.posix.join(name, under, one), file, ours: verifyPdf(readFileSync(file), { trustAnchors: bench.trust, crls: bench.crls, at: bench.at, now: bench.at }).verdict };
      }),
    };
  });
}
