import type { SignerStore } from '../../kernel/ports/signer';
import type { TrustStore } from '../../kernel/ports/trust';
import { FileSignerStore, type InTurn } from './file-signer-store';
import { openTrustFolder } from './trust-folder';

/** Keys and trust of one installation. @param options.inTurn where other processes have the folder too. */
export function openSignerFolder(dir: string, { now, inTurn }: { now: () => Date; inTurn?: InTurn }): { signers: SignerStore; trust: TrustStore } {
  return { signers: new FileSignerStore(dir, inTurn), trust: openTrustFolder(dir, { now }) };
}
