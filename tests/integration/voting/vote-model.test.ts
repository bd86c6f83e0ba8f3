import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { DomainError } from '../../../server/kernel/errors';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { openAssembly, type Assembly } from '../sitting/assembly';

/** Members of the body; the last is away and has a substitute. */
const SIZE = 5;
const SIDES = ['for', 'against', 'abstain'] as const;
type Side = (typeof SIDES)[number];

/** What is true of a vote, told without a database: who is there, and the last ballot of each. */
interface Model {
  isOpen: boolean;
  there: Set<number>;
  substituteThere: boolean;
  ballots: Map<number, Side>;
}
interface Real {
  room: Assembly;
  questionId: string;
  /** Ids of commands that were acknowledged, with what they were. */
  sent: { who: PersonCaller; choice: Side; commandId: string; answer: string }[];
}

const personOf = (room: Assembly, index: number): PersonCaller => room.members[index] ?? room.stranger;
const refusal = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(() => null, (error: unknown) => {
    if (error instanceof DomainError) return error.reason;
    throw error;
  });
const castAs = ({ room, questionId }: Real, who: PersonCaller, choice: Side, commandId: string = randomUUID()) => room.execute('voting.cast-ballot', { meetingId: room.meetingId, questionId, choice }, who, { commandId });

class Cast implements fc.AsyncCommand<Model, Real> {
  constructor(readonly index: number, readonly side: Side) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const who = personOf(real.room, this.index);
    const commandId = randomUUID();
    const before = castAs(real, who, this.side, commandId);
    const reason = await refusal(before);
    const expected = !model.there.has(this.index) ? 'voting.not_there' : model.isOpen ? null : 'voting.vote_closed';
    expect(reason).toBe(expected);
    if (expected !== null) return;
    model.ballots.set(this.index, this.side);
    real.sent.push({ who, choice: this.side, commandId, answer: JSON.stringify(await before) });
  }

  toString = () => `cast ${this.index} ${this.side}`;
}

/** Two tabs at once: whichever comes last stands, and there is one. */
class TwoTabs implements fc.AsyncCommand<Model, Real> {
  constructor(readonly index: number, readonly sides: readonly [Side, Side]) {}
  check = ({ isOpen, there }: Readonly<Model>) => isOpen && there.has(this.index);
  async run(model: Model, real: Real): Promise<void> {
    const who = personOf(real.room, this.index);
    await Promise.all(this.sides.map((side) => castAs(real, who, side)));
    const [row, ...more] = await real.room.installation.application.database.reader.ballot.findMany({ where: { questionId: real.questionId, voterId: who.personId } });
    expect(more).toEqual([]);
    const kept = SIDES.find((side) => side === row?.choice) ?? 'for';
    expect(this.sides).toContain(kept);
    model.ballots.set(this.index, kept);
  }

  toString = () => `two tabs ${this.index} ${this.sides.join(' ')}`;
}

/** An answer that was lost: asked again, it is answered the same, whatever has happened since. */
class Again implements fc.AsyncCommand<Model, Real> {
  constructor(readonly which: number) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const sent = real.sent[this.which % Math.max(1, real.sent.length)];
    if (!sent) return;
    const reason = await refusal(castAs(real, sent.who, sent.choice, sent.commandId).then((answer) => expect(JSON.stringify(answer)).toBe(sent.answer)));
    // Who went has no right to an answer, and nothing happens.
    if (reason !== null) expect(model.there.has(real.room.members.indexOf(sent.who))).toBe(false);
  }

  toString = () => `again ${this.which}`;
}

class Move implements fc.AsyncCommand<Model, Real> {
  constructor(readonly index: number, readonly comes: boolean) {}
  check = ({ there }: Readonly<Model>) => there.has(this.index) !== this.comes;
  async run(model: Model, { room }: Real): Promise<void> {
    const { personId } = personOf(room, this.index);
    if (this.comes) await room.execute('sitting.mark-attendance', { meetingId: room.meetingId, marks: [{ personId, attendance: 'room' }] }, room.secretary);
    else await room.execute('sitting.leave', { meetingId: room.meetingId, personId }, personOf(room, this.index));
    if (this.comes) model.there.add(this.index);
    else model.there.delete(this.index);
  }

