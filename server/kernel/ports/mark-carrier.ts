/**
 * Carries marks of the ink log from one version of a paper to the next. Both files are untrusted: an implementation reads them
 * outside the process that serves the sitting, within limits of time and memory.
 */

/** Coordinates as the log of ink has them (`shared/protocol/ink`): 16384ths of the page before it is turned, pages from 0. */
export type LogMark =
  | { id: string; page: number; kind: 'highlight'; quads: readonly (readonly number[])[] }
  | { id: string; page: number; kind: 'ink'; /** Strokes of one hand movement have one group and stay together. */ group?: string; points: readonly number[] }
  | { id: string; page: number; kind: 'note'; at: readonly [number, number] };

/** Where a mark is now; `points` and `at` are x, y one after the other. */
export interface LogPlace {
  page: number;
  quads?: readonly (readonly number[])[];
  points?: readonly number[];
  at?: readonly number[];
}

export const CARRY_VERDICTS = ['moved', 'check', 'tray'] as const;
export type CarryVerdict = (typeof CARRY_VERDICTS)[number];

/** Why a mark is doubtful or in the tray; the words of it are the carrier's (`carryover/marks`). */
export interface CarriedLogMark {
  id: string;
  verdict: CarryVerdict;
  /** One; more for a highlight that runs over the end of a page; none in the tray. */
  places: readonly LogPlace[];
  doubt: string | null;
}

export interface MarkCarrier {
  /**
   * Places every mark once. Files are named by absolute paths; `marks` is a file of {@link encodeLogMarks}. Never throws for what the
   * files contain: null where they could not be compared within the limits. Rejects with `AbortError` when the signal fires, and with
   * `DomainError('unavailable', 'documents.carrying_unavailable')` when no child can be started.
   */
  carry(old: string, fresh: string, marks: string, options?: { signal?: AbortSignal; memoryMb?: number }): Promise<CarriedLogMark[] | null>;
}

/** Bytes of the file the marks are given in. */
export const encodeLogMarks = (marks: readonly LogMark[]): Uint8Array => new TextEncoder().encode(JSON.stringify({ frame: 'log', marks }));
