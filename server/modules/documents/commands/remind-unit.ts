import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { localDateOf } from '../../meetings';
import { PAPERS_REMINDED } from '../events';
import { closedBecause, loadTask, officeOnly, taskSubject } from '../preparing/access';
import { addStep, stepsOf } from '../preparing/repository';

/** Has the people of a unit reminded of what it was asked for: once a day for each item (D73). */
export const remindUnit = defineCommand({
  name: 'documents.remind-unit',
  input: z.strictObject({ itemId: z.uuid() }),
  load: ({ itemId }, { db, caller }) => loadTask(db, itemId, caller),
  policy: (_caller, loaded) => officeOnly(loaded),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId }, loaded, { db, caller, now, id, emit }) {
    const { meeting } = loaded;
    const reason = closedBecause(loaded);
    if (reason) throw new DomainError('rejected', reason);
    const last = (await stepsOf(db, [itemId])).findLast(({ kind }) => kind === 'reminded');
    if (last && localDateOf(last.at) === localDateOf(now)) throw new DomainError('conflict', 'documents.reminded_today', { at: last.at.toISOString() });
    await addStep(db, { id: id(), meetingId: meeting.id, itemId, kind: 'reminded', byId: personIdOf(caller), at: now });
    emit({ type: PAPERS_REMINDED, stream: meeting.id, payload: { itemId } });
    return { remindedAt: now };
  },
  audit: ({ itemId }, { meeting }) => ({ ...taskSubject(itemId), meetingId: meeting.id, details: { reminded: true } }),
});
