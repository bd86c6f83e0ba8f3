import type { Database, Db } from '../../kernel/ports/database';
import type { OpStore } from '../../kernel/ports/op-store';
import type { RecordSource } from '../../kernel/record';
import type { InkBelonging } from './ink-sqlite';
import type { InstallationRows } from './installation-rows';

export interface MigrationLook {
  /** Told what the database says of its folder, before anything is changed. */
  look(rows: InstallationRows): void;
  /** It is being filled for the first time, and belongs to nobody until that is done. */
  filling: boolean;
  /** Id of the installation in the data folder; null where there is none yet. */
  folderId: string | null;
}

export interface InkWish {
  belonging: InkBelonging;
  /** Server time in ms. */
  now(): number;
  /** Bytes the medium of the log keeps free, where it is this machine's. */
  floorBytes: number;
  onFault(message: string): void;
  onFloor(message: string): void;
}

/** One of several processes opens it. */
export interface SharedWish {
  /** Told what time the server has, ms since 1970, never later than it is: at the start, and with every unit of work as it begins to write. */
  onTime(at: number): void;
}

/** What keeps rows and marks of one installation, in the order in which a start needs it. All throw BootError for what an operator can mend. */
export interface Engine {
  /** Folder of the migrations it is brought to. */
  readonly migrations: string;
  /** Whether there is a database that `migrate` would change. @param look told what the database says of its folder, where that is known without changing it. */
  awaitsMigration(look: MigrationLook['look']): Promise<boolean>;
  /** Copies rows and marks before they are changed, into the data folder: whole, or not at all. */
  keepBeforeUpgrade(now: Date): Promise<void>;
  migrate(look: MigrationLook): Promise<'created' | 'migrated' | 'current'>;
  /** Does the work on chain and tables as they are at one moment, also while the database is written. */
  withRecord<T>(tables: readonly string[], work: (source: RecordSource) => Promise<T>): Promise<T>;
  /** Notes in the database which installation it belongs to. */
  keepInstallation(record: string): Promise<void>;
  openInk(wish: InkWish): Promise<OpStore>;
  /** @param records tables whose every written row is noted for the audit chain. @param onFault told what an operator should look at. */
  openDatabase(records: readonly string[], onFault: (message: string) => void): Promise<Database>;
  /** Reads through what is stored, beside those who use it. @returns what is wrong, null when nothing is. */
  check(kind: 'main' | 'ink'): Promise<string | null>;
  /** Bytes of rows and of marks. */
  sizes(): Promise<{ main: number; ink: number }>;
  /** Where several processes work on it at once; absent: this one is alone. */
  readonly shared?: {
    /** From here on no other process writes. @returns lets them again; further calls of it do nothing. */
    holdOthers(): Promise<() => Promise<void>>;
    /** The start is over, others may begin theirs. */
    started(): Promise<void>;
    /** One after the other, in whichever process. @param name what they take turns at. */
    inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  };
  /** Lets go of everything: what was opened from it is closed before. */
  close(): Promise<void>;
}

/** What may be asked of an installation while a server runs on it; nothing of it writes. */
export interface ReadingEngine {
  readonly reader: Db;
  withRecord: Engine['withRecord'];
  /** Files that rows name and `isThere` does not find. */
  missingBlobs(isThere: (key: string) => boolean): Promise<{ named: number; missing: string[] }>;
  close(): Promise<void>;
}
