import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { administratorsOnly } from '../../identity';
import { countLetters } from '../repository';

const DAY_MS = 86_400_000;

/** For whoever looks after the installation: the mail server, whether it answers now, and letters of the last week by their state. */
export const server = defineQuery({
  name: 'mail.server',
  input: z.strictObject({}),
  load: (_input, { db, now }) => countLetters(db, new Date(now.getTime() - 7 * DAY_MS)),
  policy: administratorsOnly,
  present: async (counts, _input, { ports: { mailer } }) => ({ place: mailer.place, problem: mailer.place && (await mailer.look()), counts }),
});
