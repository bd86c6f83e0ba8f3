/**
 * The inspection child: `pdf-inspect FILE`. Reads one untrusted file and writes one verdict as JSON to descriptor 3,
 * after a first byte `R` which says that the program itself started. It is expected to be killed at any time.
 */
import { readFileSync, writeSync } from 'node:fs';
import { PDF_LIMITS, type PdfFinding, type PdfVerdict } from '../../kernel/ports/pdf-inspector';
import { findActive } from './inspect-active';
import { checkObjectStreams, DrawingCost, largestImage } from './inspect-drawing';
import { checkEnvelope } from './inspect-envelope';
import { refusedActive } from './inspect-policy';
import { Refusal } from './inspect-refusal';
import { findSecrecyMark, linesOfText } from './inspect-secret';
import { CannotDecrypt, catalogOf, openStructure, walkPages } from './inspect-structure';
import { NeedsPassword, openAsViewer, type ViewFacts } from './inspect-view';
import { OUTPUT_FD, STARTED } from '../sandbox/plain-wire';
import { encodeVerdict } from './inspect-wire';

const TEXT_LIMIT = 4_000;

async function judge(file: string): Promise<PdfVerdict> {
  const bytes = readFileSync(file);
  const envelope = checkEnvelope(bytes);
  if (!envelope.ok) return { ok: false, reason: envelope.reason, params: {} };
  const { broken, ...structure } = await readStructure(bytes);
  const view = await readView(bytes);
  if (view.pages !== structure.sizes.length) {
    throw new Refusal('documents.page_count_unclear', { walked: structure.sizes.length, shown: view.pages });
  }
  const refused = refusedActive(structure.active);
  if (refused.length > 0) throw new Refusal('documents.active_content', { kinds: refused.join(',') });
  const mark = findSecrecyMark(view.firstPage);
  if (mark) throw new Refusal('documents.secret_marking', { mark }, 'paper_only');
  const text = linesOfText(view.firstPage);
  const findings: PdfFinding[] = [];
  if (view.repaired || broken) findings.push('repaired');
  if (structure.encrypted) findings.push('owner_restricted');
  if (text.trim() === '') findings.push('no_text_first_page');
  if (structure.heavy.length > 0) findings.push('heavy_pages');
  return {
    ok: true,
    facts: {
      ...structure,
      pages: structure.sizes.length,
      version: view.version ?? envelope.version,
      findings,
      signed: structure.signatures > 0,
      textOfFirstPage: text.slice(0, TEXT_LIMIT),
    },
  };
}

/** Everything the object graph says. The parsed objects are let go of before the viewer's parser starts. */
async function readStructure(bytes: Buffer) {
  checkObjectStreams(bytes);
  const { context, encrypted } = await openStructure(bytes).catch(async (error: unknown) => {
    if (isExhaustion(error)) throw error;
    await readView(bytes);
    throw error instanceof CannotDecrypt
      ? new Refusal('documents.encrypted')
      : new Refusal('documents.damaged', { detail: 'structure' });
  });
  const catalog = catalogOf(context);
  if (!catalog) throw new Refusal('documents.damaged', { detail: 'no_catalog' });
  const { pages, flat } = walkPages(context);
  if (pages.length === 0 && encrypted) throw new Refusal('documents.encrypted');
  if (pages.length === 0) throw new Refusal('documents.damaged', { detail: 'no_pages' });
  const largest = largestImage(context);
  const drawing = new DrawingCost(context);
  const heavy = pages.flatMap((page, index) => drawing.checkPage(page, index + 1) ?? []);
  const { active, signatures, form, broken } = findActive(context, catalog);
  return {
    sizes: pages.map((page): [number, number] => [page.width, page.height]),
    active,
    signatures,
    form,
    encrypted,
    broken: broken && !encrypted,
    flatPageTree: flat && pages.length > 1,
    largestImageMp: Math.round(largest / 1e4) / 100,
    heavy,
  };
}

async function readView(bytes: Buffer): Promise<ViewFacts> {
  try {
    return await openAsViewer(bytes);
  } catch (error) {
    if (isExhaustion(error)) throw error;
    throw error instanceof NeedsPassword
      ? new Refusal('documents.encrypted')
      : new Refusal('documents.damaged', { detail: 'viewer' });
  }
}

/** Stack or memory limits met: the file is too much, not damaged. */
function isExhaustion(error: unknown): boolean {
  return error instanceof RangeError && /call stack|array buffer|allocation|invalid (?:array|string) length/i.test(error.message);
}

function verdictOf(error: unknown): PdfVerdict {
  if (error instanceof Refusal) return error.toVerdict();
  const limit = PDF_LIMITS.operatorsDrawn;
  if (isExhaustion(error)) return { ok: false, reason: 'documents.too_complex', params: { detail: 'exhausted', limit } };
  return { ok: false, reason: 'documents.damaged', params: { detail: 'parser' } };
}

let answered = false;

function answer(verdict: PdfVerdict): void {
  if (answered) return;
  answered = true;
  writeSync(OUTPUT_FD, encodeVerdict(verdict));
  process.exit(0);
}

process.on('uncaughtException', (error) => answer(verdictOf(error)));
process.on('unhandledRejection', (error) => answer(verdictOf(error)));
writeSync(OUTPUT_FD, STARTED);
judge(process.argv[2] ?? '').then(answer, (error: unknown) => answer(verdictOf(error)));