  toString = () => `${this.comes ? 'comes' : 'leaves'} ${this.index}`;
}

class Substitute implements fc.AsyncCommand<Model, Real> {
  constructor(readonly side: Side) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    if (!model.substituteThere) {
      await real.room.execute('sitting.mark-attendance', { meetingId: real.room.meetingId, marks: [{ personId: real.room.substitute.personId, attendance: 'room' }] }, real.room.secretary);
      model.substituteThere = true;
    }
    const expected = model.there.has(SIZE - 1) ? 'voting.member_is_here' : model.isOpen ? null : 'voting.vote_closed';
    expect(await refusal(castAs(real, real.room.substitute, this.side))).toBe(expected);
    if (expected === null) model.ballots.set(SIZE - 1, this.side);
  }

  toString = () => `substitute ${this.side}`;
}

class Close implements fc.AsyncCommand<Model, Real> {
  check = ({ isOpen }: Readonly<Model>) => isOpen;
  async run(model: Model, { room, questionId }: Real): Promise<void> {
    const closed = await room.execute('voting.close-question', { meetingId: room.meetingId, questionId }, room.chair);
    const voted = [...model.ballots.values()];
    const count = (wanted: Side): number => voted.filter((side) => side === wanted).length;
    const could = new Set([...model.there, ...model.ballots.keys(), ...(model.substituteThere && !model.there.has(SIZE - 1) ? [SIZE - 1] : [])]);
    expect(closed).toMatchObject({ members: SIZE, present: could.size, passed: count('for') * 2 > SIZE, result: { for: count('for'), against: count('against'), abstain: count('abstain'), noBallot: could.size - voted.length, absent: SIZE - could.size } });
    model.isOpen = false;
  }

  toString = () => 'close';
}

/** Everything asked anew: what everybody sees agrees with what happened. */
class Look implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model, { room, questionId }: Real): Promise<void> {
    const { view } = await room.query('sitting.live-snapshot', { meetingId: room.meetingId }, room.secretary);
    const shown = view.questions.find(({ id }) => id === questionId);
    expect(shown?.state).toBe(model.isOpen ? 'open' : 'closed');
    if (model.isOpen) expect(shown?.cast).toBe(model.ballots.size);
    const rows = await room.installation.application.database.reader.ballot.findMany({ where: { questionId } });
    expect(new Map(rows.map(({ voterId, choice }) => [room.members.findIndex(({ personId }) => personId === voterId), choice]))).toEqual(model.ballots);
  }

  toString = () => 'look';
}

const side = fc.constantFrom(...SIDES);
const index = fc.nat(SIZE - 1);
const commands = fc.commands(
  [
    fc.tuple(index, side).map(([who, what]) => new Cast(who, what)),
    fc.tuple(index, side, side).map(([who, one, two]) => new TwoTabs(who, [one, two])),
    fc.nat(20).map((which) => new Again(which)),
    fc.tuple(index, fc.boolean()).map(([who, comes]) => new Move(who, comes)),
    side.map((what) => new Substitute(what)),
    fc.constant(new Close()),
    fc.constant(new Look()),
  ],
  { maxCommands: 24 },
);

describe('a vote, whatever is done in whatever order', () => {
  it('voting V27 V28 V30 no acknowledged ballot is lost or doubled, and the result is what was voted', { timeout: 280_000 }, async () => {
    const rooms: Assembly[] = [];
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        await fc.asyncModelRun(async () => {
          const room = await openAssembly({ members: SIZE, present: 4 });
          rooms.push(room);
          const { meetingId } = room;
          await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, substitutesVote: true }) } }));
          await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
          const { questionId } = await room.execute('voting.create-question', { meetingId, itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
          await room.execute('voting.open-question', { meetingId, questionId, way: 'tablets' }, room.chair);
          return { model: { isOpen: true, there: new Set([0, 1, 2, 3]), substituteThere: false, ballots: new Map() }, real: { room, questionId, sent: [] } };
        }, steps);
        await rooms.pop()?.close();
      }),
      { numRuns: 12 },
    );
  });
});
