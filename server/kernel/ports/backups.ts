/** A whole backup, as it says of itself. */
export interface BackupFacts {
  /** Name of its folder; in order of time. */
  id: string;
  /** The point it holds. */
  madeAt: Date;
  /** Bytes of what it restores to. */
  bytes: number;
  /** Stored files in it. */
  files: number;
  /** Stored files that rows name and that were missing or damaged when it was made. */
  missing: number;
  /** Nobody reads it without a key. */
  sealed: boolean;
}

export interface BackupCondition {
  /** What the installation was told to make by itself; null: nothing. */
  plan: { folder: string; at: number; sealed: boolean } | null;
  /** The newest whole one in that folder. */
  last: BackupFacts | null;
  /** The folder can be read. */
  reachable: boolean;
}

/** Backups the installation makes by itself, into the folder it was told. */
export interface Backups {
  /** Reads the folder; cheap enough to be asked for by every screen. */
  condition(): Promise<BackupCondition>;
  /**
   * Makes one, beside everything else, and lets old ones go. Whole or not at all.
   * @throws DomainError `storage_full` or `unavailable`/`storage.backup_failed`, the cause in words for the operator.
   */
  make(options: { signal: AbortSignal; log(facts: Readonly<Record<string, unknown>>, message: string): void }): Promise<BackupFacts>;
}
