import { isUnavailable } from './errors';

/** Faults as an operator should read them: the first of a kind at once, then one line a while with how many there were. */
export interface FaultNotes {
  /** @param kind faults of one kind share a line. */
  fault(kind: string, message: string): void;
  /** Notes a refusal that is the installation's own fault (`storage_full`, `unavailable`); others are not its concern. */
  refused(error: unknown, where: string): void;
}

export interface FaultNotesOptions {
  tell(message: string): void;
  /** Monotonic, ms. */
  now(): number;
  /** Time between two lines of one kind, ms. */
  everyMs?: number;
}

const EVERY_MS = 60_000;
/** Kinds remembered at once; they are named by the program, never by a caller. */
const MOST_KINDS = 500;

export function createFaultNotes({ tell, now, everyMs = EVERY_MS }: FaultNotesOptions): FaultNotes {
  /** A refusal passes several doors on its way out. */
  const noted = new WeakSet<Error>();
  const kinds = new Map<string, { at: number; more: number }>();
  const fault = (kind: string, message: string): void => {
    const known = kinds.get(kind);
    const at = now();
    if (known && at - known.at < everyMs) {
      known.more += 1;
      return;
    }
    if (kinds.size >= MOST_KINDS) kinds.clear();
    kinds.set(kind, { at, more: 0 });
    tell(known && known.more > 0 ? `${message} (${known.more} more like it before)` : message);
  };
  return {
    fault,
    refused(error, where) {
      if (!isUnavailable(error) || noted.has(error)) return;
      noted.add(error);
      const cause = error.cause instanceof Error ? `: ${error.cause.message.trim().split('\n').at(-1) ?? ''}` : '';
      fault(`${error.code} ${error.reason} ${where}`, `refused ${where}: ${error.code} (${error.reason})${cause}`);
    },
  };
}
