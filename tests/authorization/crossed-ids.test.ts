import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareWorld, type World } from './world';

/**
 * Ids of one session given with the id of another by a person who runs both: nothing may happen to either. The commands
 * that take the id of one thing alone find its session by themselves and are in the matrix.
 */
const CROSSED: Record<string, (world: World) => object> = {
  'meetings.remove-attendee': ({ published, running }) => ({ meetingId: published.meetingId, seatId: running.guestSeatId }),
  'meetings.substitute': ({ published, ids, newId }) => ({ meetingId: published.meetingId, memberId: newId(), personId: ids.stranger }),
  'agenda.add-item': ({ published, running }) => ({ meetingId: published.meetingId, afterId: running.itemId, kind: 'item', title: 'Nội dung', durationMin: 5 }),
  'agenda.reorder': ({ published, running }) => ({ meetingId: published.meetingId, before: published.itemIds, order: running.itemIds }),
  'documents.admission': ({ published, running }) => ({ meetingId: published.meetingId, itemId: running.itemId }),
  'documents.hold': ({ published, running, own }) => ({ meetingId: published.meetingId, itemId: running.itemId, intakeId: own.heldId }),
  'documents.attach': ({ running, own }) => ({ meetingId: running.meetingId, itemId: running.itemId, intakeId: own.heldId }),
  'documents.move': ({ published, running }) => ({ documentId: published.documentId, version: 1, itemId: running.itemId }),
  'documents.reorder': ({ published, running }) => ({ meetingId: published.meetingId, itemId: running.itemId, order: [running.documentId] }),
  'voting.create-question': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId, text: 'Thống nhất?' }),
  'voting.update-question': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId, version: 1, text: 'Thống nhất?' }),
  'voting.remove-question': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId, version: 1 }),
  'voting.open-question': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId }),
  'voting.withdraw-question': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId }),
  'voting.record-show-of-hands': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId, present: 19, hands: { kind: 'approve', for: 19, against: 0, abstain: 0 } }),
  'voting.set-committee': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId, version: 1, counters: [] }),
  'voting.record-paper-ballots': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.questionId, present: 19, paper: { issued: 19, returned: 19, invalid: 0 }, figures: { kind: 'approve', for: 19, against: 0, abstain: 0 } }),
  'counting.issue': ({ running, published }) => ({ meetingId: running.meetingId, questionId: published.secretId }),
  'sitting.start-item': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId, currentItemId: running.itemId }),
  'sitting.end-item': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId }),
  'sitting.postpone-item': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId, currentItemId: running.itemId }),
  'sitting.extend-item': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId, minutes: 5 }),
  'sitting.record-conclusion': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId, text: 'x', version: 1 }),
  'sitting.start-presenting': ({ running, published }) => ({ meetingId: running.meetingId, documentId: published.documentId }),
  'sitting.hand-over': ({ running, ids }) => ({ meetingId: running.meetingId, personId: ids.stranger }),
  'sitting.leave': ({ running, ids }) => ({ meetingId: running.meetingId, personId: ids.stranger }),
  'sitting.mark-attendance': ({ running, ids }) => ({ meetingId: running.meetingId, marks: [{ personId: ids.stranger, attendance: 'room' }] }),
  'floor.request-floor': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId }),
  'floor.update-request': ({ running, published }) => ({ meetingId: running.meetingId, requestId: published.requestId, minutes: 5 }),
  'floor.withdraw-request': ({ running, published }) => ({ meetingId: running.meetingId, requestId: published.requestId }),
  'floor.reorder-queue': ({ running, published }) => ({ meetingId: running.meetingId, itemId: published.itemId, order: [published.requestId], seen: [published.requestId] }),
  'floor.give-floor': ({ running, published }) => ({ meetingId: running.meetingId, requestId: published.requestId, turnId: null }),
  'metrics.declare-prints': ({ closed, running }) => ({ meetingId: closed.meetingId, documentId: running.documentId, copies: 2, reason: 'Bộ lưu' }),
};

/** A field nobody asked for must not be taken along. */
const EXTRA = { state: 'closed', role: 'chair', voting: true, createdById: '0199a000-0000-7000-8000-000000000001', isSecretary: true };

describe('ids that do not belong together', () => {
  let world: World;
  beforeAll(async () => void (world = await prepareWorld()), 120_000);
  afterAll(() => world.close());

  const send = (name: string, input: object) => (name === 'documents.admission' ? world.bus.query(name, input, world.callers.secretary) : world.bus.execute(name, input, world.callers.secretary));

  it.each(Object.keys(CROSSED))('%s refuses them without an internal error', async (name) => {
    const input = CROSSED[name]?.(world) ?? {};
    await expect(send(name, input)).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|rejected|conflict|invalid)$/u) as string });
  });

  it.each(Object.keys(CROSSED))('%s takes no field that it does not know', async (name) => {
    const input = CROSSED[name]?.(world) ?? {};
    for (const [key, value] of Object.entries(EXTRA)) await expect(send(name, { ...input, [key]: value }), key).rejects.toMatchObject({ code: 'invalid', reason: 'input.invalid' });
  });
});

describe('people who are like others', () => {
  let world: World;
  beforeAll(async () => void (world = await prepareWorld()), 120_000);
  afterAll(() => world.close());

  const QUERIES = ['meetings.detail', 'agenda.list', 'documents.list', 'documents.progress', 'voting.questions', 'sitting.live-snapshot', 'sitting.console', 'metrics.meeting', 'minutes.view'];
  const outcome = async (name: string, meetingId: string, caller: World['callers']['member']) =>
    world.bus.query(name, { meetingId }, caller).then(() => 'ok', (error: { code: string; reason: string }) => `${error.code}/${error.reason}`);

  it('a member who became an administrator sees what an administrator sees: nothing', async () => {
    const member = world.callers.member;
    if (member.kind !== 'person') throw new Error('a member signs in');
    for (const session of [world.published, world.running, world.closed]) {
      for (const name of QUERIES) expect(await outcome(name, session.meetingId, { ...member, roles: ['admin'] }), name).toBe('not_found/not_found');
    }
  });

  it('who has a seat in one session is a stranger to the other, whatever the office', async () => {
    const { meetingId } = world.published;
    const seats = await world.reader.attendee.findMany({ where: { meetingId } });
    for (const role of ['guest', 'presenter', 'member', 'chair', 'secretary'] as const) {
      const caller = world.callers[role];
      const elsewhere = world.newId();
      const twin = { ...caller, personId: elsewhere };
      expect(seats.some(({ personId }) => personId === elsewhere)).toBe(false);
      for (const name of QUERIES) expect(await outcome(name, meetingId, twin as typeof caller), `${name} ${role}`).toBe('not_found/not_found');
    }
  });

  it('no list and no live picture counts what others have marked or read', async () => {
    for (const role of ['guest', 'member', 'presenter', 'chair', 'secretary'] as const) {
      const said = JSON.stringify(await Promise.all(['documents.list', 'sitting.live-snapshot', 'meetings.detail', 'agenda.list'].map((name) => world.bus.query(name, { meetingId: world.running.meetingId }, world.callers[role]))));
      expect(said).not.toMatch(/"(marks|strokes|annotations|notes|readers|openedBy|readBy|views)":/u);
    }
  });
});
