import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { everyone } from '../../../kernel/policy';
import { openPassSignIn } from '../../identity';
import { checkInSeat } from '../../sitting';
import { assertMayTry, countGuess } from '../guess-guard';
import { lookUpPass, whyNoEntry } from '../passes';
import { usePass } from '../repository';

/** A guest comes in by the code on the invitation: noted as present, and signed in to this session alone (G3, G4). */
export const redeemPass = defineCommand({
  name: 'guests.redeem-pass',
  input: z.strictObject({ token: z.string().min(10).max(100), userAgent: z.string().max(300).default('') }),
  // The code never lies in a receipt.
  replayable: false,
  load: ({ token }, { db }) => lookUpPass(db, token),
  policy: everyone,
  async prepare(_input, found, { ports, caller }) {
    const ip = caller.kind === 'system' ? '' : (caller.ip ?? '');
    await assertMayTry(ports, ip);
    if (!found) await countGuess(ports, ip);
    return {};
  },
  async run({ userAgent }, found, context) {
    if (!found) throw new DomainError('not_found', 'guests.pass_unknown');
    const { pass, meeting, seat } = found;
    const refusal = whyNoEntry(found, context.now);
    if (refusal || !meeting || !seat) throw new DomainError('gone', refusal?.reason ?? 'guests.pass_over', refusal?.params ?? {});
    const { late } = await checkInSeat(context, { meeting, seat, place: meeting.form === 'online' ? 'online' : 'room' });
    const opened = await openPassSignIn(context, { personId: seat.personId, meetingId: meeting.id, userAgent: userAgent.slice(0, 300) });
    await usePass(context.db, pass.id, context.now);
    return { token: opened.token, signInId: opened.signInId, late };
  },
  audit: (_input, found, { signInId }) => ({ objectType: 'attendee', objectId: found?.seat?.id ?? '', meetingId: found?.pass.meetingId ?? null, details: { personId: found?.pass.personId ?? null, passId: found?.pass.id ?? null, signInId } }),
});
