import { PadesError } from '../errors';
import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import type { SignatureEvidence } from '../pdf/add-evidence';
import { isObjectKind } from '../pdf/objects';
import { sayingOf, type OcspResponse, type OcspSource } from '../verify/ocsp';
import type { RevocationList } from '../verify/revocation';
import { isPublished } from '../verify/level';
import type { Untold } from './state';

/** What was found out about one certificate. */
export type Status = { readonly ocsp: OcspResponse } | { readonly crl: RevocationList };

/** Finds out what its issuer says of a certificate, asked for ones that lead to a trusted anchor only. Null: nothing is known of one that nobody publishes anything of. */
export type StatusSource = (source: OcspSource) => Promise<Status | null>;

/** Certificates looked at for one file; each is asked about once. */
class Asked {
  private readonly known = new Map<string, Promise<Status | null>>();

  constructor(private readonly ask: StatusSource) {}

  status(source: OcspSource): Promise<Status | null> {
    const { fingerprint } = source.certificate;
    const known = this.known.get(fingerprint) ?? this.ask(source);
    this.known.set(fingerprint, known);
    return known;
  }
}

async function dataOf(path: readonly Certificate[], asked: Asked): Promise<Omit<SignatureEvidence, 'contents'>> {
  const certificates = new Map(path.map((certificate) => [certificate.fingerprint, certificate.der]));
  const crls = new Set<Uint8Array>();
  const ocsps = new Set<Uint8Array>();
  for (const [i, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[i + 1];
    const status = issuer ? await asked.status({ certificate, issuer }) : null;
    if (!issuer || !status) continue;
    if ('crl' in status) {
      crls.add(status.crl.der);
      continue;
    }
    ocsps.add(status.ocsp.der);
    // Who speaks for the issuer has a certificate of its own, which somebody must speak for where it does not say that nobody needs to.
    const saying = sayingOf(status.ocsp, { certificate, issuer });
    if (saying.kind !== 'answer' || saying.responder === issuer) continue;
    const { responder } = saying;
    certificates.set(responder.fingerprint, responder.der);
    if (responder.extensions.has(OID.ocspNoCheck) || !isPublished(responder)) continue;
    const own = await asked.status({ certificate: responder, issuer });
    if (own && 'crl' in own) crls.add(own.crl.der);
    else if (own) ocsps.add(own.ocsp.der);
  }
  return { certificates: [...certificates.values()], crls: [...crls], ocsps: [...ocsps] };
}

/** Validation data for whatever the file does not tell yet. @throws PadesError `untrusted_chain` {field}; what the source throws. */
export async function gatherEvidence(untold: readonly Untold[], source: StatusSource): Promise<SignatureEvidence[]> {
  const asked = new Asked(source);
  const evidence: SignatureEvidence[] = [];
  for (const { entry, path, trusted } of untold) {
    if (!trusted) throw new PadesError('untrusted_chain', { field: entry.field.name });
    const contents = entry.dict?.entries.get('Contents');
    if (isObjectKind(contents, 'string')) evidence.push({ ...(await dataOf(path, asked)), contents: contents.bytes });
  }
  return evidence;
}
