import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { everyone } from '../../../kernel/policy';
import { SIGN_INS_ENDED, tokenHashOf } from '../../identity';
import { bindScreen, findOffer } from '../repository.screens';
import { codesOf, OFFER_MS } from '../screens';

/** The screen whose code the secretary typed takes up the session; its token is the right to (R21). */
export const claimScreen = defineCommand({
  name: 'sitting.claim-screen',
  input: z.strictObject({ token: z.string().min(20).max(200) }),
  replayable: false,
  async load({ token }, { db, now }) {
    const tokenHash = tokenHashOf(token);
    const offer = await findOffer(db, await codesOf(db, tokenHash, now), new Date(now.getTime() - OFFER_MS));
    if (!offer) throw new DomainError('gone', 'sitting.screen_not_offered');
    return { tokenHash, offer };
  },
  policy: everyone,
  async run(_input, { tokenHash, offer }, { db, now, emit }) {
    const before = await bindScreen(db, offer.id, tokenHash, now);
    if (before.length > 0) emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: before } });
    return { screenId: offer.id };
  },
  audit: (_input, { offer }) => ({ objectType: 'room_screen', objectId: offer.id, meetingId: offer.meetingId }),
});
