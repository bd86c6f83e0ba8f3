import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { PICTURE_LIMITS, type PagePainter, type PaintOutcome } from '../../kernel/ports/page-painter';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../sandbox/limited-child';
import { parsedJson } from '../sandbox/plain-wire';
import { jpegSize, PICTURE_SIDE } from './picture-format';

export interface PainterOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('page-picture')`. */
  program?: ChildProgram;
}

/**
 * A thousand million pixels, the most the inspection lets through, are read in half a minute of processor. Nobody waits for it: on a busy server,
 * where it comes last, that may take many minutes by the clock.
 */
export const PAINT_LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 60, wallMs: 900_000, outputBytes: 1_024 };

/** The header of a JPEG file: tables and the frame come before anything long. */
const HEAD_BYTES = 64 * 1024;

const ANSWER = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), width: z.int().min(1).max(PICTURE_SIDE), height: z.int().min(1).max(PICTURE_SIDE) }),
  z.strictObject({ ok: z.literal(false) }),
]);

/** PagePainter on PDFium (WebAssembly) in a killable child, one child a page, so that no page spoils another. */
export function createPagePainter({ program, ...limits }: PainterOptions = {}): PagePainter {
  const entry = program ?? entryFor('page-picture');
  const settled = { ...PAINT_LIMITS, ...limits };
  return {
    async paint(file, page, target, { signal, memoryMb } = {}) {
      if (!path.isAbsolute(file) || !path.isAbsolute(target)) throw new TypeError('files are named by absolute paths');
      const began = performance.now();
      let isMade = false;
      try {
        const { started, output, cause } = await LimitedChild.run(entry, [file, String(page), target], { ...settled, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal);
        if (!started) throw new DomainError('unavailable', 'documents.painter_unavailable');
        const tookMs = Math.round(performance.now() - began);
        const made = output ? await judge(output, target) : ({ ok: false, failure: cause === 'timeout' ? 'timeout' : 'killed' } as const);
        isMade = made.ok;
        return { ...made, tookMs };
      } finally {
        if (!isMade) await rm(target, { force: true });
      }
    },
  };
}

type Judged = PaintOutcome extends infer T ? (T extends PaintOutcome ? Omit<T, 'tookMs'> : never) : never;

/** What the child says and what it wrote; it is as untrusted as the file it drew. */
async function judge(output: string, target: string): Promise<Judged> {
  const undrawable: Judged = { ok: false, failure: 'undrawable' };
  const answer = ANSWER.safeParse(parsedJson(output));
  if (!answer.success || !answer.data.ok) return undrawable;
  const { width, height } = answer.data;
  const { size } = await stat(target).catch(() => ({ size: 0 }));
  if (size === 0 || size > PICTURE_LIMITS.bytes) return undrawable;
  const file = await open(target, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const said = jpegSize(buffer.subarray(0, bytesRead));
    return said?.width === width && said.height === height ? { ok: true, width, height } : undrawable;
  } finally {
    await file.close();
  }
}
