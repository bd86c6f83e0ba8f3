import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPdf } from '../../../server/pades';
import { ask, FETCHED, fetched, INSTALLED, type Opinion } from '../../judges';
import { minutesFiles, type OwnFiles } from '../../judges/own-files';
import { tool } from '../../support/tools';

// Judges that have to be fetched are told and left out where they cannot be had; the programs of the system are required with CI=true.
const why = fetched('look');
if (why !== null) process.stderr.write(`skipped: veraPDF, EU DSS and pyHanko (${why})\n`);
const here = INSTALLED.filter(({ name }) => tool(name));
const SAMPLE = ['minutes approved', 'minutes sealed', 'minutes lasting'];

describe('what other programs say of minutes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'judged-'));
  let own: OwnFiles;
  let said: ReadonlyMap<string, Record<string, Opinion>>;
  const of = (sort: string): Record<string, Opinion> => said.get(sort) ?? {};

  beforeAll(async () => {
    own = await minutesFiles(folder);
    const files = own.files.filter(({ sort }) => SAMPLE.includes(sort));
    const opinions = await ask([...here, ...(why === null ? FETCHED : [])], files.map(({ file }) => file), own.bench);
    said = new Map(files.map(({ sort }, index) => [sort, opinions[index] ?? {}]));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('pades V20 every judge of signatures finds those of a sealed file and of one made to last sound, as ours does; none finds any in the approved one', () => {
    for (const [sort, word] of [['minutes approved', 'unsigned'], ['minutes sealed', 'sound'], ['minutes lasting', 'sound']] as const) {
      const judges = Object.entries(of(sort)).filter(([name]) => name !== 'verapdf' && name !== 'qpdf');
      expect(judges).toEqual(judges.map(([name]) => [name, { word, said: [] }]));
      const { verdict } = verifyPdf(readFileSync(own.files.find((one) => one.sort === sort)?.file ?? ''), { trustAnchors: own.bench.trust, crls: own.bench.crls, now: own.bench.at });
      expect(verdict).toBe(word === 'sound' ? 'valid' : 'unsigned');
    }
  });

  it('records G38 approved, sealed and made to last the file is sound for qpdf, and PDF/A-3a and PDF/UA-1 for veraPDF', () => {
    for (const sort of SAMPLE) {
      const judges = Object.entries(of(sort)).filter(([name]) => name === 'verapdf' || name === 'qpdf');
      expect([sort, judges]).toEqual([sort, judges.map(([name]) => [name, { word: 'sound', said: [] }])]);
    }
  });
});
