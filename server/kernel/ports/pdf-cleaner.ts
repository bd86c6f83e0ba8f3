import type { ActiveContent } from './pdf-inspector';

/** Leads elsewhere where another program opens it, and is left out of what is shown; nothing that a reader sees goes with it. */
export const CLEANED_CONTENT = ['goto_unc', 'import_data', 'reference_xobject'] as const satisfies readonly ActiveContent[];

/** Of what refused a file, whether all can be left out of it. @param kinds comma list, as the refusal has it. */
export const isCleanable = (kinds: unknown): boolean => {
  const named = String(kinds ?? '').split(',');
  return named.every((kind) => (CLEANED_CONTENT as readonly string[]).includes(kind));
};

export interface PdfCleaner {
  /**
   * Writes a PDF that nobody trusts once more, without what leads elsewhere. Never throws for what the file contains.
   * @param file, target absolute; there is nothing at the target before.
   * @returns whether it was written; what was written is inspected as any file.
   */
  clean(file: string, target: string, options: { signal: AbortSignal; memoryMb: number }): Promise<boolean>;
}
