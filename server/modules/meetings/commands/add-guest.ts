import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED } from '../events';
import { line, optionalLine } from '../facts';
import { noteInvited } from '../looks';
import { countPeople, insertVisitor } from '../../identity';
import { addSeat, assertItemOf, findPeople, listSeats } from '../repository';
import { assertMaySit, GUEST_ORDER } from '../seats';
import { listedSite } from '../sites';

const place = { /** Asked to this one item only (M44). */ itemId: z.uuid().nullable().default(null), position: optionalLine(300).default(''), site: optionalLine(200).nullable().default(null) };

/** Seats a guest: a known person, or one by name who gets no account (M9). */
export const addGuest = defineCommand({
  name: 'meetings.add-guest',
  input: z.union([
    z.strictObject({ meetingId: z.uuid(), personId: z.uuid(), ...place }),
    z.strictObject({ meetingId: z.uuid(), fullName: line(120), ...place }),
  ]),
  load: async (input, { db, caller }) => {
    const access = await loadMeetingAccess(db, input.meetingId, caller);
    const person = 'personId' in input ? ((await findPeople(db, [input.personId]))[0] ?? null) : null;
    return { access, meeting: access.meeting, person, seats: await listSeats(db, input.meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run(input, { person, seats }, { db, now, id, emit }) {
    const { meetingId, itemId } = input;
    if (itemId !== null) await assertItemOf(db, meetingId, itemId);
    assertFits(seats.length + 1, 'seats');
    const site = input.site ? await listedSite(db, meetingId, input.site, id) : null;
    let guest: { id: string; fullName: string; title: string };
    if ('personId' in input) {
      if (!person) throw new DomainError('rejected', 'meetings.no_such_person', { field: 'personId' });
      assertMaySit(person);
      if (seats.some((seat) => seat.personId === person.id)) throw new DomainError('conflict', 'meetings.already_seated', { name: person.fullName });
      guest = person;
    } else {
      const twin = seats.find((seat) => seat.fullName === input.fullName && seat.position === input.position);
      if (twin) throw new DomainError('conflict', 'meetings.already_seated', { name: twin.fullName });
      assertFits((await countPeople(db)) + 1, 'people');
      guest = { id: id(), fullName: input.fullName, title: input.position };
      await insertVisitor(db, { ...guest, createdAt: now });
    }
    const seatId = id();
    const protocolOrder = Math.max(GUEST_ORDER - 1, ...seats.map((seat) => seat.protocolOrder)) + 1;
    await addSeat(db, {
      id: seatId,
      meetingId,
      personId: guest.id,
      role: 'guest',
      voting: false,
      fullName: guest.fullName,
      position: input.position || guest.title,
      protocolOrder,
      site,
      substituteForId: null,
      onlyItemId: itemId,
    });
    await noteInvited(db, meetingId, now);
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length + 1 } });
    return { seatId, personId: guest.id };
  },
  audit: ({ meetingId }, _loaded, { seatId, personId }) => ({ objectType: 'attendee', objectId: seatId, meetingId, details: { personId } }),
});
