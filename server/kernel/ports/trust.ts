/** Whom this installation trusts when it verifies signatures. */
export interface TrustStore {
  /** DER certificates of the trust anchors. */
  anchors(): Promise<readonly Uint8Array[]>;
  /** DER revocation lists known here. */
  crls(): Promise<readonly Uint8Array[]>;
}
