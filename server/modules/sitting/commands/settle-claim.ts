import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { optionalLine } from '../../meetings';
import { loadChair, passChair, successor } from '../chair';
import { CHAIR_ASKED } from '../events';
import { dropClaim, refuseClaim } from '../repository.chair';

/**
 * A word to somebody's asking for the chair: the secretary agrees, or does not and says why; of what the secretary proposed, the deputy. Whoever
 * asked takes it back by the same (L37).
 */
export const settleClaim = defineCommand({
  name: 'sitting.settle-claim',
  input: z.strictObject({ meetingId: z.uuid(), claimId: z.uuid(), accept: z.boolean(), reason: optionalLine(300).default('') }),
  load: async ({ meetingId, claimId }, { db, caller }) => {
    const loaded = await loadChair(db, meetingId, caller);
    const claim = loaded.claims.find(({ id }) => id === claimId) ?? null;
    // Of what others ask for nobody knows but who may answer.
    if (!loaded.isSecretary && claim?.personId !== loaded.seat?.personId) throw new DomainError('not_found', 'not_found');
    return { ...loaded, claim };
  },
  policy: (_caller, { claim, isSecretary, seat }, { accept }) =>
    allowIf(!accept || !claim || (claim.kind === 'claim' ? isSecretary && seat?.personId !== claim.personId : seat?.personId === claim.personId), 'sitting.claim_of_another'),
  requires: { meeting: ['in_session'] },
  async run({ meetingId, accept, reason }, loaded, context) {
    const { claim, meeting, seat } = loaded;
    const { db, emit, now } = context;
    if (!claim || claim.refusedAt) throw new DomainError('conflict', 'sitting.claim_gone');
    if (accept) return { presides: true, ...(await passChair(meeting, successor(loaded, claim.personId), loaded, { way: claim.kind === 'claim' ? 'claimed' : 'proposed' }, context)) };
    const isOwn = (claim.kind === 'claim') === (seat?.personId === claim.personId);
    if (isOwn) await dropClaim(db, claim.id);
    else {
      if (claim.kind === 'claim' && reason === '') throw new DomainError('invalid', 'sitting.claim_reason_needed', { field: 'reason', name: loaded.seats.find(({ personId }) => personId === claim.personId)?.fullName ?? '' });
      await refuseClaim(db, claim.id, now, reason);
    }
    emit({ type: CHAIR_ASKED, stream: meetingId, payload: { personId: claim.personId, kind: isOwn ? 'withdrawn' : 'refused' } });
    return { presides: false };
  },
  audit: ({ meetingId, claimId, accept, reason }, { claim }) => ({ objectType: 'chair_claim', objectId: claimId, meetingId, details: { personId: claim?.personId ?? null, accept, reason } }),
});
