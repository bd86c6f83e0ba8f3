import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { personIdOf, system, type Caller } from './actor';
import type { AuditFacts } from './audit';
import { canonicalJson } from './canonical-json';
import type { AnyCommand, AnyQuery, Command, Query } from './command';
import { DomainError, answerTo } from './errors';
import type { CommittedEvent, DomainEvent, EventListener } from './events';
import { putInLine } from './jobs/repository';
import type { Registry } from './module';
import { gate } from './gate';
import { enforce } from './policy';
import type { Ports } from './ports';
import type { Database } from './ports/database';
import { NO_METER, type Meter } from './ports/meter';
import { measured } from './measured';
import { changesOf } from './record';
import { roughSize } from './rough-size';
import { appendAudit, findReceipt, storeReceipt } from './repository';
import { advanceCursor } from './repository.consumers';
import { appendEvents } from './repository.history';

export interface ExecuteOptions {
  /** Made by the client; the same id with the same input answers again instead of acting again. */
  commandId?: string;
  /** Told when an earlier answer was given again: what was brought along for this one is not used. */
  onReplay?: () => void;
}

/** Why a command runs: a consumer of the history goes on over this event. */
export interface Following {
  consumer: string;
  event: Pick<CommittedEvent, 'id' | 'position'>;
}

/** The one way in. Remix, sockets, command line and jobs call these two and nothing else. */
export interface Bus {
  execute(name: string, input: unknown, caller: Caller, options?: ExecuteOptions): Promise<unknown>;
  query(name: string, input: unknown, caller: Caller): Promise<unknown>;
  /**
   * Carries out as the program itself what follows from an event. The cursor of the consumer goes on in the transaction of the
   * command: both happened or neither. Not carried out where the cursor is past the event already.
   */
  follow(name: string, input: unknown, following: Following): Promise<void>;
  /** Calls back after each commit, in commit order. */
  onCommitted(listener: EventListener): () => void;
}

