import type { z } from 'zod';
import type { Caller } from './actor';
import type { AuditFacts } from './audit';
import type { DomainError } from './errors';
import type { DomainEvent } from './events';
import type { Enqueue } from './jobs/job';
import type { Policy } from './policy';
import type { Ports } from './ports';
import type { Db } from './ports/database';

/** What loading may use: a reader for queries, the transaction for commands. */
export interface LoadContext {
  db: Db;
  caller: Caller;
  now: Date;
  /** `Clock.monotonic` at this moment. */
  run: number;
}

export interface PrepareContext {
  caller: Caller;
  now: Date;
  ports: Ports;
  /** Read-only; what is read here is checked again inside the transaction. */
  db: Db;
}

export interface RunContext<Prepared> {
  db: Db;
  caller: Caller;
  now: Date;
  /** `Clock.monotonic` at this moment. */
  run: number;
  /** Fresh UUIDv7. */
  id(): string;
  token(bytes: number): string;
  emit(event: DomainEvent): void;
  /** Work that follows, put in line with this transaction or not at all. */
  enqueue: Enqueue;
  prepared: Prepared;
}

type StateOf<Thing> = Thing extends { state: infer State } ? State : never;

/**
 * One use case that changes something. A command without a policy does not compile; `load` throws `not_found` for
 * what the caller may not see, `policy` decides, `requires` gates on states, `run` changes and emits.
 */
export interface Command<Name extends string, Input extends z.ZodType, Loaded, Prepared, Result> {
  /** `module.verb-noun` */
  name: Name;
  input: Input;
  load(input: z.output<Input>, context: LoadContext): Promise<Loaded>;
  policy: Policy<Loaded, z.output<Input>>;
  /** Key of `Loaded` whose `state` must be one of these, e.g. `{ meeting: ['in_session'] }`; a state that does not exist does not compile. */
  requires?: { [K in keyof NoInfer<Loaded> & string]?: readonly StateOf<NoInfer<Loaded>[K]>[] };
  /** Slow work (hashing, typesetting, signing, files) before the transaction, after a first load and policy. */
  prepare?(input: z.output<Input>, loaded: Loaded, context: PrepareContext): Promise<Prepared>;
  run(input: z.output<Input>, loaded: Loaded, context: RunContext<Prepared>): Promise<Result>;
  /** Null only for housekeeping of the program itself, which writes nothing of the record. */
  audit(input: z.output<Input>, loaded: Loaded, result: Result): AuditFacts | null;
  /** What a refusal leaves in the audit log, e.g. a wrong PIN, whoever found it (policy, state, `prepare` or `run`); null where it leaves nothing. Strangers leave nothing. Must be bounded by what it refuses. */
  auditRefusal?(input: z.output<Input>, loaded: Loaded, refusal: DomainError): AuditFacts | null;
  /**
   * What `prepare` left outside the database (a stored file) goes again when the transaction did not keep it: refused,
   * or answered as an earlier request was.
   */
  abandon?(prepared: Prepared, ports: Ports): Promise<void>;
  /**
   * The part of the input that the person made, by which a repeated request is known again; what the program added on
   * the way (keys, findings) is made anew each time. Default: all of it.
   */
  request?(input: z.output<Input>): unknown;
  /** Enters what happened before, from notes: its events say when that was (`DomainEvent.happenedAt`). No other command says so. */
  entersNotes?: true;
  /** False for inputs that must not be kept as a receipt (passwords, PINs). Default true. */
  replayable?: boolean;
  /**
   * For what must not be linked to who sent it (secret ballots): the receipt keeps that it was done, neither a hash of the input nor
   * the answer, which a request that comes again is given from what is stored. Made by `defineSealedCommand` alone.
   * @returns null where what is stored is not what this input says.
   */
  again?(input: z.output<Input>, loaded: Loaded): Promise<Result | null>;
}

/** Any command, for registries. */
export type AnyCommand = Command<string, z.ZodType, never, never, unknown>;

/** Infers the types of a command; the identity function. */
export function defineCommand<const Name extends string, Input extends z.ZodType, Loaded, Result, Prepared = undefined>(
  definition: Command<Name, Input, Loaded, Prepared, Result>,
): Command<Name, Input, Loaded, Prepared, Result> {
  return definition;
}

/** A command whose audit entry is made without its input and its result, so that nothing of them can stand there. */
export type SealedCommand<Name extends string, Input extends z.ZodType, Loaded, Result> = Omit<Command<Name, Input, Loaded, undefined, Result>, 'audit' | 'auditRefusal' | 'abandon' | 'request' | 'replayable' | 'again'> & {
  audit(loaded: Loaded): AuditFacts;
  auditRefusal?(loaded: Loaded, refusal: DomainError): AuditFacts | null;
  again(input: z.output<Input>, loaded: Loaded): Promise<Result | null>;
};

/** A command that keeps no link between who sent it and what it says; see `Command.again`. */
export function defineSealedCommand<const Name extends string, Input extends z.ZodType, Loaded, Result>(
  definition: SealedCommand<Name, Input, Loaded, Result>,
): Command<Name, Input, Loaded, undefined, Result> {
  const { audit, auditRefusal, ...rest } = definition;
  return { ...rest, audit: (_input, loaded) => audit(loaded), auditRefusal: (_input, loaded, refusal) => auditRefusal?.(loaded, refusal) ?? null };
}

export interface QueryContext extends LoadContext {
  ports: Ports;
}

/** One question about what the caller may see. */
export interface Query<Name extends string, Input extends z.ZodType, Loaded, Result> {
  name: Name;
  input: Input;
  load(input: z.output<Input>, context: QueryContext): Promise<Loaded>;
  policy: Policy<Loaded, z.output<Input>>;
  present(loaded: Loaded, input: z.output<Input>, context: QueryContext): Promise<Result> | Result;
}

export type AnyQuery = Query<string, z.ZodType, never, unknown>;

export function defineQuery<const Name extends string, Input extends z.ZodType, Loaded, Result>(
  definition: Query<Name, Input, Loaded, Result>,
): Query<Name, Input, Loaded, Result> {
  return definition;
}
