import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

import { PadesError } from '../errors';
import type { Signer } from '../signer';
import { digestOf } from '../cms/algorithms';
import type { DigestName } from '../cms/algorithms';
import { buildCms } from '../cms/build';
import { displayName, parseCertificate } from '../cms/x509';
import { judgeCms } from '../verify/judge-cms';
import { layoutSignature } from './signature-layout';
import type { SignatureRequest } from './signature-layout';
import { fillHole, room } from './hole';

/** Room for the CMS: enough for a B-T signature with its chain; doubled where it does not fit. */
export const PLACEHOLDER_BYTES = 16_384;
const MAX_PLACEHOLDER_BYTES = PLACEHOLDER_BYTES * 16;

type SigningRequest = SignatureRequest & { readonly signer: Signer };

/**
 * Signs a pre-created field (PAdES B-B, EN 319 142-1) in one incremental update.
 * @param hashed a SHA-256 over exactly the given bytes, where there is one: they are not hashed again then.
 * @returns what is to be appended to the given bytes.
 * @throws PadesError as {@link layoutSignature}, and what the signer throws.
 */
export async function signatureUpdate(pdf: Uint8Array, request: SigningRequest, hashed?: Hash): Promise<Uint8Array> {
  const { signer } = request;
  const [leaf] = signer.chain;
  if (!leaf) throw new PadesError('no_certificate');
  const named = { name: displayName(parseCertificate(leaf).subject), ...request };
  for (let placeholder = PLACEHOLDER_BYTES; placeholder <= MAX_PLACEHOLDER_BYTES; placeholder *= 2) {
    const layout = layoutSignature(pdf, named, placeholder);
    const { tail } = layout;
    const digestName = digestOf(signer.algorithm);
    const before = digestName === 'sha256' && hashed ? hashed.copy() : createHash(digestName).update(pdf);
    const digest = before
      .update(tail.subarray(0, layout.holeStart - pdf.length))
      .update(tail.subarray(layout.holeEnd - pdf.length))
      .digest();
    const cms = await buildCms(signer, digest);
    if (cms.length > room(layout)) continue;
    fillHole(layout, pdf.length, cms);
    return tail;
  }
  throw new PadesError('cms_too_large', { limit: MAX_PLACEHOLDER_BYTES });
}

/** As {@link signatureUpdate}. @returns the whole file, a copy; the given bytes are its beginning. */
export async function signPdf(pdf: Uint8Array, request: SigningRequest): Promise<Uint8Array> {
  return Buffer.concat([pdf, await signatureUpdate(pdf, request)]);
}

/**
 * A file laid out for a signer far away (remote service, token on another machine). The bytes must not change until the
 * CMS comes back; `sha256` pins them.
 */
export interface PreparedSignature {
  readonly field: string;
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal hash of `bytes`. */
  readonly sha256: string;
  readonly byteRange: readonly [number, number, number, number];
  readonly holeStart: number;
  readonly holeEnd: number;
}

const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** First step: lays out the revision with an empty hole. @throws PadesError as {@link layoutSignature} */
export function prepareSignature(pdf: Uint8Array, request: SignatureRequest, placeholderBytes = PLACEHOLDER_BYTES): PreparedSignature {
  const layout = layoutSignature(pdf, request, placeholderBytes);
  const bytes = Buffer.concat([pdf, layout.tail]);
  const { byteRange, holeStart, holeEnd } = layout;
  return Object.freeze({ field: request.field, bytes, sha256: sha256Hex(bytes), byteRange, holeStart, holeEnd });
}

/** The document digest a remote signer is asked to sign. */
export function preparedDigest(prepared: PreparedSignature, digest: DigestName): Uint8Array {
  return createHash(digest)
    .update(prepared.bytes.subarray(0, prepared.holeStart))
    .update(prepared.bytes.subarray(prepared.holeEnd))
    .digest();
}

/**
 * Second step: checks the CMS as strictly as a verifier would, then puts it into the hole.
 * @param expectedSigner DER of the certificate that had to sign, where it is known.
 * @throws PadesError `prepared_changed`; `cms_rejected` {finding};
 * `other_signer`; `placeholder_too_small` {needed}.
 */
export function embedSignature(prepared: PreparedSignature, cms: Uint8Array, expectedSigner?: Uint8Array): Uint8Array {
  if (sha256Hex(prepared.bytes) !== prepared.sha256) throw new PadesError('prepared_changed');
  if (cms.length > room(prepared)) throw new PadesError('placeholder_too_small', { needed: cms.length });
  const { bytes, holeStart, holeEnd } = prepared;
  const judged = judgeCms(cms, [bytes.subarray(0, holeStart), bytes.subarray(holeEnd)], { subFilter: 'ETSI.CAdES.detached', extraCertificates: [] });
  const fault = judged.findings.find((finding) => finding.severity !== 'info');
  if (fault) throw new PadesError('cms_rejected', { finding: fault.key });
  if (expectedSigner && (!judged.signer || Buffer.compare(judged.signer.der, expectedSigner) !== 0)) {
    throw new PadesError('other_signer');
  }
  const signed = Buffer.from(bytes);
  signed.write(Buffer.from(cms).toString('hex'), holeStart + 1, 'latin1');
  return signed;
}
