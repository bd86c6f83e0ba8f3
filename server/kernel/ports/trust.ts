import type { Retirement } from '../../pades/verify/strength';

export type { Retirement } from '../../pades/verify/strength';

/** Whom this installation trusts when it verifies signatures. */
export interface TrustStore {
  /** DER certificates of the trust anchors. */
  anchors(): Promise<readonly Uint8Array[]>;
  /** DER revocation lists known here. */
  crls(): Promise<readonly Uint8Array[]>;
  /** Algorithms that an operator says are no longer safe, besides those the program knows of. */
  retirements(): Promise<readonly Retirement[]>;
}
