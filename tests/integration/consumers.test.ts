import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { system } from '../../server/kernel/actor';
import { createBus, type Bus } from '../../server/kernel/bus';
import { defineCommand } from '../../server/kernel/command';
import { defineConsumer } from '../../server/kernel/consumer';
import { startConsumers, type Consumers, type FollowOptions } from '../../server/kernel/consumers';
import { DomainError } from '../../server/kernel/errors';
import { createRegistry, defineModule, type Module } from '../../server/kernel/module';
import { systemOnly } from '../../server/kernel/policy';
import { keepSetting, readSetting } from '../../server/kernel/repository';
import { findCursor } from '../../server/kernel/repository.consumers';
import { historyHead } from '../../server/kernel/repository.history';
import { modules } from '../../server/modules';
import { sourcesIn } from '../unit/architecture/sources';
import { openTestInstallation, type TestInstallation } from '../support/installation';

const SEEN = 'probe.seen';

/** Something happens, `times` times; nothing else. */
const happen = defineCommand({
  name: 'probe.happen',
  input: z.strictObject({ type: z.string().default('probe.happened'), times: z.int().default(1) }),
  load: async () => null,
  policy: systemOnly,
  async run({ type, times }, _loaded, { emit }) {
    for (let time = 1; time <= times; time += 1) emit({ type, stream: 'probe', payload: { time } });
  },
  // Events are rows of the record.
  audit: () => ({ objectType: 'probe', objectId: 'probe' }),
});

let installation: TestInstallation;
let bus: Bus;
let following: Consumers[];
let faults: [kind: string, message: string][];
/** What fails, as the world is just now. */
let trouble: (time: number) => Error | null;
/** Work outside the database. */
let outside: number[];

/** Keeps what it is told of, one after the other, in a word of the installation. */
const keep = defineCommand({
  name: 'probe.keep',
  input: z.strictObject({ time: z.int() }),
  load: async (_input, { db }) => ({ seen: JSON.parse((await readSetting(db, SEEN)) ?? '[]') as number[] }),
  policy: systemOnly,
  async prepare({ time }) {
    outside.push(time);
  },
  async run({ time }, { seen }, { db }) {
    await keepSetting(db, SEEN, JSON.stringify([...seen, time]));
    const problem = trouble(time);
    if (problem) throw problem;
  },
  audit: ({ time }) => ({ objectType: 'probe', objectId: String(time) }),
});

const timeOf = ({ payload }: { payload: Record<string, unknown> }): number => Number(payload['time']);
const keeper = defineConsumer({ name: 'probe.keep-seen', types: ['probe.happened'], from: 'beginning', command: keep, input: (event) => (timeOf(event) === 0 ? null : { time: timeOf(event) }) });
const other = defineConsumer({ ...keeper, name: 'probe.keep-others', types: ['probe.other'] });
const late = defineConsumer({ ...keeper, name: 'probe.keep-late', from: 'now' });
const probe = (...consumers: (typeof keeper)[]): Module => ({ name: 'probe', dependsOn: [], tables: [], commands: [happen, keep], queries: [], liveViews: [], consumers });

beforeEach(async () => {
  installation = await openTestInstallation();
  faults = [];
  following = [];
  outside = [];
  trouble = () => null;
});
afterEach(async () => {
  await Promise.all(following.map((one) => one.stop()));
  await installation.close();
});

