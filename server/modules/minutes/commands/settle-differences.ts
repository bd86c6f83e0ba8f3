import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { differences, paragraphsOf, rejecting, stretchNames, taking } from '../../../shared/rules/written-minutes';
import { settledParagraph } from '../content';
import { MINUTES_SETTLED } from '../events';
import { chairOnly, changeMinutes, loadMinutes } from '../policy';
import { keepRevision } from '../repository';
import { findWriting } from '../repository.writing';
import { appendSteps } from '../write';

/** The chair agrees to differences, or takes them back, before the decision (N49). */
export const settleDifferences = defineCommand({
  name: 'minutes.settle-differences',
  input: z.strictObject({
    minutesId: z.uuid(),
    version: z.int().min(1),
    verdict: z.enum(['take', 'reject']),
    /** One, by its paragraph and the stretches it is made of; all of them where none is named. */
    one: z.strictObject({ id: z.string().max(120), stretches: stretchNames }).optional(),
  }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => chairOnly(caller, loaded),
  requires: { minutes: ['submitted'] },
  async run({ minutesId, version, verdict, one }, { minutes, meeting }, { db, caller, now, id, emit }) {
    const { text, seq } = minutes.writing ?? (await findWriting(db, minutesId));
    const open = differences(text);
    const found = one && open.find((difference) => difference.id === one.id && difference.stretches.join() === one.stretches.join());
    if (one && !found) throw new DomainError('conflict', 'minutes.difference_gone');
    const steps = verdict === 'take' ? taking(found ? [found] : open) : rejecting(text, found);
    if (steps.length === 0) return { version };
    const authorId = personIdOf(caller) ?? meeting.chairId;
    const { after } = await appendSteps(db, { minutesId, opId: id(), base: seq, steps }, { authorId, at: now, meetingId: meeting.id });
    const content = { paragraphs: paragraphsOf(after.text).map(settledParagraph) };
    await changeMinutes(db, minutes, version, { content });
    await keepRevision(db, { id: id(), minutesId, action: 'save', content, authorId, at: now });
    emit({ type: MINUTES_SETTLED, stream: meeting.id, payload: { minutesId, verdict } });
    return { version: version + 1 };
  },
  audit: ({ minutesId, verdict, one }, { meeting }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { verdict, paragraph: one?.id ?? null } }),
});
