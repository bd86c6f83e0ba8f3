import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BlobPlace } from '../../kernel/blob-place';
import type { BlobStore, StagingStore, StoredBlob } from '../../kernel/ports/blob';
import type { HealthProblem } from '../../kernel/ports/vitals';
import { openFolderStore, openStagingStore, readFolderStore } from './folder-store';
import { claimStore, lookAt, objectsOf, watchOf, type Claimant } from './s3-installation';
import { openS3Store, readS3Store } from './s3-store';
import type { Damage } from './verified-reads';

/** Where papers lie, and what is no paper yet. */
export interface Stores {
  blobs: BlobStore;
  staging: StagingStore;
  /** Whether the papers are there. */
  condition(): Promise<HealthProblem | null>;
}

export interface StoresOptions {
  /** Name of this one of several servers that use the folder; null: it is alone there, and clears what a killed one left. */
  node?: string | null;
  floorBytes?: number;
  onDamage(blob: StoredBlob, problem: Damage): void;
  onFault(message: string): void;
}

/** Stores that are found; opened once the data folder says whose they have to be. */
export interface FoundStores {
  open(claimant: Claimant): Promise<Stores>;
}

/**
 * In the data folder, or where the configuration says. Nothing is written before `open`.
 * @throws BootError when a store elsewhere cannot be used.
 */
export async function findStores(dataDir: string, place: BlobPlace | null, options: StoresOptions): Promise<FoundStores> {
  if (!place) return { open: () => inFolder(dataDir, options) };
  const objects = objectsOf(place);
  await lookAt(objects);
  return {
    async open(claimant) {
      await claimStore(objects, claimant, options.onFault);
      const spool = (name: string): string => path.join(dataDir, 'incoming', options.node ?? '', name);
      const { floorBytes, onDamage, onFault } = options;
      return {
        blobs: await openS3Store(objects, { spool: spool('blobs'), floorBytes, onDamage, onFault }),
        staging: await openS3Store(objects, { spool: spool('waiting'), under: 'waiting/', floorBytes, onFault }),
        condition: watchOf(place),
      };
    },
  };
}

async function inFolder(dataDir: string, { floorBytes, onDamage, node = null }: StoresOptions): Promise<Stores> {
  return {
    blobs: await openFolderStore(dataDir, { floorBytes, onDamage }),
    staging: await openStagingStore(path.join(dataDir, 'waiting'), { floorBytes, alone: node === null }),
    condition: async () => (existsSync(path.join(dataDir, 'blobs')) ? null : 'papers_missing'),
  };
}

/** The papers to read only, also while a server runs: nothing is made and nothing is cleared. */
export const readStore = (dataDir: string, place: BlobPlace | null): Pick<BlobStore, 'check'> => (place ? readS3Store(objectsOf(place)) : readFolderStore(dataDir));
