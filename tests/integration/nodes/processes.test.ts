import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BootError, readConfig } from '../../../server/kernel/config';
import { Decoder, Encoder } from '../../../server/shared/protocol/ink-wire';
import { hoping, PATIENCE_MS } from '../../support/end-of-hope';
import { freePort } from '../../support/free-port';
import { canHaveNodes, makeGrounds, type Grounds } from '../../support/nodes';
import { addPerson } from '../../support/people';
import { startProgram, type Program } from '../../support/program';
import { signedIn } from '../../support/sign-in-rows';

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).flatMap((name) => {
    try {
      const facts = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /su, '').split(' ').map(Number);
      // The 4th field and the 22nd (proc(5)): numbers of processes begin anew some day, the time they began does not.
      return facts[1] === pid ? [{ child: Number(name), began: facts[19] ?? 0 }] : [];
    } catch {
      return [];
    }
  }).sort((a, b) => a.began - b.began).map(({ child }) => child);

/** Over a connection of its own. */
const statusOf = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = get(url, { agent: false, timeout: PATIENCE_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('timeout', () => asked.destroy(new Error('nobody answers')));
    asked.on('error', reject);
  });

describe('several processes on one machine', () => {
  it('http N10 are refused in words on SQLite, and without Redis', () => {
    const refusal = (env: Record<string, string>): BootError => {
      try {
        readConfig(env);
      } catch (error) {
        if (error instanceof BootError) return error;
      }
      throw new Error('it was taken');
    };
    expect(refusal({ PHIEN_PROCESSES: '2' }).en).toMatch(/SQLite serves one process/u);
    expect(refusal({ REDIS_URL: 'redis://localhost' }).vi).toMatch(/SQLite chỉ phục vụ một tiến trình/u);
    expect(refusal({ PHIEN_PROCESSES: '2', DATABASE_URL: 'postgres://localhost/x' }).en).toMatch(/needs Redis/u);
    expect(refusal({ PHIEN_PROCESSES: '0' }).en).toMatch(/PHIEN_PROCESSES/u);
    expect(readConfig({}).processes).toBe(1);
  });
});

describe.runIf(canHaveNodes())('behind one port', () => {
  let grounds: Grounds;
  let program: Program;
  let origin: string;
  let cookie: string;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    grounds = await makeGrounds('nothing');
    const making = await grounds.open('maker');
    const person = await addPerson({ application: making } as never, 'Ủy viên');
    const { token, row } = signedIn(person.personId, { now: making.clock.now(), run: making.clock.monotonic() });
    await making.database.transaction((db) => db.signIn.create({ data: row }));
    cookie = `phien_session=${token}`;
    await making.stop();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    program = startProgram({ PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_DATA: grounds.dataDir, DATABASE_URL: grounds.database.url, REDIS_URL: grounds.redis.url, PHIEN_PROCESSES: '3' }, ['--empty']);
    expect(await program.listening, program.stderr()).toBe(true);
    await expect.poll(() => childrenOf(program.child.pid ?? 0).length, { timeout: 10_000 }).toBe(3);
    await expect.poll(() => program.stdout().split('"msg":"listening"').length - 1, { timeout: 20_000 }).toBe(3);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    program.child.kill('SIGKILL');
    await program.ended;
    await grounds.clear();
  });
  const enter = (transports: string[], upgrade = false): Promise<Socket> => {
    const socket = io(origin, { parser: { Encoder, Decoder }, transports, upgrade, extraHeaders: { origin, cookie }, forceNew: true, reconnectionDelay: 50, timeout: 5_000 } as never);
    sockets.push(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });
  };

  it('http N11 web sockets go anywhere, long polling stays with whose it is, and may become a web socket', async () => {
    for (let round = 0; round < 6; round += 1) {
      const polling = await enter(['polling']);
      expect(polling.io.engine.transport.name).toBe('polling');
      for (let asked = 0; asked < 4; asked += 1) expect(await polling.timeout(5_000).emitWithAck('ink:join', {})).toMatchObject({ ok: false });
    }
    await enter(['websocket']);
    const becoming = await enter(['polling', 'websocket'], true);
    await expect.poll(() => becoming.io.engine.transport.name, { timeout: 10_000 }).toBe('websocket');
    expect(await becoming.timeout(5_000).emitWithAck('ink:join', {})).toMatchObject({ ok: false });
    // Whoever is free takes the next one: two in a row may be taken by the same.
    const owners = () => new Set(sockets.map((socket) => (socket.io.engine as unknown as { id: string }).id.split('-')[0]));
    for (let more = 0; more < 10 && owners().size === 1; more += 1) await enter(['websocket']);
    expect(owners().size).toBeGreaterThan(1);
  });

  it('http N12 one that dies is started again while the others serve; an ordered stop ends all in order', async () => {
    const before = childrenOf(program.child.pid ?? 0);
    const victim = before.at(-1);
    if (!victim) throw new Error('there is no process to kill');
    process.kill(victim, 'SIGKILL');
    // In the moment it dies, and after that.
    const asked = Array.from({ length: 12 }, () => statusOf(`${origin}/health`));
    expect(await Promise.all(asked)).toEqual(asked.map(() => 200));
    for (let round = 0; round < 10; round += 1) expect(await statusOf(`${origin}/health`)).toBe(200);
    await expect.poll(() => childrenOf(program.child.pid ?? 0).filter((pid) => !before.includes(pid)).length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => program.stdout().split('"msg":"listening"').length - 1, { timeout: 20_000 }).toBe(4);
    expect(program.stdout()).toMatch(/a process ended and is started again/u);
    expect(program.stdout().split('  Phiên: ').length).toBe(2);
    await enter(['websocket']);
    program.child.kill('SIGTERM');
    expect(await hoping('the ordered stop', program.ended).catch((error: Error) => `${error.message}: ${program.stdout().slice(-2_000)} ${program.stderr().slice(-1_000)}`)).toBe(0);
    expect(program.stdout().split('"msg":"stopping"').length - 1).toBe(3);
    expect(await grounds.database.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'phien' AND datname = current_database()`)).toEqual([]);
  });
});
