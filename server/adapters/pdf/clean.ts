import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import type { PdfCleaner } from '../../kernel/ports/pdf-cleaner';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../sandbox/limited-child';
import { parsedJson } from '../sandbox/plain-wire';

export interface CleanOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('pdf-clean')`. */
  program?: ChildProgram;
}

const LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 30, wallMs: 60_000, outputBytes: 1_024, fileMb: 210 };
const ANSWER = z.strictObject({ ok: z.boolean() });

/** PdfCleaner in a killable child. */
export function createPdfCleaner({ program, ...limits }: CleanOptions = {}): PdfCleaner {
  return {
    async clean(file, target, { signal, memoryMb }) {
      if (!path.isAbsolute(file) || !path.isAbsolute(target)) throw new TypeError('files are named by absolute paths');
      const { started, output } = await LimitedChild.run(program ?? entryFor('pdf-clean'), [file, target], { ...LIMITS, dataKb: memoryMb * 1_000, ...limits }, signal);
      if (!started) throw new DomainError('unavailable', 'documents.inspector_unavailable');
      return ANSWER.safeParse(parsedJson(output)).data?.ok ?? false;
    },
  };
}
