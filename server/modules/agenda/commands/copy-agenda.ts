import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { listSeats, loadMeetingAccess, localDateOf, prepares } from '../../meetings';
import { ITEM_ADDED } from '../events';
import { addItem, listItems, unitsOn } from '../repository';

/** Takes over the agenda of an earlier session, without its papers and what became of it (A20). Result: how many rows. */
export const copyAgenda = defineCommand({
  name: 'agenda.copy',
  input: z.strictObject({ meetingId: z.uuid(), fromId: z.uuid() }),
  load: async ({ meetingId, fromId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const from = await loadMeetingAccess(db, fromId, caller);
    const [present, items, seats, units] = await Promise.all([
      listItems(db, meetingId),
      listItems(db, fromId),
      listSeats(db, meetingId),
      unitsOn(db, localDateOf(access.meeting.startsAt)),
    ]);
    return { access, from, meeting: access.meeting, present, items, seats, units };
  },
  policy: (_caller, { access, from }) => allowIf(prepares(access) && prepares(from), 'meetings.secretary_only'),
  requires: { meeting: ['draft'] },
  async run({ meetingId }, { present, items, seats, units }, { db, id, emit }) {
    if (present.length > 0) throw new DomainError('rejected', 'agenda.not_empty');
    const isSeated = (personId: string | null): boolean => seats.some((seat) => seat.personId === personId);
    const exists = (unitId: string | null): boolean => units.some((unit) => unit.id === unitId);
    for (const { order, kind, title, durationMin, presenterId, presenterText, preparingUnitId, preparingText } of items) {
      const itemId = id();
      await addItem(db, {
        id: itemId,
        meetingId,
        order,
        kind,
        title,
        durationMin,
        presenterId: isSeated(presenterId) ? presenterId : null,
        presenterText,
        preparingUnitId: exists(preparingUnitId) ? preparingUnitId : null,
        preparingText,
      });
      emit({ type: ITEM_ADDED, stream: meetingId, payload: { itemId } });
    }
    return { rows: items.length };
  },
  audit: ({ meetingId, fromId }, _loaded, { rows }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { fromId, rows } }),
});
