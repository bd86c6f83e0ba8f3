import type { SignerStore } from '../../kernel/ports/signer';
import type { TrustStore } from '../../kernel/ports/trust';
import { FileSignerStore, type InTurn } from './file-signer-store';
import { keysApart } from './keys-apart';
import { openTrustFolder } from './trust-folder';

/** Keys and trust of one installation; the keys in a process apart. @param options.inTurn where other processes have the folder too. */
export function openSignerFolder(dir: string, { now, tell, inTurn }: { now: () => Date; tell(message: string): void; inTurn?: InTurn }): { signers: SignerStore; trust: TrustStore } {
  return { signers: new FileSignerStore(dir, keysApart(dir, { tell }), inTurn), trust: openTrustFolder(dir, { now }) };
}
