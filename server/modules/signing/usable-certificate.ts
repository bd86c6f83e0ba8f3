import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import type { Signer } from '../../kernel/ports/signer';
import { parseCertificate } from '../../pades/cms/x509';
import { buildPath, validAt } from '../../pades/verify/chain';
import { readCrls, revocationOf } from '../../pades/verify/revocation';
import { readCertificates } from '../../pades/verify/trusted-files';

const day = (at: Date): string => at.toISOString().slice(0, 10);

/**
 * Refuses to sign with a certificate whose signature nobody could accept: out of its period, revoked, or below an authority
 * that is (G13). One that leads to no anchor known here is the reader's to judge, and may be signed with.
 * @throws DomainError `not_found` `signing.no_certificate`; `forbidden` `signing.certificate_not_yet` {date},
 * `signing.certificate_expired` {date}, `signing.certificate_revoked` {date}, `signing.certificate_unusable`.
 */
export async function requireUsableCertificate(signer: Signer, trust: Ports['trust'], now: Date): Promise<void> {
  const [leaf, ...issuers] = signer.chain.map(parseCertificate);
  if (!leaf) throw new DomainError('not_found', 'signing.no_certificate');
  if (now < leaf.notBefore) throw new DomainError('forbidden', 'signing.certificate_not_yet', { date: day(leaf.notBefore) });
  if (now > leaf.notAfter) throw new DomainError('forbidden', 'signing.certificate_expired', { date: day(leaf.notAfter) });
  const [anchors, lists] = await Promise.all([trust.anchors(), trust.crls()]);
  const { path, broken } = buildPath(leaf, issuers, readCertificates(anchors), now);
  if (broken || path.some((certificate) => !validAt(certificate, now))) throw new DomainError('forbidden', 'signing.certificate_unusable');
  const crls = readCrls(lists);
  path.slice(0, -1).forEach((certificate, i) => {
    const issuer = path[i + 1];
    const found = issuer ? revocationOf({ certificate, issuer }, crls, [], now, now) : null;
    if (found?.status === 'revoked' && found.at <= now) throw new DomainError('forbidden', 'signing.certificate_revoked', { date: day(found.at) });
  });
}
