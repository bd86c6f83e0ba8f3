import path from 'node:path';
import type { z } from 'zod';
import { openFolderStore, readFolderStore } from './adapters/blob/folder-store';
import { prepareDataFolder } from './adapters/data-folder';
import { openDatabase } from './adapters/db/database';
import { aboveFloor, INK_FLOOR_BYTES } from './adapters/db/ink-floor';
import { openInkStore } from './adapters/db/ink-store';
import { lockInstance } from './adapters/db/instance-lock';
import { migrateDatabase } from './adapters/db/migrate';
import { openReader } from './adapters/db/reader';
import { createFonts } from './adapters/fonts';
import { createPdfInspector } from './adapters/pdf/inspect';
import { createTypstTypesetter } from './adapters/pdf/typesetter';
import { openSignerFolder } from './adapters/signer/signer-folder';
import { createClock } from './adapters/system/clock';
import { systemIds } from './adapters/system/ids';
import { createPasswordHasher } from './adapters/system/password-hasher';
import { createThrottle } from './adapters/system/throttle';
import { createThreads } from './adapters/threads';
import { system, type Caller } from './kernel/actor';
import { BootError } from './kernel/config';
import { createBus, type Bus, type ExecuteOptions } from './kernel/bus';
import type { AnyLiveView } from './kernel/live';
import { createRegistry, type Registry } from './kernel/module';
import type { BlobStore, StoredBlob } from './kernel/ports/blob';
import type { Ports } from './kernel/ports';
import type { Clock } from './kernel/ports/clock';
import type { Database } from './kernel/ports/database';
import type { OpStore } from './kernel/ports/op-store';
import type { TrustStore } from './kernel/ports/trust';
import { modules } from './modules';

export { prepareDataFolder } from './adapters/data-folder';
export { holdsCertificates, holdsRevocationLists, reportForPage, verifyPdf } from './modules/signing';

type Definitions<Kind extends 'commands' | 'queries' | 'liveViews'> = (typeof modules)[number][Kind][number];
type ByName<D> = { [Definition in D as Definition extends { name: infer N extends string } ? N : never]: Definition };

type CommandMap = ByName<Definitions<'commands'>>;
type QueryMap = ByName<Definitions<'queries'>>;
type LiveMap = ByName<Definitions<'liveViews'>>;

export type CommandName = keyof CommandMap & string;
export type QueryName = keyof QueryMap & string;
export type LiveName = keyof LiveMap & string;
type InputOf<D> = D extends { input: infer I extends z.ZodType } ? z.input<I> : never;
export type CommandInput<N extends CommandName> = InputOf<CommandMap[N]>;
export type CommandResult<N extends CommandName> = CommandMap[N] extends { run(...args: never[]): Promise<infer R> } ? R : never;
export type QueryInput<N extends QueryName> = InputOf<QueryMap[N]>;
export type QueryResult<N extends QueryName> = QueryMap[N] extends { present(...args: never[]): infer R } ? Awaited<R> : never;
/** What a tablet is shown of a live view. */
export type LiveResult<N extends LiveName> = LiveMap[N] extends { project(...args: never[]): infer R } ? R : never;

/** The typed doors of the house. Pages, sockets, the command line and jobs go through `execute` and `query`. */
export interface Application {
  execute<N extends CommandName>(name: N, input: CommandInput<N>, caller: Caller, options?: ExecuteOptions): Promise<CommandResult<N>>;
  query<N extends QueryName>(name: N, input: QueryInput<N>, caller: Caller): Promise<QueryResult<N>>;
  onCommitted: Bus['onCommitted'];
  liveView(name: LiveName): AnyLiveView;
  readonly registry: Registry;
  readonly database: Database;
  readonly ports: Ports;
  readonly ink: OpStore;
  /** Whether the data folder was empty before this start. */
  readonly fresh: boolean;
  /** Waits for what is under way, then closes everything in the order it depends on each other. */
  stop(): Promise<void>;
}

export interface ApplicationOptions {
  dataDir: string;
  origin: string;
  clock?: Clock;
  /** Bytes the blob store leaves free; tests on small disks lower it. */
  floorBytes?: number;
  /** The same for the ink log; default: the smaller of its own and the blob store's. */
  inkFloorBytes?: number;
  onFault?: (message: string) => void;
}

/**
 * Opens the house on one data folder: lock, migrations, databases, stores, then the modules on one bus.
 * @throws BootError for everything an operator can mend.
 */