function follow(options: FollowOptions & { consumers?: (typeof keeper)[] } = {}): Consumers {
  const { database, ports } = installation.application;
  const registry = createRegistry([probe(...(options.consumers ?? [keeper]))]);
  bus = createBus(registry, database, ports);
  const started = startConsumers({ pauseMs: () => 5, lookMs: 3_600_000, ...options, consumers: registry.consumers.values(), database, bus, now: () => installation.clock.now(), onFault: (kind, message) => void faults.push([kind, message]) });
  following.push(started);
  return started;
}
/** Before anybody follows. */
async function happened(times = 1, type = 'probe.happened'): Promise<void> {
  const { database, ports } = installation.application;
  await createBus(createRegistry([probe()]), database, ports).execute('probe.happen', { times, type }, system('test'));
}
const tell = (times = 1, type = 'probe.happened') => bus.execute('probe.happen', { times, type }, system('test'));
const seen = async (): Promise<number[]> => JSON.parse((await readSetting(installation.application.database.reader, SEEN)) ?? '[]') as number[];
const cursor = (name = keeper.name) => findCursor(installation.application.database.reader, name);
const audited = () => installation.application.database.reader.auditEntry.findMany({ where: { action: 'probe.keep' }, orderBy: { seq: 'asc' } });
const head = () => historyHead(installation.application.database.reader);

