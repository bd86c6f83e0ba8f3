import { z } from 'zod';
import { CLEANED_CONTENT } from './pdf-cleaner';
import type { ConverterReach, OfficeKind } from '../../shared/rules/office-kinds';

/** Why a file of an office program is refused; each has a sentence in both languages. */
export const OFFICE_REFUSALS = [
  /** What is inside is not what its name says. */
  'documents.office_other_kind',
  'documents.office_encrypted',
  'documents.office_damaged',
  /** Names that leave the file, a document type of its own, parts twice: made to harm, or by no office program. */
  'documents.office_hostile',
  'documents.office_bomb',
  /** Nothing here converts it. */
  'documents.no_converter',
  /** The converter cannot be kept from this machine's files, and this kind cannot be cleaned before. */
  'documents.no_isolation',
  /** The converter gave up, or took too long. */
  'documents.not_converted',
  'documents.too_many_pictures',
] as const;
export type OfficeRefusal = (typeof OFFICE_REFUSALS)[number];

/** What whoever uploads is told of a file beside its rendition. */
export const conversionSchema = z.strictObject({
  kind: z.string().max(8),
  /** Faces the file names that are not in the rendition, the likeliest to be noticed first. */
  fontsReplaced: z.array(z.string().max(80)).max(30),
  /** Signs that no face here has: shown as boxes. */
  signsMissing: z.array(z.string().max(8)).max(50),
  comments: z.int().min(0),
  /** Tracked changes; they are shown in the rendition as the file shows them. */
  changes: z.int().min(0),
  macros: z.int().min(0),
  /** Templates, pictures and data at other places: never fetched. */
  links: z.int().min(0),
  /** Whether the two lists and the counts are known: of a binary file of old they are not. */
  isKnown: z.boolean(),
  /** Of a PDF that is shown without what leads elsewhere: what was left out. */
  leftOut: z.array(z.enum(CLEANED_CONTENT)).optional(),
});
export type Conversion = z.output<typeof conversionSchema>;

export type ConversionResult = { ok: true; conversion: Conversion } | { ok: false; reason: OfficeRefusal; params: Readonly<Record<string, string | number>> };

/** How the converter is kept apart. `none`: it would see this machine's files and network. */
export type Isolation = 'bubblewrap' | 'network' | 'none';

export interface ConverterState {
  reach: ConverterReach;
  /** First line of its version; null: there is none. */
  version: string | null;
  isolation: Isolation;
}

export interface OfficeConverter {
  /** How far it can, without starting it. */
  reach(): Promise<ConverterReach>;
  state(): Promise<ConverterState>;
  /**
   * Makes a PDF of a file that nobody trusts.
   * @param target absolute; there is nothing there before, and afterwards the PDF where it went well.
   * @param onProgress share, 0 to 1.
   */
  convert(file: string, kind: OfficeKind, target: string, options: { signal: AbortSignal; memoryMb: number; onProgress?: (share: number) => void }): Promise<ConversionResult>;
}
