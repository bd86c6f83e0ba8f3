import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import type { LongTermStep } from '../../pades/longterm/state';
import { gatherEvidence } from '../../pades/longterm/gather';
import { longTermState } from '../../pades/longterm/state';
import { evidenceUpdate } from '../../pades/pdf/add-evidence';
import { timeStampUpdate } from '../../pades/pdf/document-timestamp';
import type { GrowingFile } from '../../pades/pdf/growing-file';
import { requireSound } from './sign-file';
import { inOurWords } from './signed-bytes';
import { believed } from './trusted';

/** What was appended to a file, or when it has to be looked at again; null: when something is signed. */
export type NextRevision = { readonly step: Exclude<LongTermStep, 'renew'> } | { readonly careAt: Date | null };

/**
 * Appends the next thing a signed file of ours needs to be believed for decades (T1), and holds the result to the own verifier.
 * @param isComplete nothing is signed any more for now: validation data is gathered when all signatures are there.
 * @throws DomainError `unavailable` `signing.no_timestamp`, `signing.no_status` where an authority gives nothing now; `rejected`
 * `signing.untrusted_chain`, `signing.not_lasting` where none ever could.
 */
export async function nextRevision(file: GrowingFile, { isComplete }: { isComplete: boolean }, { ports, now, signal }: { ports: Pick<Ports, 'trust' | 'authorities'>; now: Date; signal?: AbortSignal }): Promise<NextRevision> {
  const { trust, authorities } = ports;
  const options = await believed(trust, now);
  return inOurWords(async () => {
    const { step, untold, renewAt } = longTermState(file.bytes, options);
    if (step === null) throw new DomainError('rejected', 'signing.not_lasting');
    if (step === 'renew') return { careAt: renewAt };
    if (step === 'evidence') {
      if (!isComplete) return { careAt: null };
      const tail = evidenceUpdate(file.bytes, await gatherEvidence(untold, (source) => authorities.status(source, signal)));
      // Whoever publishes lists for others than these certificates leaves nothing to go on with.
      if (tail === null) throw new DomainError('rejected', 'signing.not_lasting');
      file.append(tail);
    } else file.append(await timeStampUpdate(file.bytes, 'sha256', (imprint) => authorities.stamp(imprint, signal), file.hashed()));
    await requireSound(file.bytes, trust, now);
    return { step };
  });
}
