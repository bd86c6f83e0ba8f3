import { X509Certificate } from 'node:crypto';

/** What the page needs that explains how to trust the installation's authority on a tablet. */
export interface TrustFacts {
  /** Name shown in the tablet's list of certificates. */
  name: string;
  /** SHA-256 of the certificate, `AA:BB:…`: to be compared with what the tablet shows before trusting. */
  fingerprint: string;
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  /** DER, as `application/x-x509-ca-cert`; iPadOS, Android and Windows all take it. */
  certificate: Buffer;
  fileName: string;
}

/** @param ca PEM, as `TlsMaterial.ca`. */
export function describeAuthority(ca: string): TrustFacts {
  const parsed = new X509Certificate(ca);
  // The legacy form gives the common name alone, however its name is put together; several of them come as a list.
  const { CN } = parsed.toLegacyObject().subject;
  const name = (Array.isArray(CN) ? CN[0] : CN) ?? 'Phiên';
  return {
    name,
    fingerprint: parsed.fingerprint256,
    validFrom: new Date(parsed.validFrom).toISOString(),
    validTo: new Date(parsed.validTo).toISOString(),
    certificate: parsed.raw,
    fileName: 'phien-authority.crt',
  };
}
