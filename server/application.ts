import path from 'node:path';
import { createAuthorities } from './adapters/authorities/authorities';
import { createBackups } from './adapters/backup/own-backups';
import { readThrough } from './adapters/blob/read-through';
import { findStores, readStore } from './adapters/blob/stores';
import { openEngine, openReadingEngine } from './adapters/db/open-engine';
import { schemaState } from './adapters/db/schema-state';
import { INK_FLOOR_BYTES } from './adapters/db/ink-floor';
import type { InstallationRows } from './adapters/db/installation-rows';
import { checkBelonging, type Belonging } from './adapters/installation/belonging';
import { holdDataFolder, type HeldFolder } from './adapters/installation/hold';
import { tightenPermissions } from './adapters/installation/permissions';
import { formatRecord, keepInFolder, partsOf, recordInFolder } from './adapters/installation/record';
import { createTypstTypesetter } from './adapters/pdf/typesetter';
import { createHub } from './adapters/pubsub/in-process';
import { openRedisHub, prefixOf } from './adapters/pubsub/redis';
import { createRedisThrottle } from './adapters/pubsub/redis-throttle';
import { openSignerFolder } from './adapters/signer/signer-folder';
import { shippedDatabase, shippedInk } from './adapters/standby/acknowledged';
import type { Shipping } from './adapters/standby/own-standby';
import { createClock, createInstallationClock, createServedClock } from './adapters/system/clock';
import { systemIds } from './adapters/system/ids';
import { createPasswordHasher } from './adapters/system/password-hasher';
import { openScratch } from './adapters/system/scratch';
import { createTallies } from './adapters/system/tallies';
import { createThrottle } from './adapters/system/throttle';
import { readFigures } from './adapters/meter/figures';
import { createVitals } from './adapters/vitals';
import { system, type Caller } from './kernel/actor';
import type { AuditHead } from './kernel/audit';
import type { BackupPlan } from './kernel/backup-plan';
import type { BlobPlace } from './kernel/blob-place';
import { differencesNow, keepBaseline } from './kernel/baseline';
import { namedPlace, type DatabasePlace } from './kernel/database-place';
import { NO_AUTHORITIES, type AuthorityPlaces } from './kernel/authority-places';
import type { MailPlace } from './kernel/mail-place';
import type { RedisPlace } from './kernel/redis-place';
import { createBus, type Bus, type ExecuteOptions } from './kernel/bus';
import { startConsumers, type Consumers, type FollowOptions } from './kernel/consumers';
import { createFaultNotes } from './kernel/fault-notes';
import { createJobRunner, type JobRunner } from './kernel/jobs/runner';
import { createRegistry, type Registry } from './kernel/module';
import type { BlobStore, StagingStore, StoredBlob } from './kernel/ports/blob';
import { type RecordSource } from './kernel/record';
import { auditHead, clockRecord } from './kernel/repository';
import { failingConsumers, type ConsumerCursor } from './kernel/repository.consumers';
import type { Ports } from './kernel/ports';
import type { Clock } from './kernel/ports/clock';
import type { Database } from './kernel/ports/database';
import type { OpStore } from './kernel/ports/op-store';
import type { PackMaker } from './kernel/ports/pack-maker';
import type { Sandbox } from './kernel/ports/sandbox';
import type { Tallies } from './kernel/ports/tallies';
import type { Figures } from './kernel/ports/figures';
import { NO_METER, type Meter } from './kernel/ports/meter';
import { NO_REHEARSALS, type Rehearsals } from './kernel/ports/rehearsals';
import type { Health, Readiness } from './kernel/ports/vitals';
import { ballotKeysOf, damageReport, partsOutside, tablesOf } from './application-parts';
import type { CommandInput, CommandName, CommandResult, QueryInput, QueryName, QueryResult } from './definitions';
import { liveDoors } from './live-doors';
import { createLive, inkAtRest, type Live, type LiveOptions } from './live';
import { modules, OPEN_TO_PASSES } from './modules';
import { lastSeenRun } from './modules/identity';
import { standbyTerm } from './modules/storage';

export { holdDataFolder, type HeldFolder } from './adapters/installation/hold';
export { verifyInstallation } from './application-parts';

