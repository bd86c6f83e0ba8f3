import type { ErrorCode } from '../errors';

/** `ok`, or the code of what was answered instead; of pages and uploads the HTTP status. */
export type Outcome = 'ok' | ErrorCode;

/** Something that was done, and that somebody waited for. */
export interface Deed {
  kind: 'command' | 'query' | 'view' | 'push' | 'ink' | 'page' | 'upload';
  /** Out of a list that the program knows beforehand: the name of a definition, the pattern of an address. Never what somebody typed, never an id. */
  name: string;
  outcome: Outcome | `${number}`;
  ms: number;
  /** What came in for a command, an ink commit or an upload; what went out for a question, a view, a push or a page; null where nobody counted. */
  bytes: number | null;
}

/**
 * How the program is doing, told to those who operate it; nothing of it is kept, and nothing stands in the record. Not the module
 * `metrics`, which counts paper.
 */
export interface Meter {
  /** Whether anybody looks at bytes: counting those of an object costs something. */
  readonly weighs: boolean;
  done(deed: Deed): void;
  /** A message was written to one tablet. */
  sent(lane: 'meeting' | 'ink', bytes: number): void;
}

/** Nobody looks. */
export const NO_METER: Meter = { weighs: false, done: () => undefined, sent: () => undefined };

/** One meter for several who look. */
export function meters(...all: readonly Meter[]): Meter {
  return {
    weighs: all.some(({ weighs }) => weighs),
    done(deed) {
      for (const meter of all) meter.done(deed);
    },
    sent(lane, bytes) {
      for (const meter of all) meter.sent(lane, bytes);
    },
  };
}
