/** Calls that come close together, made one; per key never two runs at once. */
export interface Coalesced {
  /** Something changed: one run follows within the pause, which sees it. */
  due(key: string): void;
  /** No further runs; resolves when those under way have ended. */
  stop(): Promise<void>;
}

const RETRY_MS = 1_000;

interface Entry {
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  again: boolean;
}

/**
 * @param pauseMs from the first call to the run. A call during a run leads to one more run, so that the last run always
 * began after the last call.
 * @param run when it fails, `fail` is told and it is run again a second later.
 */
export function coalesced(pauseMs: number, run: (key: string) => Promise<void>, fail: (error: unknown) => void): Coalesced {
  const entries = new Map<string, Entry>();
  let stopped = false;

  function start(key: string, entry: Entry): void {
    entry.timer = null;
    const end = (failed: boolean): void => {
      entry.running = null;
      if (failed || entry.again) wait(key, entry, failed ? RETRY_MS : pauseMs);
      else entries.delete(key);
    };
    entry.running = run(key).then(
      () => end(false),
      (error: unknown) => {
        fail(error);
        end(true);
      },
    );
  }

  function wait(key: string, entry: Entry, ms = pauseMs): void {
    entry.again = false;
    if (!stopped) entry.timer = setTimeout(() => start(key, entry), ms);
  }

  return {
    due(key) {
      if (stopped) return;
      const entry = entries.get(key);
      if (entry) entry.again = entry.running !== null;
      else {
        const fresh: Entry = { timer: null, running: null, again: false };
        entries.set(key, fresh);
        wait(key, fresh);
      }
    },
    async stop() {
      stopped = true;
      const running = [...entries.values()].map((entry) => {
        if (entry.timer) clearTimeout(entry.timer);
        return entry.running;
      });
      await Promise.all(running);
    },
  };
}