export type { CommandInput, CommandName, CommandResult, JobName, LiveName, LiveResult, QueryInput, QueryName, QueryResult } from './definitions';

/**
 * The typed doors of the installation, and all that transports are given: each names the few it needs. Pages, sockets, the command
 * line and jobs go through `execute` and `query`; past them are only time, bytes and the installation's own condition.
 */
export interface Application {
  execute<N extends CommandName>(name: N, input: CommandInput<N>, caller: Caller, options?: ExecuteOptions): Promise<CommandResult<N>>;
  query<N extends QueryName>(name: N, input: QueryInput<N>, caller: Caller): Promise<QueryResult<N>>;
  onCommitted: Bus['onCommitted'];
  /** Everything live, for one transport; several in one process are as several processes to each other. */
  openLive(watch: Pick<LiveOptions, 'fail' | 'log'> & Partial<Pick<LiveOptions, 'lookMs' | 'meter' | 'pubSub' | 'onCommitted'>>): Live;
  /** From here on, what follows from the history happens, also what was left over by the program before. Ends by itself when the installation stops. */
  followHistory(options?: FollowOptions): Consumers;
  /** What a failed read or write means (`Database.judge`). */
  judge: Database['judge'];
  /** The time of the installation, which never goes back. */
  readonly clock: Clock;
  /** Stored files, by what a query answered. */
  readonly blobs: Pick<BlobStore, 'open' | 'check' | 'floorBytes'>;
  /** Where files from outside are put before a command takes them, and archives wait to be fetched. */
  readonly staging: Pick<StagingStore, 'put' | 'delete' | 'open'>;
  /** Where files that are thrown away again are received; no other process has it. */
  readonly receivingFolder: string;
  /** Closes a stored pack for whoever fetches it. */
  readonly packs: Pick<PackMaker, 'seal'>;
  /** An untrusted file is about to come. */
  readonly sandbox: Pick<Sandbox, 'ready'>;
  /** What was refused since it was last asked. */
  readonly tallies: Pick<Tallies, 'drain'>;
  /** Work that has left its request: begun by `start`, waited for by `settled`, done at once by `drain`. */
  readonly jobs: Pick<JobRunner, 'start' | 'settled' | 'enqueueDue' | 'drain'>;
  /** Where the audit chain stands now. */
  auditHead(): Promise<AuditHead>;
  /** The clocks of the machine, which may be set. `clock` is the time of the installation, which never goes back. */
  readonly machineClock: Clock;
  /** The last time in the record before this start, ms since 1970. */
  readonly recordedBefore: number;
  /** Whether the installation can do what it should; the answer is at most a few seconds old. */
  health(): Promise<Health>;
  /** Whether requests should be sent here. */
  ready(): Promise<Readiness>;
  /** How much waits and how much room there is. */
  figures(): Promise<Figures>;
  /** Told by transports what they did. */
  readonly meter: Meter;
  /** Leaves a line where operators look, when a refusal is the installation's own fault; not one for each. */
  noteRefusal(error: unknown, where: string): void;
  /** Waits for what is under way, then closes everything in the order it depends on each other. */
  stop(): Promise<void>;
}

/** The installation as whoever opened it holds it, with what lies behind the doors: for filling in the sample and for tests, never for a transport. */
export interface OpenedApplication extends Application {
  readonly registry: Registry;
  readonly database: Database;
  readonly ports: Ports;
  readonly ink: OpStore;
}

/** How one of several processes finds the others. */
export interface Together {
  redis: RedisPlace;
  /** A name that no other of them has, fit for a folder. */
  node: string;
}

