import { z } from 'zod';
import {
  ACTIVE_CONTENT,
  PDF_FINDINGS,
  PDF_LIMITS,
  PDF_REFUSALS,
  PLACES_NAMED,
  type PdfVerdict,
} from '../../kernel/ports/pdf-inspector';

/** Bytes the parent accepts from a child. */
export const OUTPUT_LIMIT = 64 * 1024;

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
  places: z.partialRecord(z.enum([...PDF_FINDINGS, ...ACTIVE_CONTENT]), z.array(z.int().min(1)).max(PLACES_NAMED)).optional(),
  part: z.strictObject({ start: z.int().min(0), end: z.int().min(1), header: z.string().length(8).optional() }).optional(),
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

/** The verdict as the child sends it, at most 64 kB: the text of page 1 gives way to the page sizes. */
export function encodeVerdict(verdict: PdfVerdict): string {
  if (!verdict.ok) return JSON.stringify(verdict);
  const { facts, doubt } = verdict;
  const { sizes, ...rest } = facts;
  const sizeRuns: [number, number, number][] = [];
  for (const [width, height] of sizes) {
    const last = sizeRuns.at(-1);
    if (last && last[1] === width && last[2] === height) last[0] += 1;
    else sizeRuns.push([1, width, height]);
  }
  const encode = (text: string): string =>
    JSON.stringify({ ok: true, facts: { ...rest, textOfFirstPage: text, sizeRuns }, doubt });
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
  const { sizeRuns, ...facts } = answer.data.facts;
  if (sizeRuns.reduce((sum, [times]) => sum + times, 0) !== facts.pages) return undefined;
  const sizes = sizeRuns.flatMap(([times, width, height]) =>
    Array.from({ length: times }, (): [number, number] => [width, height]),
  );
  // Asked about and told so are one: nobody who reads only the facts takes the file unasked.
  if ((doubt !== undefined) !== facts.findings.includes('secrecy_doubt')) return undefined;
  return { ok: true, facts: { ...facts, sizes }, ...(doubt && { doubt }) };
}
