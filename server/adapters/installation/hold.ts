import { prepareDataFolder } from '../data-folder';
import { lockInstance, lockStart, type InstanceLock } from '../db/instance-lock';
import { contentsOf, RECORD_FILE } from './contents';
import { fillFirst, finishFirstFill } from './first-fill';
import { tightenPermissions } from './permissions';
import { POSTGRESQL, recordInFolder } from './record';
import { isStandbyFolder } from '../standby/followed-state';
import { readMark } from '../standby/marks';
import { stillFollowing, superseded } from '../standby/refusals';
import { foreignFolder, mainMissing, rowsElsewhere, rowsInFolder } from './refusals';

/** A data folder that this process alone may use until it lets go of it. */
export interface HeldFolder {
  readonly dataDir: string;
  /** False when nobody has ever used it: only then may it be filled. */
  readonly used: boolean;
  /** Fills an unused folder with what `make` puts into the folder it is given. */
  fill(make: (folder: string) => Promise<void>): Promise<void>;
  /** Its start is over: the next of several servers may begin. */
  started(): void;
  release(): void;
}

export interface HoldOptions {
  rowsHere?: boolean;
  shared?: boolean;
}

/**
 * Takes a data folder: the lock first, then a look, so that what is seen stays so. Removes and overwrites nothing.
 * @param options.rowsHere false: the main database is a server's. @param options.shared several servers use it; of their starts one goes on at a time. @throws BootError when another server holds it, when it cannot be written, when it has been in use and the main database is
 *   not there, or when it is somebody's folder of other things.
 */
export function holdDataFolder(wanted: string, { rowsHere = true, shared = false }: HoldOptions = {}): HeldFolder {
  const dataDir = prepareDataFolder(wanted);
  const lock = lockInstance(dataDir, { shared });
  let starting: InstanceLock | null = null;
  try {
    starting = shared ? lockStart(dataDir) : null;
    assertServes(dataDir);
    finishFirstFill(dataDir);
    tightenPermissions(dataDir);
    let used = isUsed(dataDir, rowsHere);
    return {
      dataDir,
      get used() {
        return used;
      },
      async fill(make) {
        if (used) throw new Error(`${dataDir} is in use`);
        await fillFirst(dataDir, make);
        used = true;
      },
      started: () => starting?.release(),
      release() {
        starting?.release();
        lock.release();
      },
    };
  } catch (error) {
    starting?.release();
    lock.release();
    throw error;
  }
}

/** Of two machines one serves: neither one that still follows nor one that was taken over from is written. */
function assertServes(dataDir: string): void {
  const mark = readMark(dataDir);
  if (mark?.state === 'superseded') throw superseded(dataDir, mark.at);
  if (isStandbyFolder(dataDir)) throw stillFollowing(dataDir);
}

function isUsed(dataDir: string, rowsHere: boolean): boolean {
  const { mainSize, traces, foreign } = contentsOf(dataDir);
  const beside = recordInFolder(dataDir);
  const isElsewhere = beside?.parts.includes(POSTGRESQL) ?? !rowsHere;
  if (rowsHere && isElsewhere) throw rowsElsewhere(dataDir, beside?.place);
  if (!rowsHere && mainSize !== null && mainSize > 0 && !(isElsewhere && traces.includes(RECORD_FILE))) throw rowsInFolder(dataDir);
  if (mainSize !== null && mainSize > 0) return true;
  if (traces.length > 0 && rowsHere) throw mainMissing(dataDir, mainSize, traces);
  if (traces.length > 0) return true;
  if (foreign.length > 0) throw foreignFolder(dataDir, foreign);
  // A database without a byte and nothing beside it: a start without the sample was interrupted at its first step.
  return mainSize !== null;
}
