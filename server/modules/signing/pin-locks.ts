import type { SignerStore } from '../../kernel/ports/signer';
import type { Db } from '../../kernel/ports/database';
import { peopleNames } from '../identity';
import { unitNames } from '../organization';
import { pinResetsOf } from './repository';

/** Wrong PINs of one person at one key that count now (G15). */
export interface PinLock {
  keyId: string;
  personId: string;
  fullName: string;
  /** Name of the unit whose seal it is; null for the person's own key. */
  seal: string | null;
  failed: number;
  /** Tries left; 0: locked. */
  left: number;
}

export async function listPinLocks(signers: SignerStore, db: Db): Promise<PinLock[]> {
  const counts = await signers.counts();
  const [people, units] = await Promise.all([peopleNames(db, counts.map(({ personId }) => personId)), unitNames(db, counts.map(({ keyId }) => keyId))]);
  const locks: PinLock[] = [];
  for (const { keyId, personId, resets, failed } of counts) {
    const fullName = people.get(personId);
    if (fullName === undefined || resets < (await pinResetsOf(db, keyId, personId)).length) continue;
    const left = (await signers.describe(keyId, { personId, resets }))?.attemptsLeft ?? 0;
    locks.push({ keyId, personId, fullName, seal: keyId === personId ? null : (units.get(keyId) ?? keyId), failed, left });
  }
  return locks;
}