describe('who follows the history', () => {
  it('kernel H4 begins with all that happened or with what happens from then on, as it declares, and goes on where it was', async () => {
    await happened(2);
    const first = follow({ consumers: [late] });
    await first.settled();
    expect(await seen()).toEqual([]);
    await first.stop();
    const second = follow({ consumers: [keeper] });
    await second.settled();
    expect(await seen()).toEqual([1, 2]);
    await second.stop();
    await happened(1);
    const third = follow({ consumers: [late] });
    await third.settled();
    expect(await seen()).toEqual([1, 2, 1]);
  });

  it('kernel H4 refuses a foreign name, a name twice, another module’s command and one that follows nothing', () => {
    expect(() => createRegistry([probe({ ...keeper, name: 'voting.keep-seen' })])).toThrow(/does not belong to module probe/u);
    expect(() => createRegistry([probe(keeper, keeper)])).toThrow(/registered twice/u);
    expect(() => createRegistry([probe({ ...keeper, types: [] })])).toThrow(/follows nothing/u);
    const elsewhere = defineModule({ ...probe(keeper), name: 'probe', commands: [happen] });
    expect(() => createRegistry([elsewhere])).toThrow(/no command of module probe/u);
  });

  it('kernel H4 every type that a module follows is said by a module', () => {
    const said = new Set(sourcesIn('server/modules').filter(({ file }) => file.endsWith('/events.ts')).flatMap(({ text }) => [...text.matchAll(/= '([a-z]+\.[a-z_]+)'/gu)].map(([, type]) => type)));
    expect(said.size).toBeGreaterThan(20);
    const followed = modules.flatMap((module: Module) => (module.consumers ?? []).flatMap(({ types }) => types));
    expect(followed.length).toBeGreaterThan(0);
    expect(followed.filter((type) => !said.has(type))).toEqual([]);
  });

  it('kernel H5 hears of each event once and in order, also of many at once and of those committed while it works', async () => {
    await happened(150);
    const consumers = follow();
    await Promise.all(Array.from({ length: 10 }, () => tell(5)));
    await consumers.settled();
    expect(await seen()).toEqual([...Array.from({ length: 150 }, (_, index) => index + 1), ...Array.from({ length: 10 }, () => [1, 2, 3, 4, 5]).flat()]);
    expect(faults).toEqual([]);
  });

  it('kernel H5 two programs that follow at the same time write once', async () => {
    await happened(30);
    const both = [follow(), follow()];
    await Promise.all(both.map((one) => one.settled()));
    expect(await seen()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(faults).toEqual([]);
  });

  it('kernel H5 finds by looking what another program committed, and passes over what is of no concern', async () => {
    const consumers = follow({ lookMs: 20 });
    await consumers.settled();
    await happened(1_100, 'probe.unheard');
    await happened(1);
    await expect.poll(seen, { timeout: 10_000 }).toEqual([1]);
    expect(await cursor()).toMatchObject({ position: await head(), attempts: 0 });
  });

  it('kernel H5 what is of no concern moves the cursor only now and then', async () => {
    await happened(999, 'probe.unheard');
    const consumers = follow();
    await consumers.settled();
    expect(await cursor()).toMatchObject({ position: 0 });
    await happened(1, 'probe.unheard');
    await tell(0);
    await consumers.stop();
    const again = follow();
    await again.settled();
    expect(await cursor()).toMatchObject({ position: await head() });
  });

  it('kernel H6 acts as the program itself, and its audit entry names the event', async () => {
    await happened(2);
    await follow().settled();
    const at = await installation.application.database.reader.historyEvent.findMany({ where: { type: 'probe.happened' }, orderBy: { position: 'asc' } });
    expect((await audited()).map(({ actorId, actorName, details }) => ({ actorId, actorName, details }))).toEqual(at.map(({ position }) => ({ actorId: null, actorName: `system:${keeper.name}`, details: JSON.stringify({ follows: position }) })));
  });

  it('kernel H7 a failure undoes all it wrote, is told, tried again, and holds up nobody else', async () => {
    let left = 3;
    trouble = (time) => (time === 2 && left-- > 0 ? new Error('lời của một tờ trình') : null);
    await happened(3);
    await happened(1, 'probe.other');
    const consumers = follow({ consumers: [keeper, other] });
    await consumers.settled();
    // The one resting keeps its place; the other is done.
    expect(await cursor(other.name)).toMatchObject({ position: await head(), attempts: 0 });
    await expect.poll(async () => (await cursor())?.position, { timeout: 10_000 }).toBe((await head()) - 1);
    expect((await seen()).filter((time) => time === 2)).toEqual([2]);
    expect((await seen()).toSorted()).toEqual([1, 1, 2, 3]);
    // What is done outside the database may be done again.
    expect(outside.filter((time) => time === 2)).toHaveLength(4);
    expect(faults.map(([, message]) => message)).toEqual([1, 2, 3].map((time) => expect.stringMatching(new RegExp(`^probe.keep-seen did not get over event \\d+ \\(probe.happened\\), try ${time}: `, 'u')) as string));
    expect(await cursor()).toMatchObject({ attempts: 0, problem: null });
  });

  it('kernel H7 after the last try it stands still there, says so, passes over nothing, and the next start tries again', async () => {
    trouble = (time) => (time === 2 ? new Error('lời của một tờ trình') : null);
    await happened(3);
    const first = follow({ attempts: 3 });
    await expect.poll(async () => (await cursor())?.stoppedAt ?? null, { timeout: 10_000 }).not.toBeNull();
    await tell(4);
    await first.settled();
    expect(await seen()).toEqual([1]);
    expect(await cursor()).toMatchObject({ position: 2 - 1 + ((await head()) - 7), attempts: 3, problem: 'Error', stoppedAt: installation.clock.now() });
    expect(faults.at(-1)).toEqual(['consumer probe.keep-seen stopped', expect.stringMatching(/has stopped at event \d+ \(probe.happened\) after 3 tries, nothing is passed over/u)]);
    await first.stop();
    trouble = () => null;
    await follow().settled();
    expect(await seen()).toEqual([1, 2, 3, 1, 2, 3, 4]);
    expect(await cursor()).toMatchObject({ attempts: 0, problem: null, failedAt: null, stoppedAt: null });
  });

  it('kernel H7 a refusal is a failure too, kept by its code', async () => {
    trouble = () => new DomainError('conflict', 'state.meeting', { state: 'bí mật' });
    await happened(1);
    follow({ attempts: 1 });
    await expect.poll(async () => (await cursor())?.problem, { timeout: 10_000 }).toBe('conflict state.meeting');
  });

  it('kernel H8 an installation that cannot write is no fault of the event: it is tried without end and not counted', async () => {
    let left = 6;
    trouble = () => (left-- > 0 ? new DomainError('storage_full', 'storage.full') : null);
    await happened(1);
    follow({ attempts: 2 });
    await expect.poll(seen, { timeout: 10_000 }).toEqual([1]);
    expect(faults).toHaveLength(6);
    expect(await cursor()).toMatchObject({ attempts: 0, stoppedAt: null, position: await head() });
  });
});
