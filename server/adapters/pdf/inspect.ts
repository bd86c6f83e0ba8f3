import os from 'node:os';
import path from 'node:path';
import { DomainError } from '../../kernel/errors';
import type { PdfInspector, PdfVerdict } from '../../kernel/ports/pdf-inspector';
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
  const turns = new Turns(settled.parallel);
  return {
    async inspect(file, { signal, memoryMb } = {}) {
      if (!path.isAbsolute(file)) throw new TypeError('the file to inspect is named by an absolute path');
      const release = await turns.take(signal);
      try {
        return await runChild(entry, file, { ...settled, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal);
      } finally {
        release();
      }
    },
  };
}

async function runChild(program: ChildProgram, file: string, limits: InspectLimits, signal: AbortSignal | undefined): Promise<PdfVerdict> {
  const { started, output, cause } = await LimitedChild.run(program, [file], { ...limits, outputBytes: OUTPUT_LIMIT }, signal);
  if (!started) throw new DomainError('unavailable', 'documents.inspector_unavailable');
  const verdict = output === undefined ? undefined : decodeVerdict(output);
  return verdict ?? { ok: false, reason: 'documents.too_complex', params: { detail: cause } };
}

/** First come, first served, `size` at a time. */
class Turns {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(size: number) {
    this.free = size;
  }

  async take(signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.free > 0) this.free -= 1;
    else await this.queue(signal);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    };
  }

  private queue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(signal?.reason);
      };
      this.waiting.push(go);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
