import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { PadesError, addSignatureFields, signPdf, verifyPdf } from '../../../server/pades';
import type { VerifyOptions } from '../../../server/pades';
import { PdfError } from '../../../server/pades/pdf/budget';
import { PdfFile } from '../../../server/pades/pdf/document';
import { processorTime } from '../../support/processor-time';
import { corpus, hasCorpus } from '../../support/corpus';
import { NOW, folder, installation, run, table, tool } from './fixtures';

const signing = path.join(corpus, 'signing');
const isThere = hasCorpus('signing/expected.tsv');
if (!isThere) process.stderr.write('skipped: the corpus of test files is not beside the project\n');

const AT = new Date('2026-11-23T12:00:00+07:00');
const read = (...parts: string[]): Uint8Array => readFileSync(path.join(...parts));
const files = (dir: string): string[] =>
  (readdirSync(dir, { recursive: true }) as string[]).filter((file) => file.endsWith('.pdf')).sort();

/** The sets of files, each with its own test authority, when they are judged and how many there are. */
const SETS = [
  { name: 'signing', at: AT, count: 47 },
  { name: 'signing-2', at: new Date('2026-11-28T12:00:00+07:00'), count: 26 },
].filter((set) => existsSync(path.join(corpus, set.name, 'expected.tsv')));
const trustOf = (dir: string, at: Date): VerifyOptions => ({ trustAnchors: [read(corpus, dir, 'root.pem')], crls: [read(corpus, dir, 'sub.crl')], at, now: at });

describe.skipIf(!isThere)('files with known verdicts', () => {
  const trust = isThere ? trustOf('signing', AT) : null;

  describe.each(SETS)('$name', ({ name, at, count }) => {
    const rows = table(path.join(corpus, name, 'expected.tsv'));

    it('pades V1 the table is the whole one', () => {
      expect(rows).toHaveLength(count);
    });

    it.each(rows.map((row) => [row['file'] ?? '', row['phien'] ?? '']))('pades V1 %s is %s', (file, expected) => {
      expect(verifyPdf(read(corpus, name, file), trustOf(name, at)).verdict).toBe(expected);
    });
  });

  it('pades V10 certification: what may follow depends on its level, and a new visible field never may', () => {
    if (!trust) throw new Error('no corpus');
    const keys = (file: string): string[] =>
      verifyPdf(read(signing, file), trust).signatures.flatMap((signature) => signature.changesAfter.flatMap((change) => change.findings.map((found) => found.key)));
    expect(keys('certified-p1-doctst-with-ap.pdf')).toContain('mdp.timestamp_appearance');
    expect(keys('certified-p2-new-visible-field-SSA.pdf')).toContain('mdp.visible_field');
    expect(keys('certified-p2-second-approval-invisible.pdf')).toContain('mdp.invisible_field');
  });

  it('pades V2 third-party files answer as reviewed', () => {
    if (!trust) throw new Error('no corpus');
    const reviewed = new Map(table(path.join(import.meta.dirname, 'third-party-verdicts.tsv')).map((row) => [row['file'], row['verdict']]));
    const found = files(path.join(signing, 'third-party'));
    expect(found.map((file) => [file, verifyPdf(read(signing, 'third-party', file), trust).verdict])).toEqual(found.map((file) => [file, reviewed.get(file)]));
  });

  it('pades V3 hostile files never throw, never hang, never are valid', () => {
    if (!trust) throw new Error('no corpus');
    for (const file of files(path.join(corpus, 'hostile'))) {
      let verdict = '';
      const spent = processorTime(() => (verdict = verifyPdf(read(corpus, 'hostile', file), trust).verdict));
      expect(['invalid', 'indeterminate', 'unsigned'], file).toContain(verdict);
      expect(spent, file).toBeLessThan(8000);
    }
  });
});

describe.skipIf(!isThere)('signing real files', () => {
  it('pades S10 real files are signed validly or refused with a reason', { timeout: 120_000 }, async () => {
    const of = await installation();
    const dir = folder();
    const outcome = new Map<string, number>();
    const kinds = new Set<string>();
    let checked = 0;
    for (const file of files(path.join(corpus, 'pdf'))) {
      const bytes = read(corpus, 'pdf', file);
      let result = 'signed';
      try {
        const prepared = addSignatureFields(bytes, [{ name: 'SIG_CHUTOA', page: 1, rect: [20, 20, 120, 60], tooltip: 'Chủ tọa ký' }]);
        const signed = await signPdf(prepared, { field: 'SIG_CHUTOA', signer: of.chair, signedAt: NOW });
        const report = verifyPdf(signed, of.trust);
        const own = report.signatures.find((signature) => signature.field === 'SIG_CHUTOA');
        expect(Buffer.compare(signed.subarray(0, bytes.length), bytes), file).toBe(0);
        expect(own?.verdict, file).toBe('valid');
        const kind = PdfFile.open(signed).latest.revision.sections[0]?.kind ?? '';
        kinds.add(kind);
        if (checked < 12 && tool('pdfsig')) {
          checked += 1;
          const target = path.join(dir, 'signed.pdf');
          writeFileSync(target, signed);
          expect(run('pdfsig', [target]).output, file).toContain('Signature is Valid');
        }
      } catch (error) {
        if (!(error instanceof PadesError)) throw error;
        result = error.fault;
      }
      outcome.set(result, (outcome.get(result) ?? 0) + 1);
    }
    expect(kinds).toEqual(new Set(['table', 'stream']));
    expect([...outcome.keys()].sort()).toEqual(['damaged_pdf', 'encrypted_pdf', 'hybrid_pdf', 'signed']);
    expect(outcome.get('signed')).toBeGreaterThanOrEqual(270);
    expect(outcome.get('encrypted_pdf')).toBeGreaterThan(0);
  });

  it('pades V4 opening reads strictly or names the fault', () => {
    for (const file of files(path.join(corpus, 'hostile'))) {
      try {
        PdfFile.open(read(corpus, 'hostile', file));
      } catch (error) {
        expect(error, file).toBeInstanceOf(PdfError);
      }
    }
  });
});