export interface ApplicationOptions {
  dataDir: string;
  /** The folder, when the caller has taken it already. */
  held?: HeldFolder;
  origin: string;
  /** Where papers lie when not in the data folder. */
  blobs?: BlobPlace | null;
  /** Where rows and marks lie when not in the data folder. */
  rows?: DatabasePlace | null;
  /** Where letters are handed in; absent: they wait. */
  mail?: MailPlace | null;
  /** Who vouches for times and certificates; absent: nobody is asked. */
  authorities?: AuthorityPlaces;
  /** It is one of several processes that serve the installation; null: alone. Rows lie on a server then. */
  together?: Together | null;
  /** It is being made with what belongs into it, and nobody's until that is done. */
  filling?: boolean;
  /** Backups it makes by itself; absent: none. */
  backups?: BackupPlan | null;
  /** What it commits is shipped to a second machine; absent: to none. */
  shipping?: Shipping | null;
  clock?: Clock;
  /** Folder of the migrations; tests bring the next release's. */
  migrations?: string;
  /** Bytes the blob store leaves free; tests on small disks lower it. */
  floorBytes?: number;
  /** The same for the ink log; default: the smaller of its own and the blob store's. */
  inkFloorBytes?: number;
  /** Told of what an operator should look at; a fault that goes on is told once a minute. */
  onFault?: (message: string) => void;
  /** Told of what jobs did, for the log. */
  onJob?: (facts: Readonly<Record<string, unknown>>, message: string) => void;
  /** Told of everything that is done; absent: nobody looks. */
  meter?: Meter;
  /** Who holds rehearsals; absent: none can be held. */
  rehearsals?: Rehearsals;
  /** Papers of another installation, which this one reads beside its own. */
  papersUnder?: Pick<BlobStore, 'open' | 'stat' | 'check'>;
  /** How often the installation looks after itself without being asked, ms; absent: only when asked. */
  watchEveryMs?: number;
}

/**
 * Opens the installation on one data folder: lock, what belongs there, migrations, databases, stores, then the modules on one bus.
 * @throws BootError for everything an operator can mend.
 */
