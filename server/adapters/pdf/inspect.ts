import os from 'node:os';
import path from 'node:path';
import { DomainError } from '../../kernel/errors';
import type { PdfInspector, PdfVerdict } from '../../kernel/ports/pdf-inspector';
import { createSemaphore } from '../../kernel/semaphore';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../sandbox/limited-child';
import { decodeVerdict, OUTPUT_LIMIT } from './inspect-wire';

export interface InspectLimits extends Omit<ChildLimits, 'outputBytes'> {
  /** Children at once; one per core at most. */
  parallel: number;
}

export interface InspectOptions extends Partial<InspectLimits> {
  /** The child's program; default `entryFor('pdf-inspect')`. */
  program?: ChildProgram;
}

export const DEFAULT_INSPECT_LIMITS: InspectLimits = {
  dataKb: 1_500_000,
  cpuSeconds: 20,
  wallMs: 25_000,
  parallel: Math.max(1, os.availableParallelism()),
};

/** PdfInspector on killable child processes, one per file. */
export function createPdfInspector({ program, ...limits }: InspectOptions = {}): PdfInspector {
  const settled = { ...DEFAULT_INSPECT_LIMITS, ...limits };
  const entry = program ?? entryFor('pdf-inspect');
  const places = createSemaphore({ parallel: settled.parallel });
  return {
    async inspect(file, { signal, memoryMb } = {}) {
      if (!path.isAbsolute(file)) throw new TypeError('the file to inspect is named by an absolute path');
      return places.inTurn(() => runChild(entry, file, { ...settled, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal), { signal });
    },
  };
}

async function runChild(program: ChildProgram, file: string, limits: InspectLimits, signal: AbortSignal | undefined): Promise<PdfVerdict> {
  const { started, output, cause } = await LimitedChild.run(program, [file], { ...limits, outputBytes: OUTPUT_LIMIT }, signal);
  if (!started) throw new DomainError('unavailable', 'documents.inspector_unavailable');
  const verdict = output === undefined ? undefined : decodeVerdict(output);
  return verdict ?? { ok: false, reason: 'documents.too_complex', params: { detail: cause } };
}
