import type { CertificateInfo, PinHolder, SignerStore } from '../../kernel/ports/signer';
import type { Caller } from '../../kernel/actor';
import { personIdOf } from '../../kernel/actor';
import type { AuditFacts } from '../../kernel/audit';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { pinResetsOf } from './repository';

/** The caller as the one whose tries at a key are counted (G15). */
export async function pinHolder(db: Db, keyId: string, personId: string): Promise<PinHolder> {
  return { personId, resets: (await pinResetsOf(db, keyId, personId)).length };
}

/** @throws DomainError `forbidden` `signing.not_a_signer` for the program itself. */
export function signerOf(caller: Caller): string {
  const personId = personIdOf(caller);
  if (!personId) throw new DomainError('forbidden', 'signing.not_a_signer');
  return personId;
}

export interface KeyView extends CertificateInfo {
  expired: boolean;
  /** An administrator forgave wrong PINs since this person last used the key: who, when and why. */
  reset: { by: string | null; at: Date; reason: string } | null;
}

/** A key as the person who may use it sees it; null where there is none. */
export async function viewKey(signers: SignerStore, db: Db, { keyId, personId, now }: { keyId: string; personId: string; now: Date }): Promise<KeyView | null> {
  const resets = await pinResetsOf(db, keyId, personId);
  const known = await signers.describe(keyId, { personId, resets: resets.length });
  return known && { ...known, expired: known.notAfter < now, reset: resets.at(-1) ?? null };
}

/** Every wrong PIN that was tried leaves an entry; what is refused because the key is locked is bounded by nothing and leaves none (G16). */
export function wrongPin({ reason, params }: DomainError, at: Omit<AuditFacts, 'details'>): AuditFacts | null {
  const tried = (reason === 'signing.wrong_pin' || reason === 'signing.pin_locked') && params.left !== undefined;
  return tried ? { ...at, details: { refused: reason, left: params.left } } : null;
}
