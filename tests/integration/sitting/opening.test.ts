import { afterEach, describe, expect, it } from 'vitest';
import { assemble, openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = (r: Assembly) => ({ meetingId: r.meetingId });

describe('opening', () => {
  it('sitting L1 refuses to open with 13 of 21 and says so in numbers, opens with 14', async () => {
    room = await assemble();
    await room.seatMembers(13);
    await expect(room.execute('sitting.open-session', meeting(room), room.chair)).rejects.toMatchObject({
      code: 'conflict', reason: 'sitting.no_quorum', params: { present: 13, members: 21, needed: 14 },
    });
    await room.seatMembers(14);
    await room.execute('sitting.open-session', meeting(room), room.secretary);
    const { view } = await room.query('sitting.console', meeting(room), room.chair);
    expect(view.meeting.state).toBe('in_session');
    expect(view.meeting.openedAt).toEqual(room.installation.clock.now());
  });

  it('sitting L1 lets assistants open; members are refused with a reason, strangers and administrators do not find it', async () => {
    room = await assemble();
    await room.seatMembers(21);
    await expect(room.execute('sitting.open-session', meeting(room), room.members[3] ?? room.guest)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.officers_only' });
    for (const outsider of [room.stranger, room.admin, room.clerk]) {
      await expect(room.execute('sitting.open-session', meeting(room), outsider)).rejects.toMatchObject({ code: 'not_found' });
      await expect(room.query('sitting.live-snapshot', meeting(room), outsider)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(room.execute('sitting.open-session', meeting(room), room.assistant)).resolves.toMatchObject({ needed: 14 });
    await expect(room.execute('sitting.open-session', meeting(room), room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'state.meeting' });
  });

  it('sitting L1 L6 does not count guests, substitutes and those who left', async () => {
    room = await assemble();
    await room.seatMembers(14);
    const others = [room.guest, room.substitute, room.secretary];
    for (const person of others) await room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, person);
    const left = room.members[5];
    if (!left) throw new Error('no member');
    await room.execute('sitting.leave', { ...meeting(room), personId: left.personId }, left);
    await expect(room.execute('sitting.open-session', meeting(room), room.chair)).rejects.toMatchObject({ reason: 'sitting.no_quorum', params: { present: 13 } });
    await room.execute('sitting.check-in', { ...meeting(room), place: 'online' }, left);
    await room.execute('sitting.open-session', meeting(room), room.chair);
    const { view } = await room.query('sitting.console', meeting(room), room.chair);
    expect(view.attendance).toMatchObject({ inRoom: 13, online: 1, guests: 2, guestsPresent: 2, quorum: { present: 14, needed: 14, reached: true } });
  });
});

describe('attendance', () => {
  it('sitting L2 opens the check-in 60 minutes before the start and ends it with the session', async () => {
    room = await assemble({ at: '2026-11-25T23:59:59Z' });
    const member = room.members[2] ?? room.guest;
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, member)).rejects.toMatchObject({
      reason: 'sitting.check_in_early', params: { at: '2026-11-26T00:00:00.000Z' },
    });
    room.installation.clock.set('2026-11-26T00:00:00Z');
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, member)).resolves.toMatchObject({ late: false });
    const { me, can } = await room.query('sitting.live-snapshot', meeting(room), member);
    expect(me).toMatchObject({ attendance: 'room', there: true });
    expect(can.checkIn).toBe(false);
  });

  it('sitting L2 follows the form of the session', async () => {
    room = await assemble({ form: 'room' });
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'online' }, room.chair)).rejects.toMatchObject({ reason: 'sitting.room_only' });
  });

  it('sitting L3 keeps the time of a late arrival through later changes', async () => {
    room = await openAssembly({ present: 18 });
    const late = room.members[18] ?? room.guest;
    room.installation.clock.set('2026-11-26T01:20:00Z');
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, late)).resolves.toMatchObject({ late: true });
    room.installation.clock.set('2026-11-26T02:00:00Z');
    await room.execute('sitting.leave', { ...meeting(room), personId: late.personId }, late);
    await room.execute('sitting.check-in', { ...meeting(room), place: 'online' }, late);
    const { view } = await room.query('sitting.console', meeting(room), room.secretary);
    expect(view.officers.seats.find((seat) => seat.personId === late.personId)).toMatchObject({
      attendance: 'online', late: true, checkedInAt: new Date('2026-11-26T01:20:00Z'), leftAt: null,
    });
  });

  it('sitting L4 needs a reason for an excused absence and stores all marks or none', async () => {
    room = await assemble({ at: '2026-11-24T02:00:00Z' });
    const [one, two] = [room.members[3] ?? room.guest, room.members[4] ?? room.guest];
    const marks = [
      { personId: one.personId, attendance: 'excused' as const, reason: '  công   tác ' },
      { personId: two.personId, attendance: 'excused' as const, reason: '   ' },
    ];
    await expect(room.execute('sitting.mark-attendance', { ...meeting(room), marks }, room.secretary)).rejects.toMatchObject({ reason: 'sitting.reason_needed', params: { name: two.fullName } });
    await room.execute('sitting.mark-attendance', { ...meeting(room), marks: marks.slice(0, 1) }, room.secretary);
    const { view } = await room.query('sitting.console', meeting(room), room.chair);
    expect(view.attendance).toMatchObject({ excused: 1, unknown: 20 });
    expect(view.officers.seats.find((seat) => seat.personId === one.personId)?.reason).toBe('công tác');
    const early = [{ personId: two.personId, attendance: 'room' as const }];
    await expect(room.execute('sitting.mark-attendance', { ...meeting(room), marks: early }, room.secretary)).rejects.toMatchObject({ reason: 'sitting.before_the_day' });
  });

  it('sitting L4 is for the secretary; the chair and members are refused', async () => {
    room = await assemble();
    const marks = [{ personId: room.guest.personId, attendance: 'room' as const }];
    for (const person of [room.chair, room.members[1] ?? room.guest, room.guest]) {
      await expect(room.execute('sitting.mark-attendance', { ...meeting(room), marks }, person)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.secretary_only' });
    }
  });

  it('sitting L5 refuses to leave for somebody else and when not there', async () => {
    room = await openAssembly();
    const [one, two] = [room.members[1] ?? room.guest, room.members[2] ?? room.guest];
    await expect(room.execute('sitting.leave', { ...meeting(room), personId: two.personId }, one)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(room.execute('sitting.leave', { ...meeting(room), personId: room.guest.personId }, room.guest)).rejects.toMatchObject({ reason: 'sitting.not_there' });
  });

  it('sitting L20 answers a repeated check-in once', async () => {
    room = await assemble();
    const options = { commandId: 'again' };
    const first = await room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, room.guest, options);
    room.installation.clock.advance(60_000);
    expect(await room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, room.guest, options)).toEqual(first);
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'online' }, room.guest, options)).rejects.toMatchObject({ code: 'conflict', reason: 'command.id_reused' });
  });
});
