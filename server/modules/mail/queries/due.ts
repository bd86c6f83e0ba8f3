import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { dueLetters } from '../repository';

/** Whether a letter waits for what can be done now: to be sent where a server is set, to be dropped where its session is over. */
export const due = defineQuery({
  name: 'mail.due',
  input: z.strictObject({}),
  load: (_input, { db, now }) => dueLetters(db, now, 200),
  policy: systemOnly,
  present: (letters, _input, { ports }) => ({ count: letters.filter(({ isOver }) => isOver || ports.mailer.place !== null).length }),
});
