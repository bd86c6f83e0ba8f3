/**
 * `npm run -s bench -- database [rounds=6]`: what it costs that statements on SQLite run in threads: a command, and every question of
 * the house in turn, on connections in threads and on the same connections in the thread that asks, in turns on one file.
 */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { connectionPlans, databaseOn, openDatabase } from '../../server/adapters/db/database';
import { openConnection } from '../../server/adapters/db/sqlite-connection';
import { system } from '../../server/kernel/actor';
import { createBus, type Bus } from '../../server/kernel/bus';
import { MATRIX } from '../authorization/matrix';
import { prepareWorld } from '../authorization/world';
import { figure, type Bench } from '../support/figures';

const COMMANDS = 100;
/** Pages that are asked for at the same time. */
const AT_ONCE = 12;
/** Reading files of signatures is no matter of the database. */
const OF_FILES = /^records\.verify/u;

interface Cost {
  /** By the clock, ms each. */
  wall: number;
  /** Of it the event loop at work, and the processor of all threads, ms each. */
  loop: number;
  cpu: number;
}
type Work = 'command' | 'questions one after the other' | 'questions 12 at once';
type Where = 'here' | 'threads';

const bench: Bench = async (args) => {
  const rounds = Number(args.find((arg) => arg.startsWith('rounds='))?.slice('rounds='.length) ?? 6);
  const world = await prepareWorld();
  const { application } = world.installation;
  const file = path.join(world.installation.dataDir, 'phien.sqlite');
  const tables = application.registry.records.map(({ table }) => table);
  const plans = connectionPlans(file, tables);
  const asked: { name: string; input: unknown }[] = [];
  for (const [name, row] of Object.entries(MATRIX)) {
    if (!application.registry.queries.has(name) || OF_FILES.test(name)) continue;
    const input = row.input(world);
    await application.query(name as never, input as never, world.callers.secretary).then(() => asked.push({ name, input }), () => undefined);
  }
  const open = {
    threads: () => openDatabase(file, tables),
    here: async () => databaseOn(file, { writing: await openConnection(plans.writing), reading: await openConnection(plans.reading) }),
  };
  let made = 0;
  const command = (bus: Bus): Promise<unknown> => {
    made += 1;
    return bus.execute('organization.create-unit', { name: `Đơn vị ${made}`, shortName: `ĐV ${made}`, kind: 'other', validFrom: '2025-07-01' }, system('bench'));
  };
  const question = (bus: Bus, index: number): Promise<unknown> => {
    const { name, input } = asked[index % asked.length] ?? { name: '', input: {} };
    return bus.query(name, input, world.callers.secretary);
  };
  const works: Record<Work, (bus: Bus) => Promise<Cost>> = {
    'command': (bus) => costOf(COMMANDS, 1, () => command(bus)),
    'questions one after the other': (bus) => costOf(asked.length * 2, 1, (index) => question(bus, index)),
    'questions 12 at once': (bus) => costOf(asked.length * 4, AT_ONCE, (index) => question(bus, index)),
  };
  const best = new Map<string, Cost>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const where of ['here', 'threads'] as const) {
        const database = await open[where]();
        const bus = createBus(application.registry, database, application.ports);
        await Promise.all([command(bus), ...asked.map((_, index) => question(bus, index))]);
        for (const work of Object.keys(works) as Work[]) best.set(`${where} ${work}`, least(best.get(`${where} ${work}`), await works[work](bus)));
        await database.stop();
      }
    }
  } finally {
    await world.close();
  }
  const of = (where: Where, work: Work): Cost => best.get(`${where} ${work}`) ?? { wall: NaN, loop: NaN, cpu: NaN };
  const compared = (work: Work, what: keyof Cost, name: string, gate: number, aim: number) =>
    figure({ bench: 'database', figure: `${work}: ${name}`, value: of('threads', work)[what], unit: 'ms', baseline: of('here', work)[what], bound: 'most', gate, aim });
  return (Object.keys(works) as Work[]).flatMap((work) => [
    compared(work, 'wall', 'by the clock', 2.5, 1.25),
    compared(work, 'loop', 'event loop at work', 1.5, 1),
    compared(work, 'cpu', 'processor of all threads', 2, 1.15),
  ]);
};
export default bench;

async function costOf(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<Cost> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  const [before, cpu, began] = [performance.eventLoopUtilization(), process.cpuUsage(), performance.now()];
  await Promise.all(Array.from({ length: atOnce }, one));
  const wall = performance.now() - began;
  const [{ active }, { user, system: kernel }] = [performance.eventLoopUtilization(before), process.cpuUsage(cpu)];
  return { wall: wall / count, loop: active / count, cpu: (user + kernel) / 1_000 / count };
}

/** The least of each: other work on the machine only ever adds. */
function least(one: Cost | undefined, other: Cost): Cost {
  if (!one) return other;
  return { wall: Math.min(one.wall, other.wall), loop: Math.min(one.loop, other.loop), cpu: Math.min(one.cpu, other.cpu) };
}
