import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { audienceForStore, audienceShape, preparersOnly, storeAudience } from '../../meetings';
import { ITEM_AUDIENCE_SET } from '../events';
import { AGENDA_ITEM, itemSubject, loadItemAccess } from '../load-item';
import { updateItem } from '../repository';

/** Says who may see the papers of an item, and when (A30): also of one that has begun, whose text and place stay. */
export const setItemAudience = defineCommand({
  name: 'agenda.set-audience',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive(), ...audienceShape }),
  load: ({ itemId }, { db, caller }) => loadItemAccess(db, itemId, caller),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session', 'closed'] },
  async run({ itemId, version, ...asked }, { meeting, item }, { db, emit }) {
    await assertSeen(db, AGENDA_ITEM, itemSubject(itemId), version, item.version);
    await storeAudience(db, { objectId: itemId, meetingId: meeting.id }, await audienceForStore(db, meeting.id, asked));
    await updateItem(db, itemId, version, {});
    emit({ type: ITEM_AUDIENCE_SET, stream: meeting.id, payload: { itemId } });
    return { version: version + 1 };
  },
  audit: ({ itemId, kind, personIds, unitIds, opensAt, closesAt }, { meeting }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId: meeting.id, details: { kind, personIds, unitIds, opensAt, closesAt } }),
});
