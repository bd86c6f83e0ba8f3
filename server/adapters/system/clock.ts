import type { Clock } from '../../kernel/ports/clock';

/** The wall clock of this machine, or one that started at a fixed moment and runs on from there (sample and tests). */
export function createClock(startAt?: Date): Clock {
  if (!startAt) return { now: () => new Date() };
  const offset = startAt.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}
