import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { MAIL_PROBLEMS } from '../../../kernel/ports/mailer';
import { announceSession } from '../announce';
import { changeLetter, findLetter } from '../repository';
import { afterTry, restMs } from '../retry';

const delivery = z.union([
  z.strictObject({ taken: z.literal(true) }),
  z.strictObject({ taken: z.literal(false), problem: z.enum(MAIL_PROBLEMS), code: z.string().max(20).nullable(), mayYet: z.boolean() }),
]);

/** What the mail server said of a letter (ML7). What was called off while the letter was on its way is told now. */
export const recordOutcome = defineCommand({
  name: 'mail.record-outcome',
  input: z.strictObject({ letterId: z.uuid(), edition: z.int(), delivery }),
  load: ({ letterId }, { db }) => findLetter(db, letterId),
  policy: systemOnly,
  prepare: (_input, _loaded, { ports }) => Promise.resolve({ origin: ports.origin }),
  async run({ delivery, edition }, letter, context): Promise<{ againMs: number | null; told: number; meetingId: string | null }> {
    const { db, now, prepared } = context;
    if (!letter || letter.state === 'sent' || letter.edition !== edition) return { againMs: null, told: 0, meetingId: null };
    const { meetingId } = letter;
    const state = afterTry(delivery, now.getTime() - letter.queuedAt.getTime());
    if (letter.state === 'dropped') {
      if (state !== 'sent') return { againMs: null, told: 0, meetingId };
      await changeLetter(db, letter.id, { state: 'sent', problem: null, sentAt: now });
      return { againMs: null, told: await announceSession(context, meetingId, prepared.origin), meetingId };
    }
    const found = delivery.taken ? { problem: null, code: null } : { problem: delivery.problem, code: delivery.code };
    const againMs = state === 'queued' ? restMs(letter.tries) : null;
    await changeLetter(db, letter.id, { state, ...found, ...(state === 'sent' ? { sentAt: now } : {}), ...(againMs === null ? {} : { dueAt: new Date(now.getTime() + againMs) }) });
    return { againMs, told: 0, meetingId };
  },
  audit: (_input, _loaded, { told, meetingId }) => (told === 0 || meetingId === null ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { letters: told } }),
});
