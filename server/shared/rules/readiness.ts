/** Whether somebody's tablet is ready for a session, and what keeps it from being so; the worst first. */

export const READINESS_PROBLEMS = ['away', 'program', 'battery', 'connection', 'clock'] as const;
export type ReadinessProblem = (typeof READINESS_PROBLEMS)[number];

/** Below it a tablet that is not charged may not last through a morning, percent. */
const LOW_BATTERY = 25;
/** A slower answer is felt with every tap, ms. */
const SLOW_TRIP_MS = 1_000;
/** Clocks of tablets decide nothing; one that is off by more confuses who reads it, ms. */
const CLOCK_OFF_MS = 60_000;
/** So long before the start those who are not ready are named, ms. */
const NAMED_BEFORE_MS = 10 * 60_000;

export interface SaidReadiness {
  program: string;
  offsetMs: number | null;
  tripMs: number | null;
  battery: { percent: number; charging: boolean } | null;
}

/** What is wrong with one tablet. What a browser does not say is no problem. @param program build the server gives out. */
export function problemsOf(said: SaidReadiness | null, program: string): ReadinessProblem[] {
  if (!said) return ['away'];
  const found: Record<ReadinessProblem, boolean> = {
    away: false,
    program: said.program !== program,
    battery: said.battery !== null && !said.battery.charging && said.battery.percent < LOW_BATTERY,
    connection: said.tripMs !== null && said.tripMs > SLOW_TRIP_MS,
    clock: said.offsetMs !== null && Math.abs(said.offsetMs) > CLOCK_OFF_MS,
  };
  return READINESS_PROBLEMS.filter((problem) => found[problem]);
}

/** Who is worse off comes first: the worst problem, then how many. Equal ones keep their order. */
export function worseFirst(one: readonly ReadinessProblem[], other: readonly ReadinessProblem[]): number {
  const rank = (problems: readonly ReadinessProblem[]): number => (problems[0] ? READINESS_PROBLEMS.indexOf(problems[0]) : READINESS_PROBLEMS.length);
  return rank(one) - rank(other) || other.length - one.length;
}

/** Of several tablets of a person the best one counts: it is the one they will take. */
export function bestOf<Tablet extends SaidReadiness>(tablets: readonly Tablet[], program: string): Tablet | null {
  return [...tablets].sort((one, other) => worseFirst(problemsOf(other, program), problemsOf(one, program)))[0] ?? null;
}

/** Whether the start is so near, or over, that those who are not ready are named. */
export const areNamed = (startsAt: Date, now: Date): boolean => startsAt.getTime() - now.getTime() <= NAMED_BEFORE_MS;
