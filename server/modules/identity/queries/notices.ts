import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { ownOnly } from '../policy';
import { unreadNotices } from '../repository';

/** What the caller is told and has not read (I15). */
export const notices = defineQuery({
  name: 'identity.notices',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => unreadNotices(db, personIdOf(caller) ?? ''),
  policy: ownOnly,
  present: (unread) => ({ notices: unread }),
});
