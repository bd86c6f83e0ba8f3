/**
 * The inspection child: `pdf-inspect FILE`. Reads one untrusted file and writes one verdict as JSON to descriptor 3,
 * after a first byte `R` which says that the program itself started. It is expected to be killed at any time.
 */
import { readFileSync, writeSync } from 'node:fs';
import { ACTIVE_CONTENT, PDF_LIMITS, PLACES_NAMED, type ActiveContent, type PdfFinding, type PdfVerdict } from '../../kernel/ports/pdf-inspector';
import { oldFontOf } from '../../shared/language/old-encodings';
import { findActive } from './inspect-active';
import { checkObjectStreams, DrawingCost, largestImage } from './inspect-drawing';
import { checkEnvelope, cutOut } from './inspect-envelope';
import { refusedActive } from './inspect-policy';
import { Refusal } from './inspect-refusal';
import { moved, rulesOfPage } from './inspect-frames';
import { findSecrecy, linesOfText, type Secrecy } from './inspect-secret';
import { CannotDecrypt, catalogOf, fontsOf, openStructure, walkPages } from './inspect-structure';
import { NeedsPassword, openAsViewer, type ViewFacts } from './inspect-view';
import { OUTPUT_FD, STARTED } from '../sandbox/plain-wire';
import { encodeVerdict } from './inspect-wire';

const TEXT_LIMIT = 4_000;

async function judge(file: string): Promise<PdfVerdict> {
  const stored = readFileSync(file);
  const envelope = checkEnvelope(stored);
  if (!envelope.ok) return { ok: false, reason: envelope.reason, params: envelope.params };
  const { part } = envelope;
  // What is judged is what will be shown.
  const bytes = cutOut(stored, part);
  const { broken, rules, xfa, hasPictures, isFirstPictured, places, hasOldFonts, ...structure } = await readStructure(bytes);
  const view = await readView(bytes, { hasOldFonts: hasOldFonts && structure.heavy[0]?.page !== 1 });
  if (view.pages !== structure.sizes.length) {
    throw new Refusal('documents.page_count_unclear', { walked: structure.sizes.length, shown: view.pages });
  }
  const refused = refusedActive(structure.active);
  if (refused.length > 0) throw new Refusal('documents.active_content', { kinds: refused.join(','), ...pageOf(refused, places) });
  const text = linesOfText(view.firstPage);
  if (xfa && (xfa.needsRendering || WAITING.test(text) || (!xfa.hasFields && !hasPictures && text.trim() === ''))) throw new Refusal('documents.form_only', { page: 1 });
  const look = { pageHeight: view.pageHeight, ...(view.origin && { rules: moved(rules, view.origin) }) };
  const secrecy = gravest([view.firstPage, ...(view.asStored ? [view.asStored] : [])].map((items) => findSecrecy({ ...look, items })));
  if (secrecy?.kind === 'mark') throw new Refusal('documents.secret_marking', { mark: secrecy.mark, page: 1 }, 'paper_only');
  const findings: PdfFinding[] = [...envelope.findings];
  if (view.repaired || broken) findings.push('repaired');
  if (structure.encrypted) findings.push('owner_restricted');
  if (text.trim() === '') findings.push('no_text_first_page');
  if (secrecy) findings.push('secrecy_doubt');
  for (const page of view.unreadable) places.set('damaged_content', (places.get('damaged_content') ?? new Set()).add(page));
  if (places.has('damaged_content')) findings.push('damaged_content');
  if (structure.heavy.length > 0) {
    findings.push('heavy_pages');
    places.set('heavy_pages', new Set(structure.heavy.map(({ page }) => page)));
  }
  return {
    ok: true,
    facts: {
      ...structure,
      active: ACTIVE_CONTENT.filter((kind) => structure.active.includes(kind) || (kind === 'xfa' && xfa)),
      pages: structure.sizes.length,
      version: view.version ?? envelope.version,
      findings,
      signed: structure.signatures > 0,
      ...(hasPictures && { pictured: true }),
      ...(isFirstPictured && text.trim() === '' && { firstIsScan: true }),
      textOfFirstPage: text.slice(0, TEXT_LIMIT),
      ...(places.size > 0 ? { places: Object.fromEntries([...places].map(([kind, pages]) => [kind, [...pages].sort((a, b) => a - b).slice(0, PLACES_NAMED)])) } : {}),
      ...(part ? { part } : {}),
    },
    ...(secrecy && { doubt: { page: 1, words: secrecy.words } }),
  };
}

const gravest = (found: readonly (Secrecy | undefined)[]): Secrecy | undefined => found.find((one) => one?.kind === 'mark') ?? found.find((one) => one !== undefined);

/** What the one page of a form says that other programs cannot draw. */
const WAITING = /if\s+this\s+message\s+is\s+not\s+eventually\s+replaced|to\s+view\s+the\s+full\s+contents\s+of\s+this\s+document/i;

type Places = Map<PdfFinding | ActiveContent, Set<number>>;

/** The first page on which one of them was met. */
function pageOf(kinds: readonly ActiveContent[], places: Places): { page?: number } {
  const pages = kinds.flatMap((kind) => [...(places.get(kind) ?? [])]);
  return pages.length > 0 ? { page: Math.min(...pages) } : {};
}

/** Everything the object graph says. The parsed objects are let go of before the viewer's parser starts. */
async function readStructure(bytes: Buffer) {
  checkObjectStreams(bytes);
  const { context, encrypted } = await openStructure(bytes).catch(async (error: unknown) => {
    if (error instanceof Refusal || isExhaustion(error)) throw error;
    await readView(bytes);
    // The viewer opens it: no password is asked for.
    throw error instanceof CannotDecrypt
      ? new Refusal('documents.encryption_unreadable')
      : new Refusal('documents.damaged', { detail: 'structure' });
  });
  const catalog = catalogOf(context);
  if (!catalog) throw new Refusal('documents.damaged', { detail: 'no_catalog' });
  const { pages, flat } = walkPages(context);
  if (pages.length === 0 && encrypted) {
    await readView(bytes);
    throw new Refusal('documents.encryption_unreadable');
  }
  if (pages.length === 0) throw new Refusal('documents.damaged', { detail: 'no_pages' });
  const largest = largestImage(context);
  const drawing = new DrawingCost(context);
  const heavy = pages.flatMap((page, index) => drawing.checkPage(page, index + 1) ?? []);
  const { active, signatures, form, broken, xfa, places: met } = findActive(context, catalog, pages);
  const places: Places = new Map(met);
  if (drawing.damagedPages.length > 0) places.set('damaged_content', new Set(drawing.damagedPages));
  return {
    sizes: pages.map((page): [number, number] => [page.width, page.height]),
    active,
    signatures,
    form,
    xfa,
    places,
    hasPictures: drawing.pagesWithPictures.size > 0,
    isFirstPictured: drawing.pagesWithPictures.has(1),
    encrypted,
    broken: broken && !encrypted,
    rules: rulesOfPage(context, pages[0]),
    hasOldFonts: fontsOf(context, pages[0]).some((name) => oldFontOf(name) !== null),
    flatPageTree: flat && pages.length > 1,
    largestImageMp: Math.round(largest / 1e4) / 100,
    heavy,
  };
}

async function readView(bytes: Buffer, options?: Parameters<typeof openAsViewer>[1]): Promise<ViewFacts> {
  try {
    return await openAsViewer(bytes, options);
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
