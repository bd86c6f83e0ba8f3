import type { BlobStore } from '../../kernel/ports/blob';

/**
 * A store that also gives out what lies in another one, and changes nothing there: what is stored, deleted, set aside or listed is its own.
 * @param own what is written here. @param under only read.
 */
export function readThrough(own: BlobStore, under: Pick<BlobStore, 'open' | 'stat' | 'check'>): BlobStore {
  const holder = async (key: string): Promise<Pick<BlobStore, 'open' | 'stat' | 'check'>> => ((await own.stat(key)) ? own : under);
  return {
    floorBytes: own.floorBytes,
    put: (source, options) => own.put(source, options),
    open: async (blob, range) => (await holder(blob.key)).open(blob, range),
    stat: async (key) => (await holder(key)).stat(key),
    delete: (key) => own.delete(key),
    check: async (blob, options) => (await holder(blob.key)).check(blob, options),
    adopt: (from, blob) => own.adopt(from, blob),
    keys: (olderThanMs) => own.keys(olderThanMs),
    setAside: (key) => own.setAside(key),
    clearAside: (olderThanMs) => own.clearAside(olderThanMs),
  };
}
