import type { Database } from '../../kernel/ports/database';
import type { OpStore } from '../../kernel/ports/op-store';
import type { Shipping } from './own-standby';

/** The same database, of which nothing is acknowledged before the second machine has it; where it is told to wait for that. */
export function shippedDatabase(database: Database, shipping: Shipping | null): Database {
  if (!shipping?.waits) return database;
  return {
    ...database,
    async transaction(work) {
      const result = await database.transaction(work);
      await shipping.settled('main');
      return result;
    },
  };
}

/** The same ink log, likewise. */
export function shippedInk(store: OpStore, shipping: Shipping | null): OpStore {
  if (!shipping?.waits) return store;
  const appended: OpStore['append'] = async (batch) => {
    const results = await store.append(batch);
    await shipping.settled('ink');
    return results;
  };
  return new Proxy(store, { get: (known, name) => (name === 'append' ? appended : bound(known, Reflect.get(known, name))) });
}

const bound = (of: OpStore, value: unknown): unknown => (typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(of) : value);
