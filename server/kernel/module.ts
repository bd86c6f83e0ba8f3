import type { AnyCommand, AnyQuery } from './command';
import type { AnyConsumer } from './consumer';
import type { AnyJobKind } from './jobs/job';
import type { AnyLiveView } from './live';
import type { RecordTable } from './record';

/** One capability: what it adds to the bus, and which other modules it may use. */
export interface Module {
  name: string;
  dependsOn: readonly string[];
  /** The tables it owns: nobody else writes them. */
  tables: readonly OwnedTable[];
  commands: readonly Named[];
  queries: readonly Named[];
  liveViews: readonly Named[];
  /** Kinds of work that leave the request. */
  jobs?: readonly Named[];
  /** What follows, through its own commands, from what happened anywhere. */
  consumers?: readonly (Named & { command: Named; types: readonly string[] })[];
}

/** A table and, where not every row of it is part of the record (digests of what is written go into the audit chain), why not. */
export type OwnedTable = RecordTable & { outside?: string };

interface Named {
  name: string;
}

/** Keeps the exact types of what a module has, for the typed doors of the application; the identity function. */
export function defineModule<const M extends Module>(module: M): M {
  return module;
}

export interface Registry {
  commands: ReadonlyMap<string, AnyCommand>;
  queries: ReadonlyMap<string, AnyQuery>;
  liveViews: ReadonlyMap<string, AnyLiveView>;
  jobs: ReadonlyMap<string, AnyJobKind>;
  consumers: ReadonlyMap<string, AnyConsumer>;
  records: readonly RecordTable[];
}

/** What the kernel itself keeps. */
export const KERNEL_TABLES: readonly OwnedTable[] = [
  { table: 'HistoryEvent' },
  { table: 'ConsumerCursor', outside: 'how far the history was followed; what followed from it leaves its own entry' },
  { table: 'AuditEntry', outside: 'the chain itself' },
  { table: 'Receipt', outside: 'answers kept for replays' },
  { table: 'Job', outside: 'work in line; what it did stands where it did it' },
  { table: 'Setting', outside: 'how far jobs are, and secrets of the installation' },
];

function register<T extends Named>(target: Map<string, T>, definition: Named, owner: string): void {
  const named = definition as T;
  if (!named.name.startsWith(`${owner}.`)) throw new Error(`${named.name} does not belong to module ${owner}`);
  if (target.has(named.name)) throw new Error(`${named.name} is registered twice`);
  target.set(named.name, named);
}

/**
 * Collects what the modules have. The definitions keep their own exact types where they are called by name; here
 * they are known only by the shape the bus needs.
 * @throws Error for a name twice, a foreign prefix, an unknown or circular dependency, a table with two owners, a consumer without a command of its module.
 */
export function createRegistry(modules: readonly Module[]): Registry {
  const commands = new Map<string, AnyCommand>();
  const queries = new Map<string, AnyQuery>();
  const liveViews = new Map<string, AnyLiveView>();
  const jobs = new Map<string, AnyJobKind>();
  const consumers = new Map<string, AnyConsumer>();
  const known = new Set<string>();
  const owners = new Map<string, string>(KERNEL_TABLES.map(({ table }) => [table, 'kernel']));
  for (const module of modules) {
    for (const needed of module.dependsOn) {
      if (!known.has(needed)) throw new Error(`module ${module.name} depends on ${needed}, which does not come before it`);
    }
    known.add(module.name);
    for (const { table } of module.tables) {
      const owner = owners.get(table);
      if (owner) throw new Error(`table ${table} belongs to ${owner} and to ${module.name}`);
      owners.set(table, module.name);
    }
    for (const command of module.commands) register(commands, command, module.name);
    for (const query of module.queries) register(queries, query, module.name);
    for (const view of module.liveViews) register(liveViews, view, module.name);
    for (const job of module.jobs ?? []) register(jobs, job, module.name);
    for (const consumer of module.consumers ?? []) {
      register(consumers, consumer, module.name);
      if (!module.commands.includes(consumer.command)) throw new Error(`${consumer.name} follows the history through ${consumer.command.name}, which is no command of module ${module.name}`);
      if (consumer.types.length === 0) throw new Error(`${consumer.name} follows nothing`);
    }
  }
  const tables = [...KERNEL_TABLES, ...modules.flatMap((module) => module.tables)];
  return { commands, queries, liveViews, jobs, consumers, records: tables.filter(({ outside }) => outside === undefined) };
}
