import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { sendLetter } from '../jobs/send-letter-kind';
import { dropLetters, dueLetters } from '../repository';

/** At once; the next look follows in a minute. */
const AT_ONCE = 200;

/** Letters whose time has come are put in line; those of sessions that are over are dropped (ML6). */
export const lineUp = defineCommand({
  name: 'mail.line-up',
  input: z.strictObject({}),
  load: (_input, { db, now }) => dueLetters(db, now, AT_ONCE),
  policy: systemOnly,
  prepare: (_input, _loaded, { ports }) => Promise.resolve({ canSend: ports.mailer.place !== null }),
  async run(_input, due, { db, enqueue, prepared }) {
    await dropLetters(db, due.filter(({ isOver }) => isOver).map(({ id }) => id), 'over');
    const ready = prepared.canSend ? due.filter(({ isOver }) => !isOver) : [];
    for (const { id } of ready) await enqueue(sendLetter, { letterId: id }, { key: id });
    return { lined: ready.length };
  },
  audit: () => null,
});
