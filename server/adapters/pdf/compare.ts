import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { comparedSchema, type VersionComparer } from '../../kernel/ports/version-comparer';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../sandbox/limited-child';
import { parsedJson } from '../sandbox/plain-wire';

/** A pair of 500 pages; nobody waits at a page for it. */
export const COMPARE_LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 180, wallMs: 600_000, outputBytes: 32 * 1024 * 1024 };

const ANSWER = z.strictObject({ ok: z.literal(true), compared: comparedSchema });

export interface ComparerOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('compare')`. */
  program?: ChildProgram;
}

/** VersionComparer on PDFium (WebAssembly) in a killable child. */
export function createVersionComparer({ program, ...limits }: ComparerOptions = {}): VersionComparer {
  return {
    async compare(old, fresh, { signal, memoryMb } = {}) {
      if (![old, fresh].every((file) => path.isAbsolute(file))) throw new TypeError('files are named by absolute paths');
      const { started, output } = await LimitedChild.run(program ?? entryFor('compare'), [old, fresh], { ...COMPARE_LIMITS, ...limits, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal);
      if (!started) throw new DomainError('unavailable', 'documents.comparing_unavailable');
      // What the child says is as untrusted as the files it read.
      return ANSWER.safeParse(parsedJson(output)).data?.compared ?? null;
    },
  };
}
