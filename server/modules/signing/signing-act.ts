import type { PrepareContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { BlobReceipt } from '../../kernel/ports/blob';
import type { Ports } from '../../kernel/ports';
import type { Db } from '../../kernel/ports/database';
import type { Signer } from '../../kernel/ports/signer';
import { displayName, parseCertificate } from '../../pades/cms/x509';
import { verifyPdf } from '../../pades/verify/verify-pdf';
import { readApproved } from './approval';
import { addFile, latestFile, markDue, markSigned, setMinutesState, type MinutesFile, type SignatureStep, type StepCertificate } from './repository';
import { afterSigning } from './steps';
import { signedUpdate } from './signed-bytes';
import { requireUsableCertificate } from './usable-certificate';

/** A signed revision that lies in the store and waits for its transaction. */
export interface SignedRevision {
  base: MinutesFile;
  stored: BlobReceipt;
  certificate: StepCertificate;
}

type StoredFile = Pick<MinutesFile, 'blobKey' | 'sha256' | 'size'>;

/** The content of a stored file, as it was stored. @throws DomainError `internal` `storage.damaged_file` when it is not. */
export async function* contentOf(ports: Pick<Ports, 'blobs'>, { blobKey, sha256, size }: StoredFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of await ports.blobs.open({ key: blobKey, sha256, size })) yield chunk as Buffer;
}

export interface SigningAct {
  minutesId: string;
  field: string;
  signer: Signer;
  reason: string;
  location: string;
  /** Person who acts; for the seal not the one the certificate names. */
  signedBy: string | null;
  /** Draws the visible signature into a box of this size, points. */
  draw(box: { width: number; height: number }): Promise<Uint8Array>;
}

/** Holds a fresh signature to what everybody will hold it to: an anchor nobody here knows is the only doubt allowed. @throws DomainError `rejected` `signing.result_invalid` {finding}. */
async function requireValid(signed: Uint8Array, field: string, trust: Ports['trust'], now: Date): Promise<void> {
  const [trustAnchors, crls] = await Promise.all([trust.anchors(), trust.crls()]);
  const report = verifyPdf(signed, { trustAnchors, crls, now });
  const own = report.signatures.find((signature) => signature.field === field);
  const all = [...report.findings, ...report.signatures.flatMap((signature) => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)])];
  const fault =
    all.find(({ severity }) => severity === 'error') ?? own?.findings.find(({ severity, key }) => severity === 'unknown' && key !== 'certificate.untrusted');
  if (fault || own?.integrity !== 'intact') throw new DomainError('rejected', 'signing.result_invalid', { finding: fault?.key ?? 'signature.unlinked' });
}

/**
 * Signs the newest revision and stores the result as a blob (G3), after the certificate and the file were checked (G12, G13)
 * and the result verified (G14).
 * @throws DomainError `conflict` `signing.no_file`, and those of the checks and of `signedUpdate`.
 */
export async function signRevision(act: SigningAct, { db, ports, now }: Pick<PrepareContext, 'db' | 'ports' | 'now'>): Promise<SignedRevision> {
  const base = await latestFile(db, act.minutesId);
  const anchor = base?.anchors.find((candidate) => candidate.name === act.field);
  const [leaf] = act.signer.chain;
  if (!base || !anchor || !leaf) throw new DomainError('conflict', 'signing.no_file');
  await requireUsableCertificate(act.signer, ports.trust, now);
  const [x0, y0, x1, y1] = anchor.rect;
  const [appearance, file] = await Promise.all([act.draw({ width: x1 - x0, height: y1 - y0 }), readApproved(db, base, contentOf(ports, base))]);
  const request = { field: act.field, signer: act.signer, signedAt: now, reason: act.reason, location: act.location, appearance };
  file.append(await signedUpdate(file.bytes, request, file.hashed()));
  await requireValid(file.bytes, act.field, ports.trust, now);
  const stored = await ports.blobs.put(file.parts());
  const { subject, issuer, serial } = parseCertificate(leaf);
  return { base, stored, certificate: { commonName: displayName(subject), issuer: displayName(issuer), serial, testOnly: act.signer.testOnly, signedBy: act.signedBy } };
}

/** Writes a signed revision down, after checking that nothing came in between. @throws DomainError `conflict` `signing.changed_meanwhile` or `signing.already_signed`. */
export async function recordSignature(
  db: Db,
  { step, steps, signed, id, now }: { step: SignatureStep; steps: readonly SignatureStep[]; signed: SignedRevision; id: string; now: Date },
): Promise<{ revision: number; complete: boolean }> {
  const { base, stored, certificate } = signed;
  const latest = await latestFile(db, step.minutesId);
  if (latest?.revision !== base.revision || latest.sha256 !== base.sha256) throw new DomainError('conflict', 'signing.changed_meanwhile');
  if (!(await markSigned(db, step.id, { signedAt: now, certificate }))) throw new DomainError('conflict', 'signing.already_signed');
  const revision = base.revision + 1;
  await addFile(db, { ...base, id, revision, blobKey: stored.key, sha256: stored.sha256, size: stored.size, createdAt: now });
  const after = afterSigning(steps, step);
  if (after.next) await markDue(db, after.next.id);
  await setMinutesState(db, step.minutesId, after.state);
  return { revision, complete: after.state === 'signed' };
}
