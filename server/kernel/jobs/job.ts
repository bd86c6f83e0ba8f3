import type { z } from 'zod';
import { DomainError } from '../errors';
import type { Ports } from '../ports';

/** Who waits for it: a person now (an upload), somebody soon (pictures of a paper), or nobody (rounds, sweeps). */
export const JOB_PRIORITY = { now: 2, soon: 1, whenever: 0 } as const;
export type JobPriority = keyof typeof JOB_PRIORITY;

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Limits of one attempt. */
export interface JobLimits {
  /** Milliseconds by the monotonic clock; then its signal fires, and the attempt has failed. */
  timeMs: number;
  /** Handed to the children that do the work: the job itself runs in the process of the installation and only leads them. */
  memoryMb?: number;
}

export interface JobSchedule {
  /** Five fields of cron, by Vietnam's clock. Occurrences missed while the installation was off are made up for once. */
  cron: string;
  /** Asked at each occurrence; false: not this time. */
  due?(context: Pick<JobContext, 'query' | 'now'>): Promise<boolean>;
}

type Asked = { name: string; input: z.ZodType };

/** What the work of a job is given. What it changes it changes by commands, as the program itself. */
export interface JobContext {
  id: string;
  /** From 1. */
  attempt: number;
  /** Fires when the job is cancelled, takes too long, or the installation stops. */
  signal: AbortSignal;
  limits: JobLimits;
  ports: Ports;
  now(): Date;
  execute<C extends Asked & { run(...args: never[]): Promise<unknown> }>(command: C, input: z.input<C['input']>): Promise<Awaited<ReturnType<C['run']>>>;
  query<Q extends Asked & { present(...args: never[]): unknown }>(query: Q, input: z.input<Q['input']>): Promise<Awaited<ReturnType<Q['present']>>>;
  /** For a screen: so much of so much is done. Written down once a second at most. */
  progress(done: number, total: number): void;
  /** A line where operators look. */
  log(facts: Readonly<Record<string, unknown>>, message: string): void;
  /** The same, for what an operator should do something about. */
  fault(message: string): void;
}

/** Nothing: it is done. `again`: there is more to do, in that many milliseconds at the earliest, after what waits already. */
export type JobEnd = { again: number } | undefined;

/**
 * One kind of work that leaves the request. It happens at least once: what it does twice must end the same, so it looks
 * first, or acts by commands that refuse the second time.
 */
export interface JobKind<Name extends string, Payload extends z.ZodType> {
  /** `module.verb-noun` */
  name: Name;
  /** Ids; never words of a paper: it is kept in the clear for as long as the job is remembered. */
  payload: Payload;
  /** In all; a job that ends the process counts as one. */
  attempts: number;
  /** Milliseconds before the second attempt, doubled each time up to `mostMs`. Default 5 s, 10 minutes. */
  backOff?: { firstMs: number; mostMs: number };
  limits: JobLimits;
  /** At once in one process. */
  parallel: number;
  priority: JobPriority;
  schedule?: JobSchedule;
  /**
   * @throws DomainError of a kind that trying again cannot mend (`rejected`, `not_found`, …): it fails at once; anything
   *   else: tried again until the attempts are used up.
   */
  run(payload: z.output<Payload>, context: JobContext): Promise<JobEnd>;
}

/** Any kind, for registries. */
export type AnyJobKind = Omit<JobKind<string, z.ZodType>, 'run'> & { run(payload: never, context: JobContext): Promise<JobEnd> };

/** Infers the types of a kind; the identity function. */
export function defineJob<const Name extends string, Payload extends z.ZodType>(kind: JobKind<Name, Payload>): JobKind<Name, Payload> {
  return kind;
}

/** What putting work in line needs to know of its kind. */
export type QueuedKind<Payload extends z.ZodType> = Pick<JobKind<string, Payload>, 'name' | 'payload' | 'priority'>;

export interface EnqueueOptions {
  /** While one of this kind and key waits, asking again is answered with that one; two of them are never at work at once. */
  key?: string;
  /** Milliseconds from now, at the earliest. */
  afterMs?: number;
  /** Who asked is not written down: that they did is nobody else's business. */
  unnamed?: boolean;
}

/** Puts work in line, in the transaction of whoever asks. @returns the job's id. */
export type Enqueue = <Payload extends z.ZodType>(kind: QueuedKind<Payload>, payload: z.input<Payload>, options?: EnqueueOptions) => Promise<string>;

const MENDED_BY_TIME: ReadonlySet<string> = new Set(['unavailable', 'storage_full', 'rate_limited', 'internal', 'conflict']);

/** Whether another attempt may end otherwise. */
export const isWorthTrying = (error: unknown): boolean => !(error instanceof DomainError) || MENDED_BY_TIME.has(error.code);

const DEFAULT_BACK_OFF = { firstMs: 5_000, mostMs: 10 * 60_000 };

/** Milliseconds between this failed attempt (from 1) and the next. @param spread from 0 to 1, so that what failed together does not come back together. */
export function backOffMs({ firstMs, mostMs }: { firstMs: number; mostMs: number } = DEFAULT_BACK_OFF, attempt: number, spread: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** (attempt - 1));
  return Math.round(whole * (0.8 + 0.4 * spread));
}
