import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { tamper } from '../../support/installation';
import type { PersonCaller } from '../../../server/kernel/actor';
import { openAssembly, type Assembly } from '../sitting/assembly';

let room: Assembly;
afterEach(() => room.close());

const member = (index: number): PersonCaller => {
  const person = room.members[index];
  if (!person) throw new Error('no such member');
  return person;
};
const id = () => ({ meetingId: room.meetingId });

/** A sitting that deals with its first item. */
async function atFirstItem(): Promise<void> {
  room = await openAssembly();
  await room.execute('sitting.start-item', { ...id(), itemId: room.items.first, currentItemId: null }, room.chair);
}

interface Wish { kind?: 'speech' | 'order' | 'question'; topic?: string; minutes?: number; askedId?: string; itemId?: string; personId?: string }
const ask = async (who: PersonCaller, wish: Wish = {}, options = {}) => (await room.execute('floor.request-floor', { ...id(), itemId: room.items.first, ...wish }, who, options)).requestId;
const liveFloor = async (who: PersonCaller = room.chair) => (await room.query('sitting.live-snapshot', id(), who)).view.floor;
const speaking = async () => (await liveFloor()).turn;
const give = async (requestId: string, turnId?: string | null) => room.execute('floor.give-floor', { ...id(), requestId, turnId: turnId === undefined ? ((await speaking())?.id ?? null) : turnId }, room.chair);
const later = (seconds: number) => room.installation.clock.advance(seconds * 1000);