function parse(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  // A field that names its fault itself (`text.unprintable`) says more than that it is not valid.
  if (issue?.code === 'custom' && typeof issue.params?.['reason'] === 'string') {
    const { reason, ...params } = issue.params as { reason: string } & Record<string, string | number>;
    throw new DomainError('invalid', reason, { field: issue.path.join('.'), ...params });
  }
  throw new DomainError('invalid', 'input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? '' });
}

/** What followed from an event names it, by its place in the history. */
const answering = (facts: AuditFacts | null, following: Following | undefined): AuditFacts | null =>
  facts && following ? { ...facts, details: { ...facts.details, follows: following.event.position } } : facts;

const nameOf = (caller: Caller): string =>
  caller.kind === 'person' ? caller.fullName : caller.kind === 'system' ? `system:${caller.name}` : 'anonymous';

/** Registered definitions are kept by the shape the pipeline needs; the concrete types live where they are defined. */
type OpenCommand = Command<string, z.ZodType, unknown, unknown, unknown>;
type OpenQuery = Query<string, z.ZodType, unknown, unknown>;

export interface BusWatch {
  /** A listener failed: what it was told of is committed all the same. */
  onFault?(error: unknown): void;
  /** What a command or question was answered with instead of a result. */
  onRefused?(error: unknown, name: string): void;
  /** Work was put in line, and is committed. */
  onQueued?(): void;
  /** Told of every command and question: how long, how it ended, how much. */
  meter?: Meter;
  /** Names open to callers who came in by a pass for one meeting; everything else is refused them. */
  narrow?: ReadonlySet<string>;
}

export function createBus(registry: Registry, database: Database, ports: Ports, { onFault, onRefused, onQueued, meter = NO_METER, narrow = new Set() }: BusWatch = {}): Bus {
  const listeners = new Set<EventListener>();

  /** The command is done: who made it must not be told otherwise because somebody else could not bear the news. */
  function tell(committed: readonly CommittedEvent[]): void {
    for (const listener of listeners) {
      try {
        listener(committed);
      } catch (error) {
        onFault?.(error);
      }
    }
  }

  async function replay(db: Database['reader'], command: OpenCommand, caller: Caller, commandId: string | undefined, { input, inputHash, loaded }: { input: unknown; inputHash: string; loaded: unknown }) {
    const actorId = personIdOf(caller);
    if (!commandId || !actorId || command.replayable === false) return null;
    const receipt = await findReceipt(db, actorId, commandId);
    if (!receipt) return null;
    if (receipt.command !== command.name || receipt.inputHash !== inputHash) throw new DomainError('conflict', 'command.id_reused');
    if (!command.again) return { result: receipt.result };
    const result = await command.again(input, loaded);
    if (result === null) throw new DomainError('conflict', 'command.id_reused');
    return { result };
  }

  /** A refusal changes nothing, so its entry has a transaction of its own. */
  async function noteRefusal(name: string, facts: AuditFacts, caller: Caller): Promise<void> {
    await database.transaction((db) => appendAudit(db, { ...facts, at: ports.clock.now(), actorId: personIdOf(caller), actorName: nameOf(caller), action: `${name}.refused`, changes: [] }));
  }

  /** Before anything is read: what is not named is refused, what is new as well. */
  function assertOpen(name: string, caller: Caller): void {
    if (caller.kind === 'person' && caller.only && !narrow.has(name)) throw new DomainError('forbidden', 'pass.only_own_session');
  }

  async function execute(name: string, rawInput: unknown, caller: Caller, options: ExecuteOptions = {}, following?: Following): Promise<unknown> {
    const found: AnyCommand | undefined = registry.commands.get(name);
    if (!found) throw new DomainError('not_found', 'command.unknown', { name });
    assertOpen(name, caller);
    const command = found as unknown as OpenCommand;
    const input = parse(command.input, rawInput);
    const inputHash = command.again ? '' : createHash('sha256').update(canonicalJson(command.request ? command.request(input) : input)).digest('hex');

    /** What a refusal leaves in the log, where the command says so; the transaction it was found in is over. */
    const noteRefused = async (loaded: unknown, error: unknown): Promise<void> => {
      const facts = error instanceof DomainError ? command.auditRefusal?.(input, loaded, error) : null;
      if (facts) await noteRefusal(command.name, facts, caller);
    };

    let prepared: unknown;
    if (command.prepare) {
      const context = { db: database.reader, caller, now: ports.clock.now(), run: ports.clock.monotonic() };
      const loaded = await command.load(input, context);
      try {
        enforce(command.policy(caller, loaded, input), caller);
        const earlier = await replay(database.reader, command, caller, options.commandId, { input, inputHash, loaded });
        if (earlier) {
          options.onReplay?.();
          return earlier.result;
        }
        gate(found, loaded);
        prepared = await command.prepare(input, loaded, { ...context, ports });
      } catch (error) {
        await noteRefused(loaded, error);
        throw error;
      }
    }

    let committed: CommittedEvent[] = [];
    let isReplayed = false;
    let queued = 0;
    /** What the transaction found; null where it did not come so far. */
    let judged: { loaded: unknown } | null = null;
    const abandon = async (): Promise<void> => {
      if (command.prepare) await command.abandon?.(prepared, ports);
    };
    const unit = async (db: Database['reader']): Promise<unknown> => {
      committed = [];
      isReplayed = false;
      queued = 0;
      if (following && !(await advanceCursor(db, following.consumer, following.event.position))) {
        isReplayed = true;
        return undefined;
      }
      // Read with the writer held: what is recorded later never has the earlier time.
      const now = ports.clock.now();
      judged = null;
      const loaded = await command.load(input, { db, caller, now, run: ports.clock.monotonic() });
      judged = { loaded };
      enforce(command.policy(caller, loaded, input), caller);
      const earlier = await replay(db, command, caller, options.commandId, { input, inputHash, loaded });
      if (earlier) {
        isReplayed = true;
        return earlier.result;
      }
      gate(found, loaded);
      const events: DomainEvent[] = [];
      const outcome = await command.run(input, loaded, {
        db,
        caller,
        now,
        run: ports.clock.monotonic(),
        prepared,
        id: () => ports.ids.next(),
        token: (bytes) => ports.ids.token(bytes),
        emit: (event) => void events.push(event),
        enqueue: (kind, payload, when = {}) => {
          queued += 1;
          return putInLine(db, kind, payload, when, { now, id: () => ports.ids.next(), queuedById: when?.unnamed ? null : personIdOf(caller) });
        },
      });
      const backdated = events.filter(({ happenedAt }) => happenedAt !== undefined);
      if (backdated.length > 0 && (!command.entersNotes || backdated.some(({ happenedAt = now }) => happenedAt > now))) throw new Error(`${name}: when something happened is said by the clock`);
      const actorId = personIdOf(caller);
      committed = await appendEvents(db, events, { at: now, actorId, id: () => ports.ids.next() });
      const facts = answering(command.audit(input, loaded, outcome), following);
      if (!facts && caller.kind !== 'system') throw new Error(`${name}: only the program itself may act without an audit entry`);
      // Asked one behind the other without waiting: the writer is held for as long as the answers take.
      const changes = database.written(db).then(changesOf);
      const isKept = options.commandId && actorId && command.replayable !== false;
      await Promise.all([
        facts ? appendAudit(db, { ...facts, at: now, actorId, actorName: nameOf(caller), action: name, changes }) : changes,
        isKept ? storeReceipt(db, { actorId, commandId: options.commandId ?? '', command: name, inputHash, result: command.again ? null : outcome, at: now }) : null,
      ]);
      if (!facts && (await changes).length > 0) throw new Error(`${name}: what changes the record leaves an audit entry`);
      return outcome;
    };
    // Refused by the work itself, nothing was committed. A failure of the medium, by whatever name it is told, may have come
    // with the commit: what was stored may be named by now, and is swept if it is not.
    let isRefused = false;
    const result = await database
      .transaction((db) => {
        isRefused = false;
        return unit(db).catch((error: unknown) => {
          isRefused = error instanceof DomainError;
          throw error;
        });
      })
      .catch(async (error: unknown) => {
        if (isRefused) {
          await abandon().catch(onFault);
          if (judged) await noteRefused(judged.loaded, error);
        }
        throw error;
      });
    if (isReplayed) {
      options.onReplay?.();
      await abandon().catch(onFault);
    }
    if (queued > 0) onQueued?.();
    if (committed.length > 0) tell(committed);
    return result;
  }

  async function query(name: string, rawInput: unknown, caller: Caller): Promise<unknown> {
    const found: AnyQuery | undefined = registry.queries.get(name);
    if (!found) throw new DomainError('not_found', 'query.unknown', { name });
    assertOpen(name, caller);
    const definition = found as unknown as OpenQuery;
    const input = parse(definition.input, rawInput);
    const context = { db: database.reader, caller, now: ports.clock.now(), run: ports.clock.monotonic(), ports };
    const loaded = await definition.load(input, context);
    enforce(definition.policy(caller, loaded, input), caller);
    return definition.present(loaded, input, context);
  }

  /** A failing medium is told by its name, whoever met it. */
  async function judged(name: string, caller: Caller, work: Promise<unknown>): Promise<unknown> {
    try {
      return await work;
    } catch (error) {
      const meaning = answerTo(personIdOf(caller), database.judge(error));
      onRefused?.(meaning, name);
      throw meaning;
    }
  }

  /** Under names that are known alone: what somebody else asked for has one together. */
  const known = (definitions: { has(name: string): boolean }, name: string): string => (definitions.has(name) ? name : 'unknown');
  const command = <T>(name: string, input: unknown, work: () => Promise<T>): Promise<T> => measured(meter, { kind: 'command', name: known(registry.commands, name) }, work, () => roughSize(input));

  return {
    execute: (name, input, caller, options) => command(name, input, () => judged(name, caller, execute(name, input, caller, options))),
    follow: async (name, input, following) => {
      const caller = system(following.consumer);
      await command(name, input, () => judged(name, caller, execute(name, input, caller, {}, following)));
    },
    query: (name, input, caller) => measured(meter, { kind: 'query', name: known(registry.queries, name) }, () => judged(name, caller, query(name, input, caller)), roughSize),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