export async function openApplication(options: ApplicationOptions): Promise<OpenedApplication> {
  const rowsAt = options.rows ?? null;
  const together = options.together ?? null;
  const shipping = options.shipping ?? null;
  const held = options.held ?? holdDataFolder(options.dataDir, { rowsHere: rowsAt === null, shared: together !== null });
  const { dataDir } = held;
  const tell = (message: string): void => options.onFault?.(message);
  const notes = createFaultNotes({ tell, now: () => performance.now() });
  // What was opened, the last first: a start that is refused leaves nothing open.
  const opened: (() => Promise<unknown> | void)[] = [() => held.release()];
  const keepOpen = <T>(part: T, end: (part: T) => Promise<unknown>): T => {
    opened.unshift(() => end(part));
    return part;
  };
  try {
    const registry = createRegistry(modules);
    let onDamage: (blob: StoredBlob, problem: 'damaged' | 'missing') => void = () => undefined;
    const here = { rows: rowsAt === null, papers: !options.blobs };
    const stores = await findStores(dataDir, options.blobs ?? null, { floorBytes: options.floorBytes, node: together?.node, onDamage: (blob, problem) => onDamage(blob, problem), onFault: tell });
    const machineClock = options.clock ?? createClock();
    // Several machines go by the time of the server they share.
    const served = createServedClock(machineClock);
    const engine = keepOpen(await openEngine(dataDir, rowsAt, { migrations: options.migrations, shipped: shipping !== null, shared: together && { onTime: served.observe } }), (one) => one.close());
    const onRecord = <T>(work: (source: RecordSource) => Promise<T>): Promise<T> => engine.withRecord(tablesOf(registry), work);
    let looked = null as Belonging | null;
    const look = (rows: InstallationRows): void => {
      // Once: the copy made before an upgrade is no sign of what was here before.
      looked ??= checkBelonging(dataDir, { rows, papersHere: here.papers, place: rowsAt && namedPlace(rowsAt) });
    };
    const isBehind = await engine.awaitsMigration(look);
    // While others serve, nobody writes between what is seen before the migration and what is taken over after it.
    const letOthersWrite = (isBehind && (await engine.shared?.holdOthers())) || (() => Promise.resolve());
    opened.unshift(letOthersWrite);
    const migrated = isBehind ? await onRecord((source) => differencesNow(source, registry.records)) : null;
    if (isBehind) await engine.keepBeforeUpgrade(served.now());
    await engine.migrate({ look, filling: options.filling === true, folderId: recordInFolder(dataDir)?.id ?? null });
    const belonging = looked;
    if (!belonging) throw new Error('the data folder was not looked at');
    // The installation's own time is known once the record has been read; nothing asks for it before.
    let clock: Clock = served;
    const inkFloor = options.inkFloorBytes ?? Math.min(INK_FLOOR_BYTES, options.floorBytes ?? INK_FLOOR_BYTES);
    const ink = shippedInk(keepOpen(await engine.openInk({ belonging, now: () => clock.now().getTime(), floorBytes: inkFloor, onFault: (message) => notes.fault(message, message), onFloor: tell }), (one) => one.close()), shipping);
    // A folder is there before the record says so; a store elsewhere learns whose it is when the id is kept.
    const inFolder = here.papers ? await stores.open(belonging) : null;
    const record = { id: belonging.id, parts: partsOf(dataDir, here), ...(rowsAt && { place: namedPlace(rowsAt) }) };
    await engine.keepInstallation(formatRecord(record));
    keepInFolder(dataDir, record);
    const { blobs: ownBlobs, staging, condition } = inFolder ?? (await stores.open(belonging));
    const blobs = options.papersUnder ? readThrough(ownBlobs, options.papersUnder) : ownBlobs;
    const database = shippedDatabase(keepOpen(await engine.openDatabase(tablesOf(registry), (message) => notes.fault(message, message)), (one) => one.stop()), shipping);
    await shipping?.open({ installation: belonging.id, term: await standbyTerm(database.reader) });
    const noted = await clockRecord(database.reader);
    // Somebody may have been seen after the last note: running time never goes back.
    const before = { ...noted, run: Math.max(noted.run, await lastSeenRun(database.reader)) };
    clock = createInstallationClock(served, before);
    await onRecord((source) => keepBaseline(database, source, { records: registry.records, now: clock.now(), migrated }));
    await letOthersWrite();
    tightenPermissions(dataDir);
    const following: Consumers[] = [];
    const { meter = NO_METER } = options;
    const backups = createBackups({ dataDir, plan: options.backups ?? null, tell });
    const historyStopped = (): boolean => following.some((consumers) => consumers.places().some(({ stopped }) => stopped));
    const vitals = createVitals({ dataDir, check: (kind) => engine.check(kind), database, ink, papers: condition, historyStopped, redis: () => redis?.condition() ?? null, ahead: () => (together ? served.ahead() : null), schema: () => schemaState(database.reader, engine.migrations), backups, standby: () => shipping?.condition ?? null, now: () => clock.now(), notes, tell, watchEveryMs: options.watchEveryMs ?? null });
    const typesetter = createTypstTypesetter();
    const signing = openSignerFolder(path.join(dataDir, 'signing'), { now: () => clock.now(), tell, inTurn: engine.shared?.inTurn });
    keepOpen(signing.signers, (one) => one.stop());
    const ballotKeys = keepOpen(ballotKeysOf(dataDir, database.reader, tell), (one) => one.stop());
    const redis = together && keepOpen(openRedisHub({ place: together.redis, installationId: belonging.id, tell }), (one) => one.close());
    // What is wrong with it is said now, and nothing waits for it.
    await redis?.link.settled(REDIS_START_MS);
    const hub = redis ?? createHub();
    const throttle = createThrottle(clock);
    const receivingFolder = path.join(dataDir, 'uploads', together?.node ?? '');
    const ports: Ports = {
      backups,
      standby: () => shipping?.condition ?? null,
      clock,
      ids: systemIds,
      blobs,
      staging,
      scratch: await openScratch(receivingFolder),
      passwords: createPasswordHasher(),
      throttle: redis ? createRedisThrottle(throttle, redis.link, prefixOf(belonging.id)) : throttle,
      tallies: createTallies(),
      ...partsOutside(options.mail ?? null),
      typesetter,
      signers: signing.signers,
      ballotKeys,
      trust: signing.trust,
      authorities: createAuthorities(options.authorities ?? NO_AUTHORITIES, { trust: signing.trust, clock }),
      ink: inkAtRest(ink, hub.join()),
      rehearsals: options.rehearsals ?? NO_REHEARSALS,
      origin: options.origin,
    };
    const bus = createBus(registry, database, ports, {
      onFault: (error) => tell(`after a commit: ${String(error)}`),
      onRefused: (error, name) => notes.refused(error, name),
      onQueued: () => jobs.wake(),
      meter,
      narrow: OPEN_TO_PASSES,
    });
    // Where it is not one of several, the lock on the data folder says that no other process works on this database.
    const jobs = createJobRunner({ kinds: registry.jobs, database, bus, ports, owner: ports.ids.next(), alone: together === null, onFault: tell, log: options.onJob });
    onDamage = damageReport(bus, tell);
    await bus.execute('identity.keep-device-secret', {}, system('house'));
    // The bus knows definitions by name only; the maps above give callers the exact types of the same definitions.
    const doors = { execute: bus.execute, query: bus.query, onCommitted: bus.onCommitted } as unknown as Pick<Application, 'execute' | 'query' | 'onCommitted'>;
    await engine.shared?.started();
    held.started();
    return {
      ...doors,
      followHistory(follow) {
        const consumers = startConsumers({ ...follow, consumers: registry.consumers.values(), database, bus, now: () => ports.clock.now(), onFault: (kind, message) => notes.fault(kind, message) });
        following.push(consumers);
        return consumers;
      },
      openLive: (watch) => createLive({ pubSub: hub.join(), onCommitted: bus.onCommitted, meter, ...watch, ...liveDoors(registry, doors, { database, ports, ink }) }),
      judge: (error) => database.judge(error),
      clock: ports.clock,
      blobs,
      staging,
      packs: ports.packs,
      sandbox: ports.sandbox,
      tallies: ports.tallies,
      jobs,
      auditHead: () => auditHead(database.reader),
      receivingFolder,
      registry,
      database,
      ports,
      ink,
      machineClock,
      recordedBefore: before.recorded,
      health: () => vitals.health(),
      ready: () => vitals.ready(),
      figures: () => readFigures({ dataDir, sizes: () => engine.sizes(), database, ink, standby: ports.standby, following: () => following }),
      meter,
      noteRefusal: (error, where) => notes.refused(error, where),
      async stop() {
        await Promise.all(following.map((consumers) => consumers.stop()));
        vitals.stop();
        await jobs.stop();
        ports.sandbox.stop();
        await ballotKeys.stop();
        await signing.signers.stop();
        await ink.close();
        await typesetter.stop();
        await redis?.close();
        await database.stop();
        await engine.close();
        await shipping?.closed();
        // Keys may have been laid down meanwhile. A disk that is full or gone must not keep the rest from ending.
        try {
          keepInFolder(dataDir, { ...record, parts: partsOf(dataDir, here) });
        } catch (error) {
          tell(`the record of the installation was not kept: ${String(error)}`);
        }
        held.release();
      },
    };
  } catch (error) {
    for (const end of opened) await Promise.resolve(end()).catch(() => undefined);
    throw error;
  }
}