describe('asking for the floor', () => {
  it('floor FL2 FL3 one tap is three minutes on the current item; again, from any tab, it is the same request', async () => {
    await atFirstItem();
    const commandId = randomUUID();
    const first = await ask(member(1), {}, { commandId });
    expect(await ask(member(1), {}, { commandId })).toBe(first);
    expect(await ask(member(1), {}, { commandId: randomUUID() })).toBe(first);
    const both = await Promise.all([ask(member(2)), ask(member(2))]);
    expect(new Set(both).size).toBe(1);
    const { waiting } = await liveFloor(member(3));
    expect(waiting.map(({ personId, minutes, topic, kind }) => ({ personId, minutes, topic, kind }))).toEqual([1, 2].map((index) => ({ personId: member(index).personId, minutes: 3, topic: '', kind: 'speech' })));
  });

  it('floor FL2 details come afterwards without losing the place; withdrawn it stays in view', async () => {
    await atFirstItem();
    const mine = await ask(member(1));
    await ask(member(2));
    await room.execute('floor.update-request', { ...id(), requestId: mine, topic: 'Vốn đối ứng', minutes: 7 }, member(1));
    expect((await liveFloor()).waiting[0]).toMatchObject({ id: mine, topic: 'Vốn đối ứng', minutes: 7 });
    await room.execute('floor.withdraw-request', { ...id(), requestId: mine }, member(1));
    await room.execute('floor.withdraw-request', { ...id(), requestId: mine }, room.secretary);
    const { waiting, settled } = await liveFloor();
    expect(waiting.map(({ personId }) => personId)).toEqual([member(2).personId]);
    expect(settled).toMatchObject([{ id: mine, state: 'withdrawn' }]);
    await expect(room.execute('floor.update-request', { ...id(), requestId: mine, minutes: 2 }, member(1))).rejects.toMatchObject({ code: 'conflict', reason: 'floor.request_over' });
    for (const minutes of [0, 31, 1.5]) await expect(ask(member(3), { minutes })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('floor FL1 who is absent or left is refused by name, a guest of one item on every other, and others are asked for by officers only', async () => {
    await atFirstItem();
    await expect(ask(room.guest)).rejects.toMatchObject({ code: 'conflict', reason: 'floor.not_there', params: { name: room.guest.fullName } });
    await room.execute('sitting.mark-attendance', { ...id(), marks: [{ personId: room.guest.personId, attendance: 'online' }] }, room.secretary);
    await ask(room.guest);
    await tamper(room.installation.dataDir, `UPDATE "Attendee" SET "onlyItemId" = '${room.items.second}' WHERE "personId" = '${room.guest.personId}'`);
    await expect(ask(room.guest, { kind: 'order' })).rejects.toMatchObject({ code: 'rejected', reason: 'floor.guest_of_another' });
    await ask(room.guest, { itemId: room.items.second });
    await expect(ask(room.stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(member(1), { personId: member(2).personId })).rejects.toMatchObject({ code: 'forbidden', reason: 'floor.own_only' });
    await ask(room.assistant, { personId: member(2).personId });
    await expect(ask(room.chair, { personId: room.stranger.personId })).rejects.toMatchObject({ code: 'not_found' });
    await room.execute('sitting.leave', { ...id(), personId: member(3).personId }, member(3));
    await expect(ask(member(3))).rejects.toMatchObject({ reason: 'floor.not_there' });
  });

  it('floor FL3 FL4 twenty requests on an item are the most; breaks, paper-only items and what is over take none', async () => {
    await atFirstItem();
    for (let index = 0; index < 20; index += 1) await room.execute('floor.withdraw-request', { ...id(), requestId: await ask(member(1)) }, member(1));
    await expect(ask(member(1))).rejects.toMatchObject({ code: 'rejected', reason: 'floor.too_many', params: { most: 20 } });
    for (const itemId of [room.items.pause, room.items.paper]) await expect(ask(member(2), { itemId })).rejects.toMatchObject({ reason: 'floor.no_queue' });
    await room.execute('sitting.end-item', { ...id(), itemId: room.items.first }, room.chair);
    await expect(ask(member(2))).rejects.toMatchObject({ reason: 'floor.item_over' });
  });
});

describe('the queue', () => {
  it('floor FL5 FL6 points of order stand first, and stay so when the chair puts others into another order', async () => {
    await atFirstItem();
    const [a, b] = [await ask(member(1)), await ask(member(2))];
    const order = await ask(member(3), { kind: 'order' });
    expect((await liveFloor()).waiting.map(({ id: one }) => one)).toEqual([order, a, b]);
    await room.execute('floor.reorder-queue', { ...id(), itemId: room.items.first, seen: [order, a, b], order: [b, a, order] }, room.secretary);
    expect((await liveFloor()).waiting.map(({ id: one }) => one)).toEqual([order, b, a]);
    await expect(room.execute('floor.reorder-queue', { ...id(), itemId: room.items.first, seen: [order, a, b], order: [a, b, order] }, room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'floor.reordered_elsewhere', params: { by: room.secretary.fullName } });
    // Who came meanwhile is in nobody's way.
    const late = await ask(member(4));
    await room.execute('floor.reorder-queue', { ...id(), itemId: room.items.first, seen: [order, b, a], order: [order, a, b] }, room.chair);
    expect((await liveFloor()).waiting.map(({ id: one }) => one)).toEqual([order, a, b, late]);
    await expect(room.execute('floor.reorder-queue', { ...id(), itemId: room.items.first, seen: [], order: [] }, member(1))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('floor FL7 one person has the floor: given on it ends the turn before, and two who give it at once are one', async () => {
    await atFirstItem();
    const [a, b, c] = [await ask(member(1)), await ask(member(2)), await ask(member(3))];
    await give(a);
    later(40);
    const before = await speaking();
    expect(before).toMatchObject({ personId: member(1).personId, part: 'speech' });
    const both = await Promise.allSettled([give(b, before?.id), give(c, before?.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict', reason: 'floor.given_elsewhere' } });
    expect((await liveFloor()).settled).toMatchObject([{ id: a, state: 'spoken', spoken: 40 }]);
    const now = await speaking();
    await expect(room.execute('floor.end-turn', { ...id(), turnId: now?.id ?? '' }, member(1))).rejects.toMatchObject({ code: 'forbidden', reason: 'floor.own_only' });
    const speaker = room.members.find(({ personId }) => personId === now?.personId);
    if (!speaker) throw new Error('nobody speaks');
    await room.execute('floor.end-turn', { ...id(), turnId: now?.id ?? '' }, speaker);
    await expect(room.execute('floor.end-turn', { ...id(), turnId: now?.id ?? '' }, room.chair)).rejects.toMatchObject({ reason: 'floor.given_elsewhere' });
    expect(await speaking()).toBeNull();
    const { rows } = await room.query('sitting.floor-record', id(), room.secretary);
    expect(rows.filter(({ personId }) => personId).map(({ personId, seconds }) => [personId, seconds])).toEqual([[member(1).personId, 40]]);
  });

  it('floor FL8 the floor is given on the current item, to somebody who waits and is there', async () => {
    await atFirstItem();
    const elsewhere = await ask(member(1), { itemId: room.items.second });
    await expect(give(elsewhere)).rejects.toMatchObject({ code: 'conflict', reason: 'floor.not_current' });
    const gone = await ask(member(2));
    await room.execute('sitting.leave', { ...id(), personId: member(2).personId }, member(2));
    await expect(give(gone)).rejects.toMatchObject({ reason: 'floor.not_there', params: { name: member(2).fullName } });
    expect((await liveFloor()).waiting).toMatchObject([{ id: gone, isThere: false }]);
    const ok = await ask(member(3));
    await give(ok);
    await expect(give(ok)).rejects.toMatchObject({ reason: 'floor.has_floor' });
    await expect(ask(member(3))).rejects.toMatchObject({ reason: 'floor.has_floor' });
  });

  it('floor FL9 minutes are added once, from the end, or from now where that is over', async () => {
    await atFirstItem();
    await give(await ask(member(1), { minutes: 1 }));
    const turn = await speaking();
    if (!turn) throw new Error('nobody speaks');
    const extend = (endsAt: Date, who: PersonCaller) => room.execute('floor.extend-turn', { ...id(), turnId: turn.id, minutes: 1, endsAt: endsAt.toISOString() }, who);
    const both = await Promise.allSettled([extend(turn.endsAt, room.chair), extend(turn.endsAt, room.secretary)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const longer = await speaking();
    expect((longer?.endsAt.getTime() ?? 0) - turn.endsAt.getTime()).toBe(60_000);
    later(300);
    const { endsAt } = await extend(longer?.endsAt ?? turn.endsAt, room.chair);
    expect(new Date(endsAt).getTime() - room.installation.clock.now().getTime()).toBe(60_000);
  });

  it('floor FL10 after a question the one asked has the floor for the answer', async () => {
    await atFirstItem();
    await expect(ask(member(1), { kind: 'question' })).rejects.toMatchObject({ code: 'invalid', reason: 'floor.asked_needed' });
    await expect(ask(member(1), { kind: 'question', askedId: member(1).personId })).rejects.toMatchObject({ reason: 'floor.asks_itself' });
    await expect(ask(member(1), { kind: 'question', askedId: member(20).personId })).rejects.toMatchObject({ reason: 'floor.not_there' });
    await expect(ask(member(1), { kind: 'question', askedId: room.stranger.personId })).rejects.toMatchObject({ code: 'not_found' });
    await give(await ask(member(1), { kind: 'question', askedId: member(2).personId, minutes: 2 }));
    later(50);
    const question = await speaking();
    expect(question).toMatchObject({ part: 'question', other: member(2).fullName });
    await room.execute('floor.end-turn', { ...id(), turnId: question?.id ?? '', answerMinutes: 5 }, room.chair);
    const answer = await speaking();
    expect(answer).toMatchObject({ part: 'answer', personId: member(2).personId, other: member(1).fullName });
    expect((answer?.endsAt.getTime() ?? 0) - (answer?.startedAt.getTime() ?? 0)).toBe(300_000);
    later(70);
    await room.execute('floor.end-turn', { ...id(), turnId: answer?.id ?? '' }, member(2));
    expect(await speaking()).toBeNull();
    const { people } = await room.query('sitting.floor-record', id(), room.chair);
    expect(people.map(({ name, seconds, byItem }) => [name, seconds, byItem[room.items.first]])).toEqual([[member(2).fullName, 70, 70], [member(1).fullName, 50, 50]]);
  });

  it('floor FL11 sitting L28 everybody sees who speaks and who waits; what it is about is for members and officers', async () => {
    await atFirstItem();
    await give(await ask(member(1), { topic: 'Giải ngân' }));
    await ask(member(2), { topic: 'Vốn đối ứng' });
    for (const who of [room.chair, room.assistant, member(5)]) expect(await liveFloor(who)).toMatchObject({ turn: { topic: 'Giải ngân' }, waiting: [{ topic: 'Vốn đối ứng' }] });
    const asGuest = await liveFloor(room.guest);
    expect(asGuest).toMatchObject({ turn: { name: member(1).fullName, topic: '' }, waiting: [{ name: member(2).fullName, topic: '' }] });
    expect((await room.query('sitting.live-snapshot', { ...id(), as: 'screen' }, room.chair)).view.floor).toEqual(asGuest);
  });

  it('floor FL12 an item that ends ends the turn and leaves those who wait unheard; who leaves has the floor no more', async () => {
    await atFirstItem();
    await give(await ask(member(1)));
    await ask(member(2));
    later(10);
    await room.execute('sitting.mark-left', { ...id(), personIds: [member(1).personId] }, room.secretary);
    expect(await speaking()).toBeNull();
    await give(await ask(room.chair));
    // A chair who leaves: the secretary goes on.
    await room.execute('sitting.leave', { ...id(), personId: room.chair.personId }, room.chair);
    expect(await speaking()).toBeNull();
    const next = (await liveFloor()).waiting[0];
    await room.execute('floor.give-floor', { ...id(), requestId: next?.id ?? '', turnId: null }, room.secretary);
    await ask(member(3));
    await room.execute('sitting.start-item', { ...id(), itemId: room.items.second, currentItemId: room.items.first }, room.secretary);
    expect(await liveFloor()).toMatchObject({ turn: null, waiting: [], settled: [] });
    const states = await room.installation.application.database.reader.floorRequest.findMany({ orderBy: { id: 'asc' }, select: { state: true } });
    expect(states.map(({ state }) => state)).toEqual(['spoken', 'spoken', 'spoken', 'unheard']);
    await expect(give((await room.installation.application.database.reader.floorRequest.findFirstOrThrow({ where: { state: 'unheard' } })).id)).rejects.toMatchObject({ reason: 'floor.request_over' });
  });

  it('floor FL13 sitting L27 while the sitting stands still nobody speaks, nothing moves, and the clock stands', async () => {
    await atFirstItem();
    await give(await ask(member(1), { minutes: 5 }));
    await ask(member(2), { kind: 'order' });
    await room.execute('floor.withdraw-request', { ...id(), requestId: (await liveFloor()).waiting[0]?.id ?? '' }, member(2));
    await ask(member(3));
    later(130);
    const end = (await room.query('sitting.live-snapshot', id(), room.chair)).view.expectedEnd.getTime();
    await room.execute('sitting.pause-session', id(), room.chair);
    await expect(room.execute('sitting.pause-session', id(), room.secretary)).rejects.toMatchObject({ reason: 'floor.paused' });
    const paused = await liveFloor(member(4));
    expect(paused).toMatchObject({ turn: null, waiting: [{ personId: member(1).personId, minutes: 3 }, { personId: member(3).personId }] });
    expect(paused.pausedSince).toEqual(room.installation.clock.now());
    const first = paused.waiting[0]?.id ?? '';
    await expect(give(first)).rejects.toMatchObject({ code: 'conflict', reason: 'floor.paused' });
    for (const [name, input] of [['sitting.end-item', { itemId: room.items.first }], ['sitting.start-item', { itemId: room.items.second, currentItemId: room.items.first }], ['sitting.postpone-item', { itemId: room.items.second, currentItemId: room.items.first }], ['sitting.close-session', { postponeRest: true }]] as const) {
      await expect(room.execute(name, { ...id(), ...input } as never, room.chair), name).rejects.toMatchObject({ reason: 'floor.paused' });
    }
    later(600);
    const { view } = await room.query('sitting.live-snapshot', id(), room.chair);
    expect(view.items.find(({ id: one }) => one === room.items.first)?.stoodStill).toBe(0);
    expect(view.expectedEnd.getTime() - end).toBe(600_000);
    await room.execute('sitting.resume-session', id(), room.secretary);
    await expect(room.execute('sitting.resume-session', id(), room.chair)).rejects.toMatchObject({ reason: 'floor.not_paused' });
    expect((await room.query('sitting.live-snapshot', id(), room.chair)).view.items.find(({ id: one }) => one === room.items.first)?.stoodStill).toBe(600_000);
    await give(first);
    later(20);
    await room.execute('sitting.end-item', { ...id(), itemId: room.items.first }, room.chair);
    const record = await room.query('sitting.floor-record', id(), room.chair);
    expect(record).toMatchObject({ paused: 600, isClosed: false });
    expect(record.rows.map(({ state, personId, seconds }) => [state, personId === member(1).personId, seconds])).toEqual([['item', true, 130], ['paused', false, 600], ['item', true, 20]]);
    expect(record.people).toMatchObject([{ name: member(1).fullName, seconds: 150 }]);
    const ended = await room.installation.application.database.reader.historyEvent.findFirstOrThrow({ where: { type: 'sitting.item_ended' } });
    expect(JSON.parse(ended.payload)).toMatchObject({ seconds: 150 });
  });
});
