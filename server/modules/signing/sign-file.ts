import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import type { Signer } from '../../kernel/ports/signer';
import { displayName, parseCertificate } from '../../pades/cms/x509';
import type { GrowingFile } from '../../pades/pdf/growing-file';
import type { VerificationReport } from '../../pades/verify/report';
import { verifyPdf } from '../../pades/verify/verify-pdf';
import { signedUpdate } from './signed-bytes';
import { believed } from './trusted';
import { requireUsableCertificate } from './usable-certificate';

export interface FileToSign {
  /** Empty signature field that takes the signature. */
  field: string;
  signer: Signer;
  reason: string;
  location: string;
  /** Draws the visible signature. */
  draw(): Promise<Uint8Array>;
  /** Reads the file, and holds it to what its owner says of it. */
  read(): Promise<GrowingFile>;
}

/** What is kept of the certificate a file was signed with. */
export interface SignedWith {
  commonName: string;
  issuer: string;
  /** Hex. */
  serial: string;
  testOnly: boolean;
}

const resultInvalid = (finding: string): DomainError => new DomainError('rejected', 'signing.result_invalid', { finding });

/** Holds a file to what everybody will hold it to. @throws DomainError `rejected` `signing.result_invalid` {finding}. */
export async function requireSound(signed: Uint8Array, trust: Ports['trust'], now: Date): Promise<VerificationReport> {
  const report = verifyPdf(signed, await believed(trust, now));
  const all = [...report.findings, ...report.signatures.flatMap((signature) => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)])];
  const fault = all.find(({ severity }) => severity === 'error');
  if (fault || report.signatures.length === 0) throw resultInvalid(fault?.key ?? 'signature.unlinked');
  return report;
}

/** The same for a fresh signature: an anchor nobody here knows is the only doubt allowed (G14). @throws DomainError as {@link requireSound}. */
async function requireValid(signed: Uint8Array, field: string, trust: Ports['trust'], now: Date): Promise<void> {
  const { signatures } = await requireSound(signed, trust, now);
  const own = signatures.find((signature) => signature.field === field);
  const doubt = own?.findings.find(({ severity, key }) => severity === 'unknown' && key !== 'certificate.untrusted');
  if (doubt || own?.integrity !== 'intact') throw resultInvalid(doubt?.key ?? 'signature.unlinked');
}

/**
 * Signs a file by an addition at its end, after the certificate was checked (G13), and verifies the result (G14).
 * @throws DomainError `not_found` `signing.no_certificate`, those of the checks, of `read` and of `signedUpdate`.
 */
export async function signFile({ field, signer, reason, location, draw, read }: FileToSign, { trust, now }: { trust: Ports['trust']; now: Date }): Promise<{ file: GrowingFile; certificate: SignedWith }> {
  const [leaf] = signer.chain;
  if (!leaf) throw new DomainError('not_found', 'signing.no_certificate');
  await requireUsableCertificate(signer, trust, now);
  const [appearance, file] = await Promise.all([draw(), read()]);
  file.append(await signedUpdate(file.bytes, { field, signer, signedAt: now, reason, location, appearance }, file.hashed()));
  await requireValid(file.bytes, field, trust, now);
  const { subject, issuer, serial } = parseCertificate(leaf);
  return { file, certificate: { commonName: displayName(subject), issuer: displayName(issuer), serial, testOnly: signer.testOnly } };
}
