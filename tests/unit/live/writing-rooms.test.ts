import { describe, expect, it, vi } from 'vitest';
import { createHub } from '../../../server/adapters/pubsub/in-process';
import type { PubSub } from '../../../server/kernel/ports/pub-sub';
import type { Tablet } from '../../../server/live/sink';
import { WritingRooms } from '../../../server/live/writing-rooms';
import type { MinutesEdit } from '../../../server/modules/minutes';
import { WRITING_EDITS, WRITING_PEOPLE, type PushedEdits, type WritingPeople } from '../../../server/shared/protocol/writing-events';

const MINUTES = 'minutes-1';
const openText = { meetingId: 'meeting-1', isOpen: true, text: { blocks: [] }, seq: 0, isSentIn: false, names: {} };
const AT = { id: 'conclusion', place: 3 };

/** A tablet that notes what it is told. */
function tabletOf(personId: string) {
  const told: { name: string; message: object }[] = [];
  const sink = { isOpen: true, event: (name: string, message: object) => void told.push({ name, message }), frames: () => undefined, queuedBytes: () => 0, close: () => undefined };
  const tablet: Tablet = { sink, personId, caller: { kind: 'person', personId, signInId: personId, fullName: `Ông ${personId}`, roles: [] } };
  const last = <M>(event: string): M | undefined => told.findLast(({ name }) => name === event)?.message as M | undefined;
  return { tablet, sink, told, last, people: () => last<WritingPeople>(WRITING_PEOPLE)?.people.map(({ personId: id, at }) => [id, at]) };
}

function roomsWith(pubSub: PubSub = createHub().join()) {
  const doors = { openWriting: vi.fn(() => Promise.resolve(openText)), writeMinutes: vi.fn(), editsAfter: vi.fn((): Promise<MinutesEdit[]> => Promise.resolve([])), keepVersion: vi.fn(() => Promise.resolve()), pubSub };
  return { rooms: new WritingRooms({ ...doors, now: () => 0, fail: (error) => expect.unreachable(String(error)) }), doors };
}
const turns = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('who has minutes open', () => {
  it('live LR22 whose tablet goes, or whose right ends, while it enters is not there, and nobody is asked about them again', async () => {
    const { rooms, doors } = roomsWith();
    const gone = tabletOf('a');
    doors.openWriting.mockResolvedValueOnce(openText).mockImplementationOnce(() => {
      gone.sink.isOpen = false;
      rooms.leaveAll(gone.tablet);
      return Promise.resolve(openText);
    });
    await rooms.join(gone.tablet, MINUTES);
    // The connection ended before there was a place to leave.
    const before = tabletOf('b');
    doors.openWriting.mockImplementationOnce(() => {
      before.sink.isOpen = false;
      rooms.leaveAll(before.tablet);
      return Promise.resolve(openText);
    });
    await rooms.join(before.tablet, MINUTES);
    const closed = tabletOf('c');
    doors.openWriting.mockResolvedValueOnce(openText).mockResolvedValueOnce({ ...openText, isOpen: false });
    expect(await rooms.join(closed.tablet, MINUTES)).not.toHaveProperty('text');
    const broken = tabletOf('d');
    doors.openWriting.mockResolvedValueOnce(openText).mockRejectedValueOnce(new Error('no disk'));
    await expect(rooms.join(broken.tablet, MINUTES)).rejects.toThrow('no disk');
    expect([gone, before, closed, broken].map(({ tablet }) => rooms.has(tablet, MINUTES))).toEqual([false, false, false, false]);
    doors.openWriting.mockClear();
    await rooms.lookAgain();
    expect(doors.openWriting).not.toHaveBeenCalled();
  });

  it('live LR22 a version that was kept asks nobody for their right again; what may close the text does', async () => {
    const { rooms, doors } = roomsWith();
    await rooms.join(tabletOf('a').tablet, MINUTES);
    doors.openWriting.mockClear();
    rooms.committed('meeting-1', ['minutes.saved']);
    expect(doors.openWriting).not.toHaveBeenCalled();
    for (const type of ['minutes.submitted', 'minutes.saved_elsewhere', 'meetings.seats_changed', 'sitting.chair_taken']) rooms.committed('meeting-1', [type]);
    expect(doors.openWriting).toHaveBeenCalledTimes(4);
  });

  it('live LR23 who writes at another process is there from the start, stays, and goes with it', async () => {
    const hub = createHub();
    const [one, two] = [roomsWith(hub.join()).rooms, roomsWith(hub.join()).rooms];
    const [a, b] = [tabletOf('a'), tabletOf('b')];
    await one.join(a.tablet, MINUTES);
    await two.join(b.tablet, MINUTES);
    await turns();
    expect(a.people()).toEqual([['b', null], ['a', null]]);
    two.caret(b.tablet, MINUTES, AT);
    await turns();
    expect(a.people()).toEqual([['b', AT], ['a', null]]);
    for (let look = 0; look < 5; look += 1) {
      await Promise.all([one.lookAgain(), two.lookAgain()]);
      await turns();
    }
    expect([a.people(), b.people()]).toEqual([[['b', AT], ['a', null]], [['a', null], ['b', AT]]]);
    // A hint that somebody left.
    two.leave(b.tablet, MINUTES);
    await turns();
    expect(a.people()).toEqual([['a', null]]);
    // A process that is gone says nothing more.
    await two.join(b.tablet, MINUTES);
    await turns();
    two.stop();
    for (let look = 0; look < 3; look += 1) await one.lookAgain();
    expect(a.people()).toEqual([['a', null]]);
  });
});

describe('what came meanwhile', () => {
  const edits = (count: number, units: number): MinutesEdit[] =>
    Array.from({ length: count }, (_entry, index) => ({ opId: `op-${index}`, seq: index + 1, authorId: 'b', at: new Date(0), steps: [{ kind: 'text', id: 'conclusion', change: ['x'.repeat(units)] }] }));

  it('live LR21 is told in the order of the log; of more than a message holds the last alone, whose number says what is missing', async () => {
    const { rooms, doors } = roomsWith();
    const a = tabletOf('a');
    await rooms.join(a.tablet, MINUTES);
    doors.editsAfter.mockResolvedValueOnce(edits(3, 10));
    await rooms.lookAgain();
    expect(a.last<PushedEdits>(WRITING_EDITS)?.edits.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    doors.editsAfter.mockResolvedValueOnce(edits(400, 5_000));
    await rooms.lookAgain();
    expect(a.last<PushedEdits>(WRITING_EDITS)?.edits.map(({ seq }) => seq)).toEqual([400]);
  });
});
