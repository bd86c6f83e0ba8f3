import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { personIdOf } from '../../../kernel/actor';
import { allow, signedIn } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { paperMark } from '../notes/mark';
import { unconfirmedFor } from '../repository.notes';

/** That a sitting was held on paper, for everybody of the session (L66). */
export const onPaper = defineQuery({
  name: 'sitting.on-paper',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present({ meeting: { id, state, startsAt, openedAt }, isSecretary, isChair }, _input, { db, now }) {
    const mark = await paperMark(db, id);
    /** Whoever prepares it enters it, once it should have begun. */
    const can = { enter: isSecretary && ((state === 'published' && startsAt <= now) || state === 'in_session'), see: mark !== null && (isSecretary || isChair) };
    if (!mark) return { mark: null, can };
    const { from, enteredAt, by, reason, confirmedAt } = mark;
    return { can, mark: { from, isWhole: openedAt !== null && from <= openedAt, enteredAt, by: by.name, reason, confirmedAt } };
  },
});

/** Sittings held on paper that wait for the word of whoever presided (L67). */
export const notesTasks = defineQuery({
  name: 'sitting.notes-tasks',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => {
    const personId = personIdOf(caller);
    return { tasks: personId ? await unconfirmedFor(db, personId) : [] };
  },
  policy: signedIn,
  present: (loaded) => loaded,
});
