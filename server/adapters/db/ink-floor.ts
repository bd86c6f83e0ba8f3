import { statfs } from 'node:fs/promises';
import { DomainError } from '../../kernel/errors';
import type { OpStore } from '../../kernel/ports/op-store';

/** Bytes the ink log leaves free on its medium: minutes, votes and attendance are written when ink is not taken any more. */
export const INK_FLOOR_BYTES = 512 * 1024 * 1024;
/** The medium is asked at most this often, ms. */
const ASK_EVERY_MS = 1_000;

export interface InkFloorOptions {
  /** Folder of the log. */
  folder: string;
  floorBytes: number;
  /** Monotonic, ms. */
  now(): number;
  /** Told when it begins and when it ends. */
  onFault?: (message: string) => void;
}

/** The same log, which takes nothing new while its medium has less free space than the floor (`ink.storage_full`); reading goes on. */
export function aboveFloor(store: OpStore, options: InkFloorOptions): OpStore {
  const { folder, now, onFault } = options;
  let asked = -Infinity;
  let answer: Promise<boolean> = Promise.resolve(true);
  let below = false;
  const look = async (): Promise<boolean> => {
    const { floorBytes } = options;
    const { bavail, bsize } = await statfs(folder);
    const isBelow = bavail * bsize < floorBytes;
    if (isBelow !== below) onFault?.(isBelow ? `ink: less than ${floorBytes} bytes free; new marks wait on the tablets` : 'ink: enough space again; marks are taken');
    below = isBelow;
    return !isBelow;
  };
  const hasRoom = (): Promise<boolean> => {
    if (now() - asked < ASK_EVERY_MS) return answer;
    asked = now();
    // A medium that cannot be asked is no reason to refuse: the write itself will tell.
    answer = look().catch(() => true);
    return answer;
  };
  return {
    get epoch() {
      return store.epoch;
    },
    async append(batch) {
      if (options.floorBytes > 0 && !(await hasRoom())) throw new DomainError('storage_full', 'ink.storage_full');
      return store.append(batch);
    },
    read: (...question) => store.read(...question),
    head: (...question) => store.head(...question),
    snapshot: (...question) => store.snapshot(...question),
    privateStreams: (...question) => store.privateStreams(...question),
    forgetPrivate: (...streams) => store.forgetPrivate(...streams),
    takeOut: (...named) => store.takeOut(...named),
    get condition() {
      return store.condition;
    },
    backup: (file) => store.backup(file),
    close: () => store.close(),
  };
}