/** How long a start waits to know whether Redis answers, ms. */
const REDIS_START_MS = 3_000;

/** What may be asked of a data folder while a server runs on it: questions only, on connections opened read-only. */
export interface ReadingApplication extends Pick<Application, 'query'> {
  readonly blobs: Pick<BlobStore, 'check'>;
  readonly reader: Database['reader'];
  /** Who did not get over an event of the history. */
  failingConsumers(): Promise<ConsumerCursor[]>;
  stop(): Promise<void>;
}

const refused = (): never => {
  throw new Error('this connection only reads');
};

/** Opens a data folder for reading; takes no lock and starts no worker. @throws BootError when there is no database. */
export async function openForReading(options: { dataDir: string; blobs?: BlobPlace | null; rows?: DatabasePlace | null }): Promise<ReadingApplication> {
  const folder = path.resolve(options.dataDir);
  const { reader, close } = await openReadingEngine(folder, options.rows ?? null);
  // Questions that need more than the tables (files, keys, typesetting) are not asked over this door.
  const ports = new Proxy({ clock: createClock() } as unknown as Ports, {
    get: (known, name) => (name === 'clock' ? known.clock : refused()),
  });
  const bus = createBus(createRegistry(modules), { reader, transaction: refused, written: refused, judge: (error) => error, condition: refused, stop: close }, ports);
  return { query: bus.query as unknown as Application['query'], blobs: readStore(folder, options.blobs ?? null), reader, failingConsumers: () => failingConsumers(reader), stop: close };
}
