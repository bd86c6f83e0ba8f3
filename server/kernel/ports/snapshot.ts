import type { AuditHead } from '../audit';
import type { StoredBlob } from './blob';

/**
 * A database as a backup reads it: held for a moment, so that several have one point in common, then read as it was at that point
 * while everybody goes on writing. An engine of another kind has a lock its writers take, a snapshot that is exported, its own dump.
 */
export interface SnapshotSource {
  /** The file it becomes in a backup. */
  readonly file: string;
  /** From here until `letGo` nobody commits. @returns false when somebody is writing just now. */
  hold(): Promise<boolean>;
  letGo(): Promise<void>;
  /** What is committed now is what everything below reads. */
  mark(): Promise<void>;
  /** Writes it as a file of its own, whole and read through. @throws BootError when what is read is damaged. */
  write(file: string): Promise<void>;
  close(): Promise<void>;
}

/** What a backup has to know of the main database at its point. */
export interface MainFacts {
  /** Id of the installation; null when it was never opened. */
  installation: string | null;
  engine: 'sqlite';
  /** Names of the migrations, in order. */
  migrations: string[];
  audit: AuditHead;
}

export interface MainSource extends SnapshotSource {
  facts(): Promise<MainFacts>;
  /** Every stored file that a row names. */
  files(): Iterable<StoredBlob> | AsyncIterable<StoredBlob>;
}
