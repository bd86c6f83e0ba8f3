import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { findItem, listItems } from '../../agenda';
import { listDocuments } from '../../documents';
import { loadMeetingAccess, sightOf } from '../../meetings';
import { bodyOf } from '../../organization';

/** The one page of whoever came in by a pass: the session, the own seat, and the papers this seat may see now (G5). */
export const session = defineQuery({
  name: 'guests.session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, { seat }) => allowIf(seat?.role === 'guest', 'guests.guests_only'),
  async present(access, { meetingId }, { db, caller, now }) {
    const { meeting, seat } = access;
    const papers = await listDocuments(db, meetingId, await sightOf(db, access, caller, now));
    const item = seat?.onlyItemId && meeting.state === 'in_session' && meeting.currentItemId === seat.onlyItemId ? await findItem(db, seat.onlyItemId) : null;
    return {
      meeting: { id: meeting.id, kind: meeting.kind, state: meeting.state, startsAt: meeting.startsAt, place: meeting.place, bodyName: (await bodyOf(db, meeting.bodyId)).name },
      seat: { fullName: seat?.fullName ?? '', position: seat?.position ?? '', site: seat?.site ?? null, isPresent: seat?.checkedInAt !== null && seat?.leftAt === null, checkedInAt: seat?.checkedInAt ?? null },
      /** Asked to one item: its papers come when it is the running one. */
      isOneItem: seat?.onlyItemId !== null,
      item: item && { title: item.title },
      papers: papers.map(({ id, title, pages, newest, itemId }) => ({ id, title, pages, number: newest.number, itemId })),
      /** Items some of these papers belong to, in the order of the agenda; of no other item anything is told. */
      items: (await listItems(db, meetingId)).filter(({ id }) => papers.some(({ itemId }) => itemId === id)).map(({ id, title }) => ({ id, title })),
    };
  },
});
