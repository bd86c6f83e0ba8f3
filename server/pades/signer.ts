/** What signs: turns bytes into a raw signature; the CMS around it is made here. */

/** Signature algorithms the product makes and accepts (TT 15/2025/TT-BKHCN: RSA ≥ 2048 bits, ECDSA ≥ 256 bits, SHA-2). */
export const SIGNATURE_ALGORITHMS = [
  'rsa-pkcs1-sha256',
  'rsa-pkcs1-sha384',
  'rsa-pkcs1-sha512',
  'rsa-pss-sha256',
  'rsa-pss-sha384',
  'rsa-pss-sha512',
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
] as const;

export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

export interface Signer {
  /** DER certificates, the signer's own first, each followed by its issuer; the trust anchor may be left out. */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  /**
   * Signs `data` (not its hash).
   * @returns RSA: the signature block; ECDSA: DER `SEQUENCE { r, s }`.
   */
  sign(data: Uint8Array): Promise<Uint8Array>;
}
