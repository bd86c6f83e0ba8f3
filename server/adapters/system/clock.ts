import type { Clock } from '../../kernel/ports/clock';

/** The wall clock of this machine, or one that started at a fixed moment and runs on from there (sample and tests). */
export function createClock(startAt?: Date): Clock {
  if (!startAt) return { now: () => new Date() };
  const offset = startAt.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}

/** A clock that is told what time it is: for filling in a history. */
export interface ScriptClock extends Clock {
  set(moment: Date | string): void;
}

export function createScriptClock(start: Date | string): ScriptClock {
  let now = new Date(start);
  return { now: () => new Date(now), set: (moment) => void (now = new Date(moment)) };
}
