import { DomainError } from '../../kernel/errors';

/** Days from which and to which something holds, yyyy-MM-dd, both included; `null` has no end. */
export interface Validity {
  validFrom: string;
  validTo: string | null;
}

/** @throws DomainError invalid when the end lies before the beginning. */
export function assertValidity({ validFrom, validTo }: Validity): void {
  if (validTo !== null && validTo < validFrom) throw new DomainError('invalid', 'organization.ends_before_begin');
}

/** Whether both hold on at least one day. */
export const overlap = (a: Validity, b: Validity): boolean =>
  (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);
