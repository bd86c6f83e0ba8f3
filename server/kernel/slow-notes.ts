import type { Deed, Meter } from './ports/meter';

export interface SlowNotesOptions {
  /** From here on something is slow, ms. */
  thresholdMs: number;
  /** @param facts names and figures only: neither inputs nor what was answered. */
  tell(facts: Readonly<Record<string, string | number | undefined>>): void;
  /** Monotonic, ms. */
  now(): number;
  /** Time between two lines about the same name, ms. */
  everyMs?: number;
}

/** What people wait for by themselves: how fast a paper comes in is the network's matter, and a page is its commands and questions. */
const WATCHED: ReadonlySet<Deed['kind']> = new Set(['command', 'query', 'view', 'push', 'ink']);
const EVERY_MS = 1_000;

/**
 * Leaves a line about what took long, by the name of the rule (command, question, view) and never with its input. Where everything is
 * slow the log stays readable: one line a second of a name, with how many there were and the longest of them.
 */
export function createSlowNotes({ thresholdMs, tell, now, everyMs = EVERY_MS }: SlowNotesOptions): Meter {
  const known = new Map<string, { at: number; more: number; longest: number }>();
  return {
    weighs: false,
    sent: () => undefined,
    done({ kind, name, outcome, ms }) {
      if (ms < thresholdMs || !WATCHED.has(kind)) return;
      const key = `${kind} ${name}`;
      const at = now();
      const last = known.get(key);
      if (last && at - last.at < everyMs) {
        last.more += 1;
        last.longest = Math.max(last.longest, ms);
        return;
      }
      known.set(key, { at, more: 0, longest: 0 });
      const before = last && last.more > 0 ? { more: last.more, longestMs: Math.round(last.longest) } : {};
      tell({ kind, name, outcome, ms: Math.round(ms), ...before });
    },
  };
}
