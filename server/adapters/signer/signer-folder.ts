import type { SignerStore } from '../../kernel/ports/signer';
import type { TrustStore } from '../../kernel/ports/trust';
import { FileSignerStore } from './file-signer-store';
import { openTrustFolder } from './trust-folder';

/** Keys and trust of one installation. */
export function openSignerFolder(dir: string, { now }: { now: () => Date }): { signers: SignerStore; trust: TrustStore } {
  return { signers: new FileSignerStore(dir), trust: openTrustFolder(dir, { now }) };
}
