import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { CARRY_VERDICTS, type MarkCarrier } from '../../kernel/ports/mark-carrier';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../sandbox/limited-child';
import { parsedJson } from '../sandbox/plain-wire';

/** A pair of 300 pages with marks on all of them, scans included; nobody waits at a page for it. */
export const CARRY_LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 240, wallMs: 900_000, outputBytes: 64 * 1024 * 1024 };

const PLACE = { page: z.int().min(1).optional(), rects: z.array(z.array(z.number())).optional(), strokes: z.array(z.array(z.array(z.number()))).optional(), at: z.array(z.number()).optional() };
const ANSWER = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    marks: z.array(z.object({ id: z.union([z.string(), z.number()]), verdict: z.enum(['moved', 'check', 'tray']), ...PLACE, rest: z.array(z.object(PLACE)).optional(), doubt: z.string().optional() })),
  }),
  z.object({ ok: z.literal(false), fault: z.enum(['old', 'new', 'page', 'carrying']), mark: z.union([z.string(), z.number()]).optional(), pages: z.number().optional() }),
]);
export type CarryAnswer = z.infer<typeof ANSWER>;
export type CarriedMark = Extract<CarryAnswer, { ok: true }>['marks'][number];

const PLACES = z.array(z.object({ page: z.int().min(0), quads: z.array(z.array(z.int()).length(8)).optional(), points: z.array(z.int()).optional(), at: z.array(z.int()).length(2).optional() }));
const LOG_ANSWER = z.object({ ok: z.literal(true), marks: z.array(z.object({ id: z.string(), verdict: z.enum(CARRY_VERDICTS), places: PLACES, doubt: z.string().max(40).nullable() })) });

export interface CarryOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('carry-over')`. */
  program?: ChildProgram;
}

/**
 * Carries the marks of one file from one version to the next, in a killable child. Files are named by absolute paths.
 * @param marks a file that {@link MARKS_FILE} reads. @throws DomainError when the child does not start.
 */
export async function carryMarks(old: string, fresh: string, marks: string, { program, ...limits }: CarryOptions = {}, signal?: AbortSignal): Promise<CarryAnswer> {
  // What the child says is as untrusted as the files it read.
  return ANSWER.safeParse(await said([old, fresh, marks], { program, ...limits }, signal)).data ?? { ok: false, fault: 'carrying' };
}

async function said(files: readonly string[], { program, ...limits }: CarryOptions, signal?: AbortSignal): Promise<unknown> {
  if (!files.every((file) => path.isAbsolute(file))) throw new TypeError('files are named by absolute paths');
  const { started, output } = await LimitedChild.run(program ?? entryFor('carry-over'), [...files], { ...CARRY_LIMITS, ...limits }, signal);
  if (!started) throw new DomainError('unavailable', 'documents.carrying_unavailable');
  return parsedJson(output);
}

/** MarkCarrier on the same child. */
export function createMarkCarrier(options: CarryOptions = {}): MarkCarrier {
  return {
    async carry(old, fresh, marks, { signal, memoryMb } = {}) {
      const answer = await said([old, fresh, marks], { ...options, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal);
      return LOG_ANSWER.safeParse(answer).data?.marks ?? null;
    },
  };
}
