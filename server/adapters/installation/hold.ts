import { prepareDataFolder } from '../data-folder';
import { lockInstance } from '../db/instance-lock';
import { contentsOf, RECORD_FILE } from './contents';
import { fillFirst, finishFirstFill } from './first-fill';
import { tightenPermissions } from './permissions';
import { POSTGRESQL, recordInFolder } from './record';
import { foreignFolder, mainMissing, rowsElsewhere, rowsInFolder } from './refusals';

/** A data folder that this process alone may use until it lets go of it. */
export interface HeldFolder {
  readonly dataDir: string;
  /** False when nobody has ever used it: only then may it be filled. */
  readonly used: boolean;
  /** Fills an unused folder with what `make` puts into the folder it is given. */
  fill(make: (folder: string) => Promise<void>): Promise<void>;
  release(): void;
}

/**
 * Takes a data folder: the lock first, then a look, so that what is seen stays so. Removes and overwrites nothing.
 * @param rowsHere false: the main database is a server's. @throws BootError when another server holds it, when it cannot be written, when it has been in use and the main database is
 *   not there, or when it is somebody's folder of other things.
 */
export function holdDataFolder(wanted: string, rowsHere = true): HeldFolder {
  const dataDir = prepareDataFolder(wanted);
  const lock = lockInstance(dataDir);
  try {
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
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
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
