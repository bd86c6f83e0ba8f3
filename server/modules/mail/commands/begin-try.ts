import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findAssignment } from '../../assignments';
import { issuePass } from '../../guests';
import { reminderRule } from '../assignment-reminders';
import { letterFacts } from '../facts';
import type { LetterFacts } from '../letter';
import { changeLetter, findLetter } from '../repository';
import { restMs } from '../retry';

/** A letter is about to be handed in: from here on it may arrive (ML5). What it says is read now; null where it is not to be sent any more. */
export const beginTry = defineCommand({
  name: 'mail.begin-try',
  input: z.strictObject({ letterId: z.uuid() }),
  load: ({ letterId }, { db }) => findLetter(db, letterId),
  policy: systemOnly,
  prepare: (_input, _loaded, { ports }) => Promise.resolve({ origin: ports.origin, from: ports.mailer.place?.from ?? null }),
  async run(_input, letter, context): Promise<{ facts: LetterFacts | null }> {
    const { db, now, prepared: { origin, from } } = context;
    if (letter?.state !== 'queued' || from === null) return { facts: null };
    if (letter.until <= now) {
      await changeLetter(db, letter.id, { state: 'dropped', problem: 'over' });
      return { facts: null };
    }
    // Reported, settled or given another date meanwhile: the letter would not be true (ML17).
    if (letter.assignmentId !== null && reminderRule(await findAssignment(db, letter.assignmentId), now) !== letter.rule) {
      await changeLetter(db, letter.id, { state: 'dropped', problem: 'superseded' });
      return { facts: null };
    }
    const found = await letterFacts(db, letter, { origin, from, now });
    if (!found) {
      await changeLetter(db, letter.id, { state: 'failed', problem: 'no_address' });
      return { facts: null };
    }
    const tries = letter.tries + 1;
    await changeLetter(db, letter.id, { tries, dueAt: new Date(now.getTime() + restMs(tries)) });
    const { seat, ...facts } = found;
    const isGuest = seat?.role === 'guest' && letter.kind !== 'cancellation';
    const pass = isGuest ? await issuePass(context, { meetingId: letter.meetingId, seatId: seat.id, personId: letter.personId, letterId: letter.id }) : null;
    return { facts: { ...facts, passUrl: pass && `${origin}/pass/${pass.token}` } };
  },
  // Housekeeping of the log; the letter itself was announced by an entry.
  audit: () => null,
});
