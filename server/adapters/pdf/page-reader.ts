import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { PAGE_TEXT_LIMITS, type PageReader } from '../../kernel/ports/page-reader';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../sandbox/limited-child';
import { parsedJson } from '../sandbox/plain-wire';

export interface PageReaderOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('page-texts')`. */
  program?: ChildProgram;
}

/** A hundred ordinary pages take a second of processor; nobody waits for it. */
export const READ_LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 60, wallMs: 600_000, outputBytes: 64 * 1024 * 1024 };

const ANSWER = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), texts: z.array(z.string().max(PAGE_TEXT_LIMITS.letters + 1)).max(PAGE_TEXT_LIMITS.pages) }),
  z.strictObject({ ok: z.literal(false) }),
]);

/** PageReader on PDFium (WebAssembly) in a killable child. */
export function createPageReader({ program, ...limits }: PageReaderOptions = {}): PageReader {
  const settled = { ...READ_LIMITS, ...limits };
  return {
    async read(file, { from, count }, { signal, memoryMb } = {}) {
      if (!path.isAbsolute(file)) throw new TypeError('files are named by absolute paths');
      if (count > PAGE_TEXT_LIMITS.pages) throw new RangeError('too many pages at once');
      const { started, output } = await LimitedChild.run(program ?? entryFor('page-texts'), [file, String(from), String(count)], { ...settled, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal);
      if (!started) throw new DomainError('unavailable', 'search.reader_unavailable');
      // What the child says is as untrusted as the file it read.
      return ANSWER.safeParse(parsedJson(output)).data ?? { ok: false };
    },
  };
}
