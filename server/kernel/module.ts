import type { AnyCommand, AnyQuery } from './command';
import type { RecordTable } from './history';
import type { AnyLiveView } from './live';

/** One capability: what it adds to the bus, and which other modules it may use. */
export interface Module {
  name: string;
  dependsOn: readonly string[];
  /** Its tables whose every row is part of the record: digests of what is written go into the audit chain. */
  records: readonly RecordTable[];
  commands: readonly Named[];
  queries: readonly Named[];
  liveViews: readonly Named[];
}

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
  records: readonly RecordTable[];
}

/** The kernel's own: what happened, in order. */
const EVENTS: RecordTable = { table: 'OutboxEvent' };

function register<T extends Named>(target: Map<string, T>, definition: Named, owner: string): void {
  const named = definition as T;
  if (!named.name.startsWith(`${owner}.`)) throw new Error(`${named.name} does not belong to module ${owner}`);
  if (target.has(named.name)) throw new Error(`${named.name} is registered twice`);
  target.set(named.name, named);
}

/**
 * Collects what the modules have. The definitions keep their own exact types where they are called by name; here
 * they are known only by the shape the bus needs.
 * @throws Error for a name twice, a foreign prefix, an unknown or circular dependency.
 */
export function createRegistry(modules: readonly Module[]): Registry {
  const commands = new Map<string, AnyCommand>();
  const queries = new Map<string, AnyQuery>();
  const liveViews = new Map<string, AnyLiveView>();
  const known = new Set<string>();
  for (const module of modules) {
    for (const needed of module.dependsOn) {
      if (!known.has(needed)) throw new Error(`module ${module.name} depends on ${needed}, which does not come before it`);
    }
    known.add(module.name);
    for (const command of module.commands) register(commands, command, module.name);
    for (const query of module.queries) register(queries, query, module.name);
    for (const view of module.liveViews) register(liveViews, view, module.name);
  }
  return { commands, queries, liveViews, records: [EVENTS, ...modules.flatMap((module) => module.records)] };
}
