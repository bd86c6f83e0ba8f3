import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/adapters/db/engine';
import { openEngine } from '../../../server/adapters/db/open-engine';
import { FileSignerStore, keysHere, MAX_WRONG_PINS } from '../../../server/adapters/signer';
import { createSampleAuthority, issue } from '../../../server/adapters/signer';
import { createClock } from '../../../server/adapters/system/clock';
import { openApplication, verifyInstallation } from '../../../server/application';
import { BootError } from '../../../server/kernel/config';
import { BASELINE } from '../../../server/kernel/record';
import { hasOccurred } from '../../../server/kernel/jobs/schedules';
import { canHaveNodes, makeGrounds, type Grounds } from '../../support/nodes';
import { makeDatabase } from '../../support/postgresql';
import { addPerson } from '../../support/people';
import { startProgram } from '../../support/program';
import { startRedis } from '../../support/redis';

const HOUR_MS = 3_600_000;
const unit = (name: string) => ({ name, shortName: name, kind: 'department' as const, parentId: null, organId: null, validFrom: '2026-01-01' });

describe.runIf(canHaveNodes())('several processes of one installation', () => {
  let grounds: Grounds;
  beforeEach(async () => void (grounds = await makeGrounds('nothing')));
  afterEach(() => grounds.clear());
  const alone = (dataDir = grounds.dataDir, rows = grounds.database.place) => openApplication({ dataDir, origin: 'http://localhost:3000', rows, floorBytes: 0 });
  const refusalOf = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(() => null, (cause: unknown) => cause);
    expect(error).toBeInstanceOf(BootError);
    expect((error as BootError).vi).not.toBe('');
    return (error as BootError).en;
  };

  it('database P20 that all say so share it; one that is alone is refused beside them, and they beside it', async () => {
    const first = await grounds.open('a');
    const second = await grounds.open('b');
    expect(await refusalOf(alone())).toMatch(/in use by another Phiên server/u);
    const copy = `${grounds.dataDir}-copy`;
    cpSync(grounds.dataDir, copy, { recursive: true, filter: (file) => !path.basename(file).startsWith('lock') });
    expect(await refusalOf(alone(copy))).toMatch(/in use by another Phiên server/u);
    const third = await grounds.open('c', { dataDir: copy });
    for (const one of [first, second, third]) await one.stop();
    const single = await alone();
    expect(await refusalOf(grounds.open('d'))).toMatch(/in use by another Phiên server/u);
    expect(await refusalOf(grounds.open('e', { dataDir: copy }))).toMatch(/in use by another Phiên server/u);
    await single.stop();
    await (await grounds.open('f')).stop();
  });

  it('database P20 of another installation are refused, at once and later', async () => {
    await grounds.open('a');
    const other = `${grounds.dataDir}-other`;
    expect(await refusalOf(grounds.open('b', { dataDir: other }))).toMatch(/belongs to another installation than/u);
    const elsewhere = await makeDatabase('nothing');
    await (await grounds.open('c', { dataDir: other, rows: elsewhere.place })).stop();
    expect(await refusalOf(grounds.open('d', { dataDir: other }))).toMatch(/belongs to another installation than/u);
    await elsewhere.drop();
  });

  it('database P20 each receives in a folder of its own, and clears nobody else’s', async () => {
    const first = await grounds.open('a');
    const kept: string[] = [];
    await first.ports.scratch.withRoom(async (room) => {
      const file = await room.fill('x', (async function* () {
        yield Buffer.from('đang nhận');
      })());
      const second = await grounds.open('b');
      kept.push(...[file, second.receivingFolder].filter((one) => existsSync(one)));
      expect(second.receivingFolder).not.toBe(first.receivingFolder);
    });
    expect(kept).toHaveLength(2);
    expect(readdirSync(path.join(grounds.dataDir, 'uploads')).sort()).toEqual(['a', 'b']);
  });

  it('database P21 that begin at once, on an empty database, begin one after the other: it is made once, and its record holds', async () => {
    const env = { PHIEN_DATA: grounds.dataDir, DATABASE_URL: grounds.database.url, REDIS_URL: grounds.redis.url };
    const programs = [1, 2, 3].map(() => startProgram(env, ['--empty']));
    try {
      for (const one of programs) expect(await one.listening, one.stderr()).toBe(true);
    } finally {
      for (const { child, ended } of programs) {
        child.kill('SIGTERM');
        expect(await ended).toBe(0);
      }
    }
    expect(await grounds.database.query('SELECT 1 FROM "AuditEntry" WHERE "action" = $1', [BASELINE])).toHaveLength(1);
    const report = await verifyInstallation(grounds.dataDir, { noted: [], files: false, rows: grounds.database.place });
    expect(report.differences).toEqual([]);
  });

  it('database P21 while one takes over what a migration changed nobody else writes; who wants to waits and is not refused', async () => {
    const serving = await grounds.open('a');
    const caller = await addPerson({ application: serving } as never, 'Quản Trị Viên', ['admin']);
    const engine = await openEngine(grounds.dataDir, grounds.database.place, { shared: { onTime: () => undefined } });
    const letGo = await engine.shared?.holdOthers();
    let isDone = false;
    const writing = serving.execute('organization.create-unit', unit('Sở Một'), caller).then(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(isDone).toBe(false);
    await letGo?.();
    await letGo?.();
    await writing;
    await engine.shared?.started();
    await engine.close();
    // Of a start that was killed nothing is left that others would wait for.
    const killed = await openEngine(grounds.dataDir, grounds.database.place, { shared: { onTime: () => undefined } });
    await killed.shared?.holdOthers();
    await grounds.database.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4 AND granted`);
    await serving.execute('organization.create-unit', unit('Sở Hai'), caller);
    await grounds.open('b');
    await killed.close();
  });

  it('database P22 go by the clock of the database: three hours off, what they record is in order, and the one that is off says so', async () => {
    const first = await grounds.open('a');
    const late = await grounds.open('b', { clock: createClock(new Date(Date.now() + 3 * HOUR_MS)) });
    const early = await grounds.open('c', { clock: createClock(new Date(Date.now() - 3 * HOUR_MS)) });
    const caller = await addPerson({ application: first } as never, 'Quản Trị Viên', ['admin']);
    await Promise.all([first, late, early].map(async (one, index) => {
      for (let round = 0; round < 15; round += 1) await one.execute('organization.create-unit', unit(`Sở ${index}-${round}`), caller);
    }));
    const rows = await grounds.database.query<{ at: Date }>('SELECT "at" FROM "AuditEntry" ORDER BY "seq"');
    const times = rows.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const one of [first, late, early]) expect(Math.abs(one.clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    expect((await first.ready()).warnings).toEqual([]);
    for (const one of [late, early]) expect((await one.ready()).warnings).toEqual(['clock_off']);
  });

  it('database P23 take turns at what lies beside the database: wrong PINs at two of them are counted one by one', async () => {
    const dir = path.join(grounds.dataDir, 'keys');
    const now = new Date();
    await createSampleAuthority(dir, { now });
    await issue(dir, { personId: 'k1', commonName: 'Người Ký', pin: '482913', algorithm: 'ecdsa-p256-sha256', now });
    const turns: Engine[] = [];
    for (let count = 0; count < 3; count += 1) {
      const engine = await openEngine(grounds.dataDir, grounds.database.place, { shared: { onTime: () => undefined } });
      await engine.shared?.started();
      turns.push(engine);
    }
    const stores = turns.map(({ shared }) => new FileSignerStore(dir, keysHere(dir), shared?.inTurn));
    const holder = { personId: 'p', resets: 0 };
    const answers = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => stores[index % 3]?.open('k1', `00000${index % 10}`, holder)));
    const reasons = answers.map((one) => (one.status === 'rejected' ? (one.reason as { reason: string }).reason : 'opened'));
    expect(reasons.filter((one) => one === 'signing.wrong_pin')).toHaveLength(MAX_WRONG_PINS - 1);
    expect(reasons.filter((one) => one === 'signing.pin_locked')).toHaveLength(12 - MAX_WRONG_PINS + 1);
    expect(await stores[0]?.counts()).toEqual([expect.objectContaining({ failed: MAX_WRONG_PINS })]);
    for (const engine of turns) await engine.close();
  });

  it('database P24 what has its hour is put in line once, and what follows from an event happens once, whichever process is first', async () => {
    const nodes = [await grounds.open('a'), await grounds.open('b')];
    const schedules = [...(nodes[0]?.registry.jobs.values() ?? [])].flatMap((kind) => (kind.schedule ? [{ name: kind.name, schedule: kind.schedule }] : []));
    expect(schedules.length).toBeGreaterThan(2);
    for (const { name } of schedules) await grounds.database.query(`INSERT INTO "Setting" ("key", "value") VALUES ($1, $2) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`, [`jobs.schedule.${name}`, '2020-01-01T00:00:00.000Z']);
    await Promise.all(nodes.flatMap((one) => [one.jobs.enqueueDue(), one.jobs.enqueueDue()]));
    const lined = await grounds.database.query<{ kind: string; count: string }>(`SELECT "kind", count(*) AS count FROM "Job" WHERE "key" = 'scheduled' GROUP BY "kind"`);
    expect(lined.every(({ count }) => Number(count) === 1)).toBe(true);
    expect(lined.length).toBeGreaterThan(0);
    // Done meanwhile, an occurrence that a second process looked up before is not done again.
    for (const { name, schedule } of schedules) expect(await hasOccurred(nodes[0]!.database.reader, { name, schedule }, nodes[0]!.clock.now())).toBe(false);
  });

  it('pubsub PS6 a Redis that is away or refuses is told and stands beside /ready; the program starts, serves, and goes on with it', async () => {
    await grounds.redis.kill();
    const serving = await grounds.open('a');
    expect(grounds.faults.join()).toMatch(/Redis redis:.*không kết nối được.*nothing is lost/u);
    expect(await serving.ready()).toEqual({ ready: true, reasons: [], warnings: ['redis_unreachable'] });
    const caller = await addPerson({ application: serving } as never, 'Quản Trị Viên', ['admin']);
    await serving.execute('organization.create-unit', unit('Sở Một'), caller, { commandId: randomUUID() });
    await grounds.redis.start();
    await expect.poll(async () => (await serving.ready()).warnings, { timeout: 10_000 }).toEqual([]);
    const locked = await startRedis(['--requirepass', 'x'], ':x@');
    const refused = await grounds.open('b', { together: { redis: { ...locked.place, password: null }, node: 'b' } });
    expect((await refused.ready()).warnings).toEqual(['redis_password']);
    await refused.stop();
    await locked.stop();
  });
});
