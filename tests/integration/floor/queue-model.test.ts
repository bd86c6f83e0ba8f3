import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { DomainError } from '../../../server/kernel/errors';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { times } from '../../support/long';
import { openAssembly, type Assembly } from '../sitting/assembly';

/** The queue as somebody would keep it with a pencil. */
interface Entry { who: number; kind: 'speech' | 'order'; key: string }
interface Paper { waiting: Entry[]; speaking: Entry | null; gone: Set<number>; paused: boolean; item: 'first' | 'second' | null }

const PEOPLE = 5;
const person = fc.integer({ min: 1, max: PEOPLE });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('ask' as const), who: person, kind: fc.constantFrom('speech' as const, 'speech' as const, 'order' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), at: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('give' as const), at: fc.nat(5), stale: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ do: 'end' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reorder' as const), shift: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who: person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('return' as const), who: person }) },
  { weight: 1, arbitrary: fc.constant({ do: 'pause' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'resume' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'item' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const inOrder = (entries: readonly Entry[]): Entry[] => [...entries.filter(({ kind }) => kind === 'order'), ...entries.filter(({ kind }) => kind === 'speech')];
const nameOf = ({ who, kind }: Entry): string => `${who} ${kind}`;

class Table {
  installation: TestInstallation;
  readonly paper: Paper = { waiting: [], speaking: null, gone: new Set(), paused: false, item: 'first' };
  constructor(private readonly room: Assembly) {
    this.installation = room.installation;
  }

  private get meeting() {
    return { meetingId: this.room.meetingId };
  }

  private someone(who: number): PersonCaller {
    return this.room.members[who] ?? this.room.chair;
  }

  /** @returns whether it was done; a refusal has to be one that people read. */
  private async done(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'internal' || error.code === 'not_found') throw error;
      return false;
    }
  }

  async picture() {
    return (await this.installation.application.query('sitting.live-snapshot', this.meeting, this.room.secretary)).view;
  }

  async take(one: Step): Promise<void> {
    const { paper, room, meeting } = this;
    const { execute } = this.installation.application;
    const itemId = paper.item ? room.items[paper.item] : room.items.first;
    const { floor } = await this.picture();
    this.installation.clock.advance(7_000);
    switch (one.do) {
      case 'ask': {
        const may = !paper.gone.has(one.who) && paper.item !== null && !(paper.speaking?.who === one.who && paper.speaking.kind === one.kind);
        const entry: Entry = { who: one.who, kind: one.kind, key: '' };
        expect(await this.done(execute('floor.request-floor', { ...meeting, itemId, kind: one.kind }, this.someone(one.who)))).toBe(may);
        if (may && !paper.waiting.some((known) => nameOf(known) === nameOf(entry))) paper.waiting.push(entry);
        return;
      }
      case 'withdraw': {
        const target = inOrder(paper.waiting)[one.at];
        const request = floor.waiting[one.at];
        expect(Boolean(request)).toBe(Boolean(target));
        if (!target || !request) return;
        await execute('floor.withdraw-request', { ...meeting, requestId: request.id }, this.someone(target.who));
        paper.waiting = paper.waiting.filter((known) => known !== target);
        return;
      }
      case 'give': {
        const target = inOrder(paper.waiting)[one.at];
        const request = floor.waiting[one.at];
        if (!target || !request) return;
        // Somebody decided it on an older picture: nothing happens.
        const turnId = one.stale && paper.speaking ? null : (floor.turn?.id ?? null);
        const may = !paper.paused && !paper.gone.has(target.who) && turnId === (floor.turn?.id ?? null);
        expect(await this.done(execute('floor.give-floor', { ...meeting, requestId: request.id, turnId }, room.secretary))).toBe(may);
        if (!may) return;
        paper.waiting = paper.waiting.filter((known) => known !== target);
        paper.speaking = target;
        return;
      }
      case 'end':
        if (!floor.turn) return void expect(paper.speaking).toBeNull();
        await execute('floor.end-turn', { ...meeting, turnId: floor.turn.id }, room.secretary);
        paper.speaking = null;
        return;
      case 'reorder': {
        if (paper.item === null) return;
        const seen = floor.waiting.map(({ id }) => id);
        const by = one.shift % Math.max(1, seen.length);
        await execute('floor.reorder-queue', { ...meeting, itemId, seen, order: [...seen.slice(by), ...seen.slice(0, by)] }, room.secretary);
        const known = inOrder(paper.waiting);
        paper.waiting = inOrder([...known.slice(by), ...known.slice(0, by)]);
        return;
      }
      case 'leave':
        expect(await this.done(execute('sitting.leave', { ...meeting, personId: this.someone(one.who).personId }, this.someone(one.who)))).toBe(!paper.gone.has(one.who));
        paper.gone.add(one.who);
        if (paper.speaking?.who === one.who) paper.speaking = null;
        return;
      case 'return':
        await execute('sitting.check-in', { ...meeting, place: 'room' }, this.someone(one.who));
        paper.gone.delete(one.who);
        return;
      case 'pause':
        expect(await this.done(execute('sitting.pause-session', meeting, room.secretary))).toBe(!paper.paused);
        if (paper.speaking) paper.waiting.unshift(paper.speaking);
        paper.speaking = null;
        paper.paused = true;
        return;
      case 'resume':
        expect(await this.done(execute('sitting.resume-session', meeting, room.secretary))).toBe(paper.paused);
        paper.paused = false;
        return;
      case 'restart': {
        const at = this.installation.clock.now().toISOString();
        await this.installation.application.stop();
        this.installation = await openTestInstallation({ dataDir: this.installation.dataDir, at });
        return;
      }
      case 'item': {
        if (paper.item !== 'first') return;
        expect(await this.done(execute('sitting.start-item', { ...meeting, itemId: room.items.second, currentItemId: room.items.first }, room.secretary))).toBe(!paper.paused);
        if (paper.paused) return;
        Object.assign(paper, { item: 'second', waiting: [], speaking: null });
      }
    }
  }

  async compare(): Promise<void> {
    const { floor } = await this.picture();
    const numberOf = (personId: string): number => this.room.members.findIndex((one) => one.personId === personId);
    expect(floor.waiting.map(({ personId, kind }) => `${numberOf(personId)} ${kind}`)).toEqual(inOrder(this.paper.waiting).map(nameOf));
    expect(floor.turn && `${numberOf(floor.turn.personId)} ${floor.turn.part}`).toBe(this.paper.speaking && nameOf(this.paper.speaking));
    expect(floor.pausedSince !== null).toBe(this.paper.paused);
    const open = await this.installation.application.database.reader.floorTurn.count({ where: { endedAt: null } });
    expect(open).toBe(this.paper.speaking ? 1 : 0);
  }
}

it('floor FL15 FL7 the queue is what a plain list would be, whatever is done and however often the program is started anew', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const room = await openAssembly();
      await room.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.first, currentItemId: null }, room.secretary);
      const table = new Table(room);
      try {
        for (const one of steps) {
          await table.take(one);
          await table.compare();
        }
        const record = await table.installation.application.query('sitting.floor-record', { meetingId: room.meetingId }, room.secretary);
        expect(record.rows.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(record.seconds);
        expect(record.seconds).toBe(Math.floor((record.until.getTime() - record.openedAt.getTime()) / 1000));
      } finally {
        await table.installation.close();
      }
    }),
    { numRuns: times(12, 200), seed: 12 },
  );
});
