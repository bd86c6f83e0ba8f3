import type { Clock } from '../../kernel/ports/clock';

const monotonic = (): number => performance.now();

/** The clocks of this machine, the wall clock as it is set, or one that started at a fixed moment and runs on from there (sample and tests). */
export function createClock(startAt?: Date): Clock {
  if (!startAt) return { now: () => new Date(), monotonic };
  const offset = startAt.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset), monotonic };
}

export interface ServedClock extends Clock {
  /** What time the server has, ms since 1970, told at once and never later than it is. */
  observe(at: number): void;
  /** How far the clock of this machine is ahead of the server's, ms; null before anything was told. */
  ahead(): number | null;
}

/** The time of a server that several machines share, carried on between two words of it by this machine's clock that nobody sets. */
export function createServedClock(machine: Clock): ServedClock {
  let seen: { at: number; run: number } | null = null;
  const now = (): Date => (seen ? new Date(seen.at + machine.monotonic() - seen.run) : machine.now());
  return {
    now,
    monotonic: () => machine.monotonic(),
    observe: (at) => void (Number.isFinite(at) && (seen = { at, run: machine.monotonic() })),
    ahead: () => (seen ? machine.now().getTime() - now().getTime() : null),
  };
}

/** A clock that is told what time it is: for filling in a history. */
export interface ScriptClock extends Clock {
  set(moment: Date | string): void;
}

export function createScriptClock(start: Date | string): ScriptClock {
  let now = new Date(start);
  let run = 0;
  return {
    now: () => new Date(now),
    monotonic: () => run,
    set(moment) {
      const next = new Date(moment);
      run += Math.max(0, next.getTime() - now.getTime());
      now = next;
    },
  };
}

/** How fast the time of the installation goes while the machine's clock is behind it: it stays in order and is caught up with. */
const CATCHING_UP = 0.5;

/**
 * The time of the installation over the clocks of the machine: never before what is recorded already, never back, and running on
 * while the machine's clock, set back, is behind it.
 * @param recorded the last time written into the records of this data folder, ms since 1970.
 * @param run milliseconds this installation had been running before.
 */
export function createInstallationClock(machine: Clock, { recorded, run }: { recorded: number; run: number }): Clock {
  const began = machine.monotonic();
  let last = { told: recorded, at: began };
  return {
    monotonic: () => run + machine.monotonic() - began,
    now() {
      const at = machine.monotonic();
      const behind = last.told + Math.max(0, at - last.at) * CATCHING_UP;
      const told = Math.max(machine.now().getTime(), behind);
      last = { told, at };
      return new Date(told);
    },
  };
}
