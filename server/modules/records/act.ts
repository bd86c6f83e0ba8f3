import type { PrepareContext } from '../../kernel/command';
import type { Enqueue } from '../../kernel/jobs/job';
import { DomainError } from '../../kernel/errors';
import type { BlobReceipt } from '../../kernel/ports/blob';
import type { Ports } from '../../kernel/ports';
import type { Db } from '../../kernel/ports/database';
import type { Signer } from '../../kernel/ports/signer';
import { signFile } from '../signing';
import { readApproved } from './approval';
import { careKind } from './care-kind';
import { signersOf } from './kinds';
import type { SigningLoaded } from './policy';
import { addFile, latestFile, markDue, markSigned, setState, type OfficialFile, type SignatureStep, type StepCertificate } from './repository';
import { afterSigning } from './steps';

/** A signed revision that lies in the store and waits for its transaction. */
export interface SignedRevision {
  base: OfficialFile;
  stored: BlobReceipt;
  certificate: StepCertificate;
  /** Time-stamp authorities are set: what becomes of it is put in line with it. */
  isStamped: boolean;
}

type StoredFile = Pick<OfficialFile, 'blobKey' | 'sha256' | 'size'>;

/** The content of a stored file, as it was stored. @throws DomainError `internal` `storage.damaged_file` when it is not. */
export async function* contentOf(ports: Pick<Ports, 'blobs'>, { blobKey, sha256, size }: StoredFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of await ports.blobs.open({ key: blobKey, sha256, size })) yield chunk as Buffer;
}

export interface SigningAct {
  step: SignatureStep;
  signer: Signer;
  location: string;
  /** Person who acts; for the seal not the one the certificate names. */
  signedBy: string;
  /** Draws the visible signature into a box of this size, points. */
  draw(box: { width: number; height: number }): Promise<Uint8Array>;
}

/**
 * Signs the newest revision and stores the result as a blob (G3), after it was held to what was approved (G12).
 * @throws DomainError `conflict` `signing.no_file`, and those of `readApproved` and `signFile`.
 */
export async function signRevision({ official }: Pick<SigningLoaded, 'official'>, act: SigningAct, { db, ports, now }: Pick<PrepareContext, 'db' | 'ports' | 'now'>): Promise<SignedRevision> {
  const { field, role } = act.step;
  const base = await latestFile(db, official.id);
  const anchor = base?.anchors.find(({ name }) => name === field);
  if (!base || !anchor) throw new DomainError('conflict', 'signing.no_file');
  const [x0, y0, x1, y1] = anchor.rect;
  const { file, certificate } = await signFile(
    {
      field,
      signer: act.signer,
      reason: signersOf(official.kind).find((rule) => rule.role === role)?.reason ?? '',
      location: act.location,
      draw: () => act.draw({ width: x1 - x0, height: y1 - y0 }),
      read: () => readApproved(db, official, base, contentOf(ports, base)),
    },
    { trust: ports.trust, now },
  );
  return { base, stored: await ports.blobs.put(file.parts()), certificate: { ...certificate, signedBy: act.signedBy }, isStamped: ports.authorities.isSet };
}

/** Writes a signed revision down, after checking that nothing came in between. @throws DomainError `conflict` `signing.changed_meanwhile` or `signing.already_signed`. */
export async function recordSignature(
  db: Db,
  { step, steps, signed, id, now, enqueue }: { step: SignatureStep; steps: readonly SignatureStep[]; signed: SignedRevision; id: string; now: Date; enqueue: Enqueue },
): Promise<{ revision: number; complete: boolean }> {
  const { base, stored, certificate } = signed;
  const latest = await latestFile(db, step.officialId);
  if (latest?.revision !== base.revision || latest.sha256 !== base.sha256) throw new DomainError('conflict', 'signing.changed_meanwhile');
  if (!(await markSigned(db, step.id, { signedAt: now, certificate }))) throw new DomainError('conflict', 'signing.already_signed');
  const revision = base.revision + 1;
  await addFile(db, { ...base, id, revision, blobKey: stored.key, sha256: stored.sha256, size: stored.size, createdAt: now });
  const after = afterSigning(steps, step);
  if (after.next) await markDue(db, after.next.id);
  await setState(db, step.officialId, after.state, now);
  if (signed.isStamped) await enqueue(careKind, { officialId: step.officialId }, { key: step.officialId });
  return { revision, complete: after.state === 'signed' };
}
