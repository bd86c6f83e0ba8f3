import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createSandbox } from '../../../server/adapters/sandbox/sandbox';
import { verifyApart } from '../../../server/modules/signing';
import { addSignatureFields, signPdf } from '../../../server/pades';
import { pdfOf } from '../../support/hostile-files';
import { FIELDS, installation, NOW, projectRoot } from './fixtures';

const PAGES = 3_000;
const PAGE_BYTES = 34_000;

/** As many pages as the inspection lets in, each with content that cannot be compressed: 100 MB. */
function largePaper(): Buffer {
  const kids = Array.from({ length: PAGES }, (_, index) => 10 + 2 * index);
  const noise = randomBytes(PAGE_BYTES);
  const content = Buffer.concat([Buffer.from(`<</Length ${PAGE_BYTES}>>\nstream\n`), noise, Buffer.from('\nendstream')]);
  return pdfOf([
    { num: 1, body: '<</Type/Catalog/Pages 2 0 R>>' },
    { num: 2, body: `<</Type/Pages/Count ${PAGES}/Kids[${kids.map((num) => `${num} 0 R`).join(' ')}]>>` },
    ...kids.flatMap((num) => [
      { num, body: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents ${num + 1} 0 R>>` },
      { num: num + 1, body: content },
    ]),
  ]);
}

it('signing V20 a signed file of 100 MB and 3,000 pages is verified like any other', { timeout: 180_000 }, async () => {
  const of = await installation();
  const signed = await signPdf(addSignatureFields(largePaper(), FIELDS), { field: 'SIG_THUKY', signer: of.secretary, signedAt: NOW });
  expect(signed.length).toBeGreaterThan(100_000_000);
  const built = path.join(projectRoot, 'build', 'server', 'verify.js');
  const sandbox = createSandbox(existsSync(built) ? { program: { file: built, execArgv: [] } } : {});
  async function* once(): AsyncGenerator<Uint8Array> {
    yield signed;
  }
  const report = await verifyApart(sandbox, { bytes: once() }, of.trust, 'one');
  sandbox.stop();
  expect(report.verdict).toBe('valid');
  expect(report.signatures).toHaveLength(1);
});
