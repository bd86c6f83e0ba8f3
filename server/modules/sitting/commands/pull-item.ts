import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { personIdOf } from '../../../kernel/actor';
import { assertNoBlockVote, ITEM_PULLED, moveItem } from '../../agenda';
import { runsSitting } from '../../meetings';
import { followPulled } from '../../voting';
import { loadSitting } from '../loading';
import { itemOf } from '../sitting';

/** Takes an item out of those adopted without debate: by chair, secretary or any member, until the vote on them opens (L49). */
export const pullItem = defineCommand({
  name: 'sitting.pull-item',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: (_caller, access) => allowIf(runsSitting(access) || access.isMember, 'sitting.members_only'),
  requires: { meeting: ['published', 'in_session'] },
  async run({ meetingId, itemId }, { course }, { db, caller, emit }) {
    const item = itemOf(course, itemId);
    if (item.block === 'pulled') throw new DomainError('conflict', 'sitting.already_pulled');
    if (item.block === null || item.state === 'done') throw new DomainError('conflict', 'sitting.not_in_block');
    await assertNoBlockVote(db, meetingId);
    await moveItem(db, itemId, { block: 'pulled' });
    emit({ type: ITEM_PULLED, stream: meetingId, payload: { itemId, personId: personIdOf(caller) } });
    await followPulled(meetingId, { db, emit });
    return {};
  },
  audit: ({ meetingId, itemId }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId }),
});
