import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { appointDeputies } from '../../support/deputies';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const at = (r: Assembly) => ({ meetingId: r.meetingId });
const next = (itemId: string, currentItemId: string | null, who = room.chair) => room.execute('sitting.start-item', { ...at(room), itemId, currentItemId }, who, { commandId: randomUUID() });
const undo = (itemId: string, who: PersonCaller = room.chair) => room.execute('sitting.return-item', { ...at(room), itemId }, who, { commandId: randomUUID() });
const desk = async () => {
  const { view } = await room.query('sitting.console', at(room), room.secretary);
  return { current: view.currentItemId, undoable: view.officers.undoable, cutsOff: view.officers.cutsOff, items: view.items };
};
const pass = (seconds: number): void => room.installation.clock.advance(seconds * 1_000);

async function sitting(): Promise<void> {
  room = await openAssembly();
  await appointDeputies(room, 1);
  await next(room.items.opening, null);
  pass(60);
  await next(room.items.first, room.items.opening);
  pass(60);
}

describe('going on to the next item', () => {
  it('sitting L39 is undone within ten seconds: the item before runs on as if it had not ended', async () => {
    await sitting();
    const before = await desk();
    expect([before.undoable, before.cutsOff]).toEqual([null, false]);
    await next(room.items.second, room.items.first);
    pass(9);
    // Who comes meanwhile, and who is told something, is no reason.
    await room.execute('sitting.check-in', { ...at(room), place: 'room' }, room.guest);
    await room.execute('sitting.call-attention', at(room), room.secretary);
    expect((await desk()).undoable).toMatchObject({ itemId: room.items.second, previousItemId: room.items.first });
    await expect(undo(room.items.second, room.members[3])).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.officers_only' });
    await undo(room.items.second, room.secretary);
    const after = await desk();
    expect(after).toMatchObject({ current: room.items.first, undoable: null });
    const facts = (of: typeof after) => of.items.map(({ id, state, startedAt, endedAt }) => ({ id, state, startedAt, endedAt }));
    expect(facts(after)).toEqual(facts(before));
    // A second tap undoes nothing more.
    await expect(undo(room.items.second)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.item_moved' });
    await expect(undo(room.items.first)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.nothing_to_undo' });
    await next(room.items.second, room.items.first);
    expect((await desk()).current).toBe(room.items.second);
  });

  it('sitting L39 of two taps at once one moves on, and both answer when they are the same', async () => {
    await sitting();
    const outcomes = await Promise.allSettled([next(room.items.second, room.items.first), next(room.items.second, room.items.first), next(room.items.second, room.items.first, room.secretary)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await desk()).current).toBe(room.items.second);
    pass(20);
    const twice = { ...at(room), itemId: room.items.pause, currentItemId: room.items.second };
    const commandId = randomUUID();
    expect(await room.execute('sitting.start-item', twice, room.chair, { commandId })).toEqual(await room.execute('sitting.start-item', twice, room.chair, { commandId }));
    expect((await desk()).current).toBe(room.items.pause);
  });

  it.each([
    ['the ten seconds are over', async () => { pass(14); }],
    ['somebody asked for the floor meanwhile', async () => { await room.execute('floor.request-floor', { ...at(room), itemId: room.items.second }, room.members[4] ?? room.guest); }],
    ['the item was given more time meanwhile', async () => { await room.execute('sitting.extend-item', { ...at(room), itemId: room.items.second, minutes: 5 }, room.chair); }],
    ['the chair was given on meanwhile', async () => { await room.execute('sitting.give-chair', { ...at(room), personId: room.members[1]?.personId ?? '', scope: 'rest', chairId: room.chair.personId }, room.chair); }],
  ])('sitting L39 is not undone when %s', async (_why, meanwhile) => {
    await sitting();
    await next(room.items.second, room.items.first);
    await meanwhile();
    expect((await desk()).undoable).toBeNull();
    await expect(undo(room.items.second, room.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.nothing_to_undo' });
    expect((await desk()).current).toBe(room.items.second);
  });

  it.each([
    ['somebody waits to speak', async () => { await room.execute('floor.request-floor', { ...at(room), itemId: room.items.first }, room.members[4] ?? room.guest); }],
    ['somebody presents', async () => { await room.execute('sitting.start-presenting', { ...at(room), documentId: room.papers.first }, room.secretary); }],
    ['somebody presides over this item only', async () => { await room.execute('sitting.give-chair', { ...at(room), personId: room.members[1]?.personId ?? '', scope: 'item', chairId: room.chair.personId }, room.chair); }],
  ])('sitting L39 cuts something off where %s, and then it is not undone', async (_what, before) => {
    await sitting();
    await before();
    pass(5);
    expect((await desk()).cutsOff).toBe(true);
    await next(room.items.second, room.items.first, room.secretary);
    expect((await desk()).undoable).toBeNull();
    await expect(undo(room.items.second)).rejects.toMatchObject({ reason: 'sitting.nothing_to_undo' });
  });

  it('sitting L33 L39 the floor record has the seconds of a move that was undone with the item that was shown', async () => {
    await sitting();
    await next(room.items.second, room.items.first);
    pass(4);
    await undo(room.items.second);
    pass(30);
    const { rows, seconds } = await room.query('sitting.floor-record', at(room), room.secretary);
    expect(rows.slice(-3).map(({ itemId, seconds: each }) => [itemId, each])).toEqual([[room.items.first, 60], [room.items.second, 4], [room.items.first, 30]]);
    expect(rows.reduce((sum, row) => sum + row.seconds, 0)).toBe(seconds);
    await room.execute('sitting.close-session', { ...at(room), postponeRest: true }, room.chair);
    await room.execute('minutes.draft', at(room), room.secretary);
    const { minutes } = await room.query('minutes.editor', at(room), room.secretary);
    expect(minutes?.events.map(({ kind, itemId }) => [kind, itemId]).filter(([kind]) => kind === 'item_started' || kind === 'item_ended')).toEqual([
      ['item_started', room.items.opening], ['item_ended', room.items.opening], ['item_started', room.items.first], ['item_ended', room.items.first],
    ]);
  });
});
