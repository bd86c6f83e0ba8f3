/** Why the installation cannot do all it should. Keys for programs that watch it; `docs/operating.md` says what to do about each. */
export type HealthProblem =
  | 'disk_full'
  | 'disk_readonly'
  | 'disk_unwritable'
  | 'space_low'
  | 'database_damaged'
  | 'database_missing'
  | 'database_unreadable'
  | 'ink_damaged'
  | 'ink_missing'
  | 'ink_unavailable'
  | 'papers_missing'
  | 'papers_unreachable';

/** What nothing fails of today, and somebody must see to. */
export type HealthWarning = 'backup_late' | 'backup_unreachable';

export interface Health {
  ok: boolean;
  problems: HealthProblem[];
  warnings: HealthWarning[];
}

export interface Vitals {
  /** Asked as often as one likes: the answer is at most a few seconds old. */
  health(): Promise<Health>;
  stop(): void;
}
