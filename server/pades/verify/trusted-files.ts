import { parseCertificate, readable } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { readCrls } from './revocation';

/** All certificates that can be read from DER or PEM; unreadable ones are left out, and so believed in nothing. */
export function readCertificates(sources: readonly Uint8Array[]): Certificate[] {
  return readable(sources, 'CERTIFICATE', parseCertificate);
}

/** True where a file names somebody to trust; false for what a person gave by mistake. */
export const holdsCertificates = (file: Uint8Array): boolean => readCertificates([file]).length > 0;

export const holdsRevocationLists = (file: Uint8Array): boolean => readCrls([file]).length > 0;
