import type { Bus } from './bus';
import type { AnyConsumer } from './consumer';
import { DomainError, isUnavailable } from './errors';
import type { CommittedEvent } from './events';
import type { Database } from './ports/database';
import { advanceCursor, createCursor, findCursor, forgetFailures, noteFailure } from './repository.consumers';
import { historyHead, nextEvents } from './repository.history';

/** Follows the history for everybody who declared it. */
export interface Consumers {
  /** When each is as far as it can be now: nothing left, waiting for another try, or stopped. */
  settled(): Promise<void>;
  /** How far each has looked; null before it has begun. */
  places(): { name: string; at: number | null; stopped: boolean }[];
  /** Ends what is under way in order; what is left is followed at the next start. */
  stop(): Promise<void>;
}

export interface FollowOptions {
  /** How often the history is read without being told of a commit, ms: what another program committed. */
  lookMs?: number;
  /** Tries of one event before a consumer stops. */
  attempts?: number;
  /** Rest after so many failures in a row, ms. */
  pauseMs?: (failures: number) => number;
}

export interface ConsumersOptions extends FollowOptions {
  consumers: Iterable<AnyConsumer>;
  database: Pick<Database, 'reader' | 'transaction'>;
  bus: Pick<Bus, 'follow' | 'onCommitted'>;
  now(): Date;
  /** @param kind what goes on is told now and then only, what is new at once. */
  onFault(kind: string, message: string): void;
}

/** One, two, four … seconds, five minutes at most: ten tries take nine minutes. */
const ATTEMPTS = 10;
const PAUSE_MS = (failures: number): number => Math.min(1_000 * 2 ** (failures - 1), 5 * 60_000);
const LOOK_MS = 30_000;
/** Events read at once. */
const AT_ONCE = 100;
/** Events of others are passed over without a word; so many are read again at most after a start. */
const PASSED_UNNOTED = 1_000;

export function startConsumers(options: ConsumersOptions): Consumers {
  const { database, bus, onFault, lookMs = LOOK_MS } = options;
  const anew = database.transaction(forgetFailures).catch((error: unknown) => onFault('consumers', `followers of the history: ${String(error)}`));
  const followers = [...options.consumers].map((consumer) => createFollower(consumer, options, anew));
  const unlisten = bus.onCommitted((events) => {
    for (const follower of followers) if (follower.isMeant(events)) follower.wake();
  });
  const wakeAll = (): void => followers.forEach((follower) => follower.wake());
  const timer = setInterval(wakeAll, lookMs);
  timer.unref();
  wakeAll();
  return {
    async settled() {
      await Promise.all(followers.map((follower) => follower.settled()));
    },
    places: () => followers.map((follower) => follower.place()),
    async stop() {
      unlisten();
      clearInterval(timer);
      await Promise.all(followers.map((follower) => follower.stop()));
    },
  };
}

/** Kept in the table and shown: never the words of an error, which may be those of a paper. */
const problemOf = (error: unknown): string => (error instanceof DomainError ? `${error.code} ${error.reason}` : error instanceof Error ? error.name : 'error');

function createFollower(consumer: AnyConsumer, { database, bus, now, onFault, attempts = ATTEMPTS, pauseMs = PAUSE_MS }: ConsumersOptions, anew: Promise<void>) {
  const { name, types, command } = consumer;
  /** Everything up to here was looked at, and up to there the table says so. */
  let at: number | null = null;
  let kept = 0;
  let handling: CommittedEvent | null = null;
  /** Failures in a row, and those of them that are the event's own. */
  let failed = 0;
  let tries = 0;
  let work: Promise<void> | null = null;
  let isWanted = false;
  let state: 'following' | 'resting' | 'stopped' | 'ended' = 'following';
  let rest: NodeJS.Timeout | undefined;

  async function beginning(): Promise<number> {
    await anew;
    const known = await findCursor(database.reader, name);
    if (known) return known.position;
    return database.transaction(async (db) => {
      const other = await findCursor(db, name);
      if (other) return other.position;
      const position = consumer.from === 'now' ? await historyHead(db) : 0;
      await createCursor(db, name, position);
      return position;
    });
  }

  async function handle(event: CommittedEvent): Promise<void> {
    handling = event;
    const input = consumer.input(event);
    if (input !== null) {
      await bus.follow(command.name, input, { consumer: name, event });
      kept = event.position;
    }
    handling = null;
    at = event.position;
    failed = tries = 0;
  }

  async function followOn(): Promise<void> {
    at ??= kept = await beginning();
    for (;;) {
      const upTo = await historyHead(database.reader);
      const events = await nextEvents(database.reader, types, { after: at, upTo, take: AT_ONCE });
      for (const event of events) {
        if (state === 'ended') return;
        await handle(event);
      }
      if (events.length === AT_ONCE) continue;
      at = Math.max(at, upTo);
      break;
    }
    if (at - kept < PASSED_UNNOTED) return;
    const position = at;
    await database.transaction((db) => advanceCursor(db, name, position));
    kept = position;
  }

  async function fail(error: unknown): Promise<void> {
    failed += 1;
    const event = handling;
    handling = null;
    // Of a fault of the installation no number of tries says anything of the event.
    const isPoison = event !== null && !isUnavailable(error);
    if (isPoison) tries += 1;
    const isLast = isPoison && tries >= attempts;
    const where = event ? `event ${event.position} (${event.type})` : 'the history';
    if (isPoison) {
      await database
        .transaction((db) => noteFailure(db, name, { attempts: tries, problem: problemOf(error), failedAt: now(), stoppedAt: isLast ? now() : null }))
        .catch((unnoted: unknown) => onFault(`consumer ${name} note`, `${name}: ${String(unnoted)}`));
    }
    if (isLast) {
      state = 'stopped';
      onFault(`consumer ${name} stopped`, `${name} has stopped at ${where} after ${tries} tries, nothing is passed over; the next start tries again: ${String(error)}`);
      return;
    }
    onFault(`consumer ${name}`, `${name} did not get over ${where}, try ${failed}: ${String(error)}`);
    if (state === 'ended') return;
    state = 'resting';
    rest = setTimeout(() => {
      state = 'following';
      wake();
    }, pauseMs(failed));
    rest.unref();
  }

  async function run(): Promise<void> {
    while (isWanted && state === 'following') {
      isWanted = false;
      await followOn().catch(fail);
    }
    work = null;
  }

  function wake(): void {
    isWanted = true;
    if (state === 'following') work ??= run();
  }

  return {
    wake,
    place: () => ({ name, at, stopped: state === 'stopped' }),
    isMeant: (events: readonly CommittedEvent[]): boolean => events.some(({ type }) => types.includes(type)),
    async settled() {
      while (work) await work;
    },
    async stop() {
      state = 'ended';
      clearTimeout(rest);
      await work;
    },
  };
}
