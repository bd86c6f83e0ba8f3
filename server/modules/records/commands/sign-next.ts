import { z } from 'zod';
import type { PrepareContext } from '../../../kernel/command';
import { defineCommand } from '../../../kernel/command';
import { DomainError, isUnavailable, toPublicError, type PublicError } from '../../../kernel/errors';
import { enforce, signedIn } from '../../../kernel/policy';
import type { Signer } from '../../../kernel/ports/signer';
import { bodyOf } from '../../organization';
import { pinHolder } from '../../signing';
import { recordSignature, signRevision, type SignedRevision } from '../act';
import { DOCUMENT_SEALED, DOCUMENT_SIGNED } from '../events';
import { loadSigning, requireDue, sealersOnly, signersOnly, stepOf, type SigningLoaded } from '../policy';
import { latestFile, type SignatureStep } from '../repository';
import { nextItem, settleItem, type RunItem, type SigningRun } from '../repository.runs';
import { personAct, sealAct } from '../signing-acts';
import { loadOwnRun, requireOpen, runSubject } from '../signing-run';
import { ofRole } from '../steps';

interface NextLoaded {
  run: SigningRun;
  item: RunItem | null;
  /** Null where the caller does not see it any more: it was taken back. */
  document: SigningLoaded | null;
}

/** A document that is signed, or the reason why it is not, which leaves it as it was. */
type Outcome = { itemId: string; signed: SignedRevision } | { itemId: string; refusal: PublicError };

const stepIn = ({ run, caller }: { run: SigningRun; caller: PrepareContext['caller'] }, document: SigningLoaded): SignatureStep =>
  requireDue(run.sealOfId === null ? stepOf(caller, document) : ofRole(document.steps, 'seal'));

/**
 * Signs the next document of a run, if it is still the one that was shown, with the certificate the run began with (G43–G45). What speaks
 * against one document refuses that one; what speaks against the key or the installation ends the run.
 */
export const signNext = defineCommand({
  name: 'records.sign-next',
  input: z.strictObject({ runId: z.uuid() }),
  async load({ runId }, { db, caller }): Promise<NextLoaded> {
    const run = await loadOwnRun(db, runId, caller);
    const item = await nextItem(db, runId);
    const document = item && (await loadSigning(db, item.officialId, caller).catch(unlessHidden));
    return { run, item, document };
  },
  policy: signedIn,
  async prepare(_input, { run, item, document }, context): Promise<Outcome> {
    const { ports } = context;
    requireOpen(run);
    if (!item) throw new DomainError('conflict', 'signing.run_over');
    const signer = ports.signers.heldAs(run.id);
    if (!signer) throw new DomainError('unavailable', 'signing.key_gone');
    try {
      if (!document) throw new DomainError('conflict', 'signing.taken_back');
      return { itemId: item.id, signed: await signShown({ run, item, document, signer }, context) };
    } catch (error) {
      if (!(error instanceof DomainError) || isUnavailable(error)) throw error;
      return { itemId: item.id, refusal: toPublicError(error) };
    }
  },
  abandon: async (outcome, { blobs }) => ('signed' in outcome ? blobs.delete(outcome.signed.stored.key) : undefined),
  async run({ runId }, { run, item, document }, { db, caller, now, prepared, id, emit, enqueue }) {
    requireOpen(run);
    if (item?.id !== prepared.itemId) throw new DomainError('conflict', 'signing.changed_meanwhile');
    const { officialId } = item;
    if ('refusal' in prepared) {
      await settleItem(db, runId, item.id, { state: 'refused', at: now, revision: null, refusal: prepared.refusal });
      return { officialId, state: 'refused' as const, reason: prepared.refusal.reason, isLast: !(await nextItem(db, runId)) };
    }
    // Taken back or signed by somebody since: refused as such when it is looked at again.
    if (!document) throw new DomainError('conflict', 'signing.changed_meanwhile');
    const { official, steps } = document;
    const step = stepIn({ run, caller }, document);
    const { revision, complete } = await recordSignature(db, { step, steps, signed: prepared.signed, id: id(), now, enqueue });
    await settleItem(db, runId, item.id, { state: 'signed', at: now, revision, refusal: null });
    const told = { officialId, kind: official.kind, revision };
    emit(run.sealOfId === null ? { type: DOCUMENT_SIGNED, stream: official.meetingId, payload: { ...told, role: step.role, complete } } : { type: DOCUMENT_SEALED, stream: official.meetingId, payload: told });
    return { officialId, state: 'signed' as const, revision, sha256: prepared.signed.stored.sha256, isLast: !(await nextItem(db, runId)) };
  },
  audit: ({ runId }, { document, run }, { officialId, isLast: _isLast, state, ...details }) =>
    state === 'signed'
      ? { objectType: 'official', objectId: officialId, meetingId: document?.official.meetingId, details: { ...details, run: runId, ...(run.sealOfId && { seal: true }) } }
      : { ...runSubject(runId), details: { ...details, official: officialId, refused: true } },
  // Asked again it is the next one's turn.
  replayable: false,
});

function unlessHidden(error: unknown): null {
  if (error instanceof DomainError && error.code === 'not_found') return null;
  throw error;
}

async function signShown({ run, item, document, signer }: { run: SigningRun; item: RunItem; document: SigningLoaded; signer: Signer }, context: PrepareContext): Promise<SignedRevision> {
  const { db, caller, ports } = context;
  const { personId, sealOfId } = run;
  enforce((sealOfId === null ? signersOnly : sealersOnly)(caller, document), caller);
  const step = stepIn({ run, caller }, document);
  if (sealOfId !== null && (await bodyOf(db, document.access.meeting.bodyId)).unitId !== sealOfId) throw new DomainError('invalid', 'signing.other_seal');
  const keyId = sealOfId ?? personId;
  const known = await ports.signers.describe(keyId, await pinHolder(db, keyId, personId));
  if (known?.serial !== run.serial) throw new DomainError('conflict', 'signing.other_certificate');
  if ((await latestFile(db, item.officialId))?.sha256 !== item.sha256) throw new DomainError('conflict', 'signing.changed_since_shown');
  const act = await (sealOfId === null ? personAct : sealAct)(document, step, { signer, personId }, context);
  const signed = await signRevision(document, act, context);
  if (signed.base.sha256 === item.sha256) return signed;
  await ports.blobs.delete(signed.stored.key);
  throw new DomainError('conflict', 'signing.changed_since_shown');
}
