import type { RedisProblem } from '../redis-place';

/** Why the installation cannot do all it should. Keys for programs that watch it; `docs/operating.md` says what to do about each. */
export const HEALTH_PROBLEMS = [
  'disk_full',
  'disk_readonly',
  'disk_unwritable',
  'space_low',
  'database_damaged',
  'database_missing',
  'database_unreadable',
  'ink_damaged',
  'ink_missing',
  'ink_unavailable',
  'papers_missing',
  'papers_unreachable',
  'history_stopped',
  'certificate_ended',
] as const;

export type HealthProblem = (typeof HEALTH_PROBLEMS)[number];

/** What nothing fails of today, and somebody must see to. */
export type HealthWarning = 'backup_late' | 'backup_unreachable' | 'standby_away' | 'standby_late' | 'clock_off' | `redis_${RedisProblem}`;

export interface Health {
  ok: boolean;
  problems: HealthProblem[];
  warnings: HealthWarning[];
}

/** Why requests should not be sent here now; the problems among them are those that nobody can work with. */
export type Unready = 'stopping' | 'database_behind' | 'database_ahead' | Extract<HealthProblem, `database_${string}` | `papers_${string}`>;

export interface Readiness {
  ready: boolean;
  reasons: Unready[];
  /** What does not keep requests away, as in `Health`. */
  warnings: HealthWarning[];
}

export interface Vitals {
  /** Asked as often as one likes: the answer is at most a few seconds old. */
  health(): Promise<Health>;
  /** Whether requests may come: the database answers and has this program's schema, and the papers are there. As old as `health`. */
  ready(): Promise<Readiness>;
  stop(): void;
}
