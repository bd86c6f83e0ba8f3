import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { defineQuery } from '../../../kernel/command';
import { everyone } from '../../../kernel/policy';
import { bodyOf } from '../../organization';
import { assertMayTry, countGuess } from '../guess-guard';
import { lookUpPass, whyNoEntry } from '../passes';

/** What a pass is for, for its page; knowing the code is the right to ask. Changes nothing (G3). */
export const pass = defineQuery({
  name: 'guests.pass',
  input: z.strictObject({ token: z.string().min(10).max(100) }),
  async load({ token }, { db, ports, caller }) {
    const ip = caller.kind === 'system' ? '' : (caller.ip ?? '');
    await assertMayTry(ports, ip);
    return (await lookUpPass(db, token)) ?? countGuess(ports, ip);
  },
  policy: everyone,
  async present(found, _input, { db, now }) {
    const { meeting, seat } = found;
    const refusal = whyNoEntry(found, now);
    // Of a pass that is worth nothing any more nobody learns whose it was.
    if (!meeting || !seat || (refusal && refusal.reason !== 'guests.pass_early')) throw new DomainError('gone', refusal?.reason ?? 'guests.pass_over', refusal?.params ?? {});
    const { name: bodyName } = await bodyOf(db, meeting.bodyId);
    return { fullName: seat.fullName, position: seat.position, bodyName, kind: meeting.kind, startsAt: meeting.startsAt, place: meeting.place, isPresent: seat.checkedInAt !== null && seat.leftAt === null, opensAt: refusal ? (refusal.params['at'] ?? null) : null };
  },
});
