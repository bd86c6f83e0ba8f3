import { DomainError } from '../../kernel/errors';
import type { SlipAccount } from './repository.slips';

/** A slip is handed out over some days, a weekend among them; a link goes from hand to hand within one (I24). */
export const SLIP_MS = 72 * 3_600_000;
/** People of one batch. */
export const SLIPS_AT_ONCE = 200;

/** Slips are for accounts nobody has ever used, and never for an administrator's (I24). */
export const takesSlip = ({ userName, status, isInUse, isAdministrator }: SlipAccount): boolean => userName !== null && status === 'invited' && !isInUse && !isAdministrator;

/** @throws DomainError `not_found`, `rejected`/`identity.slip_not_for`. */
export function assertSlips(accounts: readonly SlipAccount[], asked: readonly string[]): void {
  if (accounts.length !== new Set(asked).size) throw new DomainError('not_found', 'not_found');
  const other = accounts.find((account) => !takesSlip(account));
  if (other) throw new DomainError('rejected', 'identity.slip_not_for', { name: other.fullName });
}