export async function openApplication(options: ApplicationOptions): Promise<Application> {
  const dataDir = prepareDataFolder(options.dataDir);
  const lock = lockInstance(dataDir);
  try {
    const migration = migrateDatabase(dataDir);
    const clock = options.clock ?? createClock();
    const database = await openDatabase(path.join(dataDir, 'phien.sqlite'));
    const inkFile = path.join(dataDir, 'ink.sqlite');
    const inkLog = await openInkStore({ file: inkFile, now: () => clock.now().getTime(), onFault: options.onFault }).catch((cause: unknown) => {
      throw unreadableInk(inkFile, cause);
    });
    const ink = aboveFloor(inkLog, {
      folder: dataDir,
      floorBytes: options.inkFloorBytes ?? Math.min(INK_FLOOR_BYTES, options.floorBytes ?? INK_FLOOR_BYTES),
      now: () => performance.now(),
      onFault: options.onFault,
    });
    const typesetter = createTypstTypesetter();
    const signing = openSignerFolder(path.join(dataDir, 'signing'), { now: () => clock.now() });
    let onDamage: (blob: StoredBlob, problem: 'damaged' | 'missing') => void = () => undefined;
    const ports: Ports = {
      clock,
      ids: systemIds,
      blobs: await openFolderStore(dataDir, { floorBytes: options.floorBytes, onDamage: (blob, problem) => onDamage(blob, problem) }),
      passwords: createPasswordHasher(),
      throttle: createThrottle(),
      threads: createThreads(),
      inspector: createPdfInspector(),
      typesetter,
      signers: signing.signers,
      trust: signing.trust,
      fonts: createFonts(),
      origin: options.origin,
    };
    const registry = createRegistry(modules);
    const bus = createBus(registry, database, ports, (error) => options.onFault?.(`after a commit: ${String(error)}`));
    onDamage = damageReport(bus, options.onFault);
    await bus.execute('identity.keep-device-secret', {}, system('house'));
    return {
      // The bus knows definitions by name only; the maps above give callers the exact types of the same definitions.
      ...(bus as unknown as Pick<Application, 'execute' | 'query' | 'onCommitted'>),
      liveView(name) {
        const view = registry.liveViews.get(name);
        if (!view) throw new Error(`live view ${name} is not registered`);
        return view;
      },
      registry,
      database,
      ports,
      ink,
      fresh: migration === 'created',
      async stop() {
        await ink.close();
        await typesetter.stop();
        await database.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A file many ask for is reported once in this time, ms. */
const REPORT_AGAIN_MS = 10 * 60_000;

/** What a reading found out goes into the log and, with what the file belongs to, into the record. */
function damageReport(bus: Bus, onFault: (message: string) => void = () => undefined): (blob: StoredBlob, problem: 'damaged' | 'missing') => void {
  const told = new Map<string, number>();
  return ({ key }, problem) => {
    const last = told.get(key);
    if (last !== undefined && performance.now() - last < REPORT_AGAIN_MS) return;
    told.set(key, performance.now());
    onFault(`stored file ${key} is ${problem}: not what was stored; nobody is given it`);
    bus.execute('storage.record-damage', { blobKey: key, problem, foundBy: 'reading' }, system('storage')).catch((error: unknown) => onFault(`stored file ${key}: ${String(error)}`));
  };
}

function unreadableInk(file: string, cause: unknown): BootError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new BootError(
    `Không mở được tệp nét vẽ ${file} (${detail}). Không có gì bị ghi đè. Khôi phục từ bản sao lưu rồi khởi động lại.`,
    `The ink log ${file} cannot be opened (${detail}). Nothing was overwritten. Restore it from a backup and start again.`,
    { cause },
  );
}

/** What may be asked of a data folder while a server runs on it: questions only, one connection opened read-only. */
export interface ReadingApplication extends Pick<Application, 'query'> {
  readonly blobs: Pick<BlobStore, 'check'>;
  readonly reader: Database['reader'];
  stop(): Promise<void>;
}

const refused = (): never => {
  throw new Error('this connection only reads');
};

/** Opens a data folder for reading; takes no lock and starts no worker. @throws BootError when there is no database. */
export async function openForReading(options: { dataDir: string }): Promise<ReadingApplication> {
  const { reader, stop } = await openReader(path.join(path.resolve(options.dataDir), 'phien.sqlite'));
  // Questions that need more than the tables (files, keys, typesetting) are not asked over this door.
  const ports = new Proxy({ clock: createClock() } as unknown as Ports, {
    get: (known, name) => (name === 'clock' ? known.clock : refused()),
  });
  const bus = createBus(createRegistry(modules), { reader, transaction: refused, stop }, ports);
  return { query: bus.query as unknown as Application['query'], blobs: readFolderStore(path.resolve(options.dataDir)), reader, stop };
}

/** Trust anchors and revocation lists of a data folder; none where it has none. */
export function openTrust(dataDir: string): TrustStore {
  const clock = createClock();
  return openSignerFolder(path.join(path.resolve(dataDir), 'signing'), { now: () => clock.now() }).trust;
}
