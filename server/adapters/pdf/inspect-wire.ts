import { z } from 'zod';
import {
  ACTIVE_CONTENT,
  HEAVY_CAUSES,
  PDF_FINDINGS,
  PDF_LIMITS,
  PDF_REFUSALS,
  PLACES_NAMED,
  type HeavyPage,
  type PdfVerdict,
} from '../../kernel/ports/pdf-inspector';

/** Bytes the parent accepts from a child. */
export const OUTPUT_LIMIT = 192 * 1024;

const FACTS = z.strictObject({
  pages: z.int().min(1).max(PDF_LIMITS.pages),
  /** [how many pages in a row, width, height]: 3,000 equal pages are one entry. */
  sizeRuns: z.array(z.tuple([z.int().min(1), z.number(), z.number()])).max(PDF_LIMITS.pages),
  version: z.string().max(8),
  active: z.array(z.enum(ACTIVE_CONTENT)),
  findings: z.array(z.enum(PDF_FINDINGS)),
  signatures: z.int().min(0),
  signed: z.boolean(),
  encrypted: z.boolean(),
  form: z.boolean(),
  textOfFirstPage: z.string().max(4_000),
  flatPageTree: z.boolean(),
  largestImageMp: z.number(),
  pictured: z.boolean().optional(),
  firstIsScan: z.boolean().optional(),
  places: z.partialRecord(z.enum([...PDF_FINDINGS, ...ACTIVE_CONTENT]), z.array(z.int().min(1)).max(PLACES_NAMED)).optional(),
  part: z.strictObject({ start: z.int().min(0), end: z.int().min(1), header: z.string().length(8).optional() }).optional(),
  /** [first, how many pages in a row, cause, largest figure]: a book of 352 scans is one entry. */
  heavyRuns: z.array(z.tuple([z.int().min(1), z.int().min(1), z.enum(HEAVY_CAUSES), z.int().min(1)])).max(PDF_LIMITS.pages),
});

const ANSWER = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), facts: FACTS, doubt: z.strictObject({ page: z.int().min(1), words: z.string().max(200) }).optional() }),
  z.strictObject({
    ok: z.literal(false),
    reason: z.enum(PDF_REFUSALS),
    params: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])),
    offer: z.literal('paper_only').optional(),
  }),
]);

/** The verdict as the child sends it, at most {@link OUTPUT_LIMIT} bytes: the text of page 1 gives way to the page sizes. */
export function encodeVerdict(verdict: PdfVerdict): string {
  if (!verdict.ok) return JSON.stringify(verdict);
  const { facts, doubt } = verdict;
  const { sizes, heavy, ...rest } = facts;
  const sizeRuns: [number, number, number][] = [];
  for (const [width, height] of sizes) {
    const last = sizeRuns.at(-1);
    if (last && last[1] === width && last[2] === height) last[0] += 1;
    else sizeRuns.push([1, width, height]);
  }
  const encode = (text: string): string =>
    JSON.stringify({ ok: true, facts: { ...rest, textOfFirstPage: text, sizeRuns, heavyRuns: runsOf(heavy) }, doubt });
  const full = encode(rest.textOfFirstPage);
  return Buffer.byteLength(full) < OUTPUT_LIMIT ? full : encode(rest.textOfFirstPage.slice(0, 500));
}

/** Reads a child's answer; undefined when it is not one. The child is as untrusted as the file it parsed. */
export function decodeVerdict(text: string): PdfVerdict | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const answer = ANSWER.safeParse(json);
  if (!answer.success) return undefined;
  if (!answer.data.ok) return answer.data;
  const { doubt } = answer.data;
  const { sizeRuns, heavyRuns, ...facts } = answer.data.facts;
  if (sizeRuns.reduce((sum, [times]) => sum + times, 0) !== facts.pages) return undefined;
  const sizes = sizeRuns.flatMap(([times, width, height]) =>
    Array.from({ length: times }, (): [number, number] => [width, height]),
  );
  // Asked about and told so are one: nobody who reads only the facts takes the file unasked.
  if ((doubt !== undefined) !== facts.findings.includes('secrecy_doubt')) return undefined;
  const heavy = pagesOf(heavyRuns, facts.pages);
  return heavy && { ok: true, facts: { ...facts, sizes, heavy }, ...(doubt && { doubt }) };
}

type HeavyRun = [first: number, times: number, cause: HeavyPage['cause'], figure: number];

function runsOf(heavy: readonly HeavyPage[]): HeavyRun[] {
  const runs: HeavyRun[] = [];
  for (const { page, cause, figure } of heavy) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === page && last[2] === cause && Math.abs(last[3] - figure) <= figure / 4) {
      last[1] += 1;
      last[3] = Math.max(last[3], figure);
    } else runs.push([page, 1, cause, figure]);
  }
  return runs;
}

/** Undefined when the runs are no rising list of pages the file has. */
function pagesOf(runs: readonly HeavyRun[], pages: number): HeavyPage[] | undefined {
  const heavy: HeavyPage[] = [];
  for (const [first, times, cause, figure] of runs) {
    if (first <= (heavy.at(-1)?.page ?? 0) || first + times - 1 > pages) return undefined;
    for (let page = first; page < first + times; page += 1) heavy.push({ page, cause, figure });
  }
  return heavy;
}
