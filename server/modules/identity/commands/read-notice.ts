import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { ownOnly } from '../policy';
import { readNotice as markRead } from '../repository';

/** The person has read a notice; until then it is shown again (I15). */
export const readNotice = defineCommand({
  name: 'identity.read-notice',
  input: z.strictObject({ noticeId: z.uuid() }),
  load: async () => null,
  policy: ownOnly,
  async run({ noticeId }, _loaded, { db, caller, now }) {
    if (!(await markRead(db, noticeId, personIdOf(caller) ?? '', now))) throw new DomainError('not_found', 'not_found');
    return { noticeId };
  },
  audit: ({ noticeId }) => ({ objectType: 'notice', objectId: noticeId }),
});
