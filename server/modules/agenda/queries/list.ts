import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { scheduleAgenda } from '../../../shared/rules/agenda-times';
import { listSeats, loadMeetingAccess, prepares, startMinuteOf } from '../../meetings';
import { hasBegun } from '../item-text';
import { listItems, unitNames, useOfItems } from '../repository';

const NO_USE = { documents: 0, pages: 0, questions: 0 };

/** The agenda with numbers, planned times (minutes since midnight, null when it would pass midnight), presenters and sizes. */
export const list = defineQuery({
  name: 'agenda.list',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db }) {
    const [items, seats, uses] = await Promise.all([listItems(db, meetingId), listSeats(db, meetingId), useOfItems(db, meetingId)]);
    const units = await unitNames(db, items.flatMap((item) => item.preparingUnitId ?? []));
    const start = startMinuteOf(access.meeting);
    const minutes = items.reduce((sum, item) => sum + item.durationMin, 0);
    const scheduled = scheduleAgenda(items.map((item) => ({ ...item, plannedMinutes: item.durationMin })), start);
    const edit = prepares(access) && ['draft', 'published', 'in_session'].includes(access.meeting.state);
    return {
      items: scheduled.map((item) => {
        const presenter = seats.find((seat) => seat.personId === item.presenterId);
        return {
          id: item.id,
          kind: item.kind,
          number: item.number,
          title: item.title,
          durationMin: item.durationMin,
          startMinute: item.startMinute,
          endMinute: item.endMinute,
          presenterId: item.presenterId,
          presenterName: presenter?.fullName ?? null,
          presenterPosition: presenter?.position ?? null,
          presenterText: item.presenterText,
          preparingUnitId: item.preparingUnitId,
          preparingText: item.preparingText,
          preparing: item.preparingText || (item.preparingUnitId ? (units.get(item.preparingUnitId) ?? '') : ''),
          state: item.state,
          startedAt: item.startedAt,
          endedAt: item.endedAt,
          version: item.version,
          isCurrent: access.meeting.currentItemId === item.id,
          use: uses.get(item.id) ?? NO_USE,
          can: { edit: edit && !hasBegun(item), attach: edit && item.kind !== 'paper_only' && item.kind !== 'break' },
        };
      }),
      minutes,
      can: { edit },
    };
  },
});
