import { createHash } from 'node:crypto';

import { PadesError } from '../errors';
import type { SignatureAlgorithm, Signer } from '../signer';
import { OID } from '../der/oids';
import { context, integer, element, octets, oid, sequence, setOf } from '../der/write';
import { checkOwnSignature, digestIdentifier, digestOf, signatureIdentifier } from './algorithms';
import { parseCertificate } from './x509';
import type { Certificate } from './x509';

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf([value]));

/**
 * The signed attributes of CAdES B-B in PAdES (EN 319 142-1 §6.3): content type, message digest and
 * signing-certificate-v2; no signing-time, because the time stands in /M.
 * @returns DER `SET OF`, the bytes to be signed.
 */
export function signedAttributes(signer: Certificate, messageDigest: Uint8Array): Uint8Array {
  const certHash = createHash('sha256').update(signer.der).digest();
  // ESSCertIDv2 (RFC 5035): SHA-256 is the default hash and therefore left out; issuer and serial are copied verbatim.
  const issuerSerial = sequence(sequence(context(4, signer.issuer)), signer.serialDer);
  const ess = sequence(sequence(sequence(octets(certHash), issuerSerial)));
  return setOf([
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octets(messageDigest)),
    attribute(OID.signingCertificateV2, ess),
  ]);
}

/** Assembles the detached SignedData (RFC 5652) around a finished signature. */
export function assembleCms(
  chain: readonly Uint8Array[],
  algorithm: SignatureAlgorithm,
  attributes: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  const [leaf] = chain;
  if (!leaf) throw new PadesError('no_certificate');
  const signer = parseCertificate(leaf);
  const digest = digestIdentifier(digestOf(algorithm));
  const implicitAttributes = Uint8Array.from(attributes);
  implicitAttributes[0] = 0xa0;
  const signerInfo = sequence(
    integer(1),
    sequence(signer.issuer, signer.serialDer),
    digest,
    implicitAttributes,
    signatureIdentifier(algorithm),
    octets(signature),
  );
  const signedData = sequence(
    integer(1),
    setOf([digest]),
    sequence(oid(OID.data)),
    setOf(chain, 0xa0),
    setOf([signerInfo]),
  );
  return sequence(oid(OID.signedData), element(0xa0, signedData));
}

/**
 * Signs a digest of the document as CAdES B-B and checks the signature with the certificate's key before it is used.
 * @param messageDigest hash of the signed byte ranges, made with the hash of `signer.algorithm`.
 * @throws PadesError `signature_failed` where key and certificate do not belong together.
 */
export async function buildCms(signer: Signer, messageDigest: Uint8Array): Promise<Uint8Array> {
  const [leaf] = signer.chain;
  if (!leaf) throw new PadesError('no_certificate');
  const certificate = parseCertificate(leaf);
  const attributes = signedAttributes(certificate, messageDigest);
  const signature = await signer.sign(attributes);
  if (!checkOwnSignature(certificate.publicKey, signer.algorithm, attributes, signature)) {
    throw new PadesError('signature_failed');
  }
  return assembleCms(signer.chain, signer.algorithm, attributes, signature);
}
