import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { commandForm } from './command-form';
import { freePort } from './free-port';
import { ask } from './installation';
import { startPair } from './node-pair';
import { signedIn } from './sign-in-rows';

/** Somebody with a tablet of their own. */
export interface Holder {
  personId: string;
  cookie: string;
}

/** A running sitting in which everybody has a vote, served by the built program or by two of them. */
export interface VotingHall {
  origin: string;
  port: number;
  meetingId: string;
  items: Pick<Assembly['items'], 'first' | 'second'>;
  holders: Holder[];
  /** A guest of the session, who has none. */
  officer: Holder;
  /** kill -9; of two nodes the first. */
  kill(): Promise<void>;
  /** Resolves when it listens. */
  start(): Promise<void>;
  /** Past the program. */
  ask<Row extends Record<string, unknown>>(sql: string): Promise<Row[]>;
  stop(): Promise<void>;
}

const main = path.join(projectRoot, 'build', 'server', 'main.js');

/** One process on SQLite. The clock goes on over a kill as a clock does. */
export async function openVotingHall(tablets: number): Promise<VotingHall> {
  if (!existsSync(main)) throw new Error('the program is not built: node server/build.mjs');
  const room = await openAssembly({ members: tablets, present: tablets });
  const { meetingId, items, installation } = room;
  const { application, dataDir } = installation;
  await room.execute('sitting.start-item', { meetingId, itemId: items.first, currentItemId: null }, room.chair);
  const now = application.clock.now();
  const signIns = [...room.members, room.secretary].map(({ personId }) => ({ personId, ...signedIn(personId, { now, run: application.clock.monotonic() }) }));
  await application.database.transaction((db) => db.signIn.createMany({ data: signIns.map(({ row }) => row) }));
  await application.stop();
  const holders = signIns.map(({ personId, token }) => ({ personId, cookie: `phien_session=${token}` }));
  const officer = holders.pop();
  if (!officer) throw new Error('a hall has an officer');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = Date.now();
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    const one = child;
    child = null;
    if (!one || one.exitCode !== null || one.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      one.once('exit', () => resolve());
      one.kill('SIGKILL');
    });
  };
  const start = async (): Promise<void> => {
    const clock = new Date(now.getTime() + Date.now() - began).toISOString();
    const env = { ...process.env, NODE_ENV: 'production' as const, HOST: '127.0.0.1', PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_DATA: dataDir, PHIEN_LOG: 'warn', PHIEN_CLOCK: clock };
    const one = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', process.env['PHIEN_NODE_LOG'] ? 'inherit' : 'ignore'], env });
    child = one;
    await new Promise<void>((resolve, reject) => {
      let text = '';
      one.stdout.on('data', (chunk: Buffer) => {
        text = (text + chunk.toString()).slice(-20_000);
        if (text.includes(`Phiên: ${origin}`)) resolve();
      });
      one.once('exit', (code) => reject(new Error(`the program ended with ${String(code)} before it listened: ${text}`)));
    });
  };
  await start();
  return {
    origin, port, meetingId, items, holders, officer, kill, start,
    ask: (sql) => ask(dataDir, sql),
    async stop() {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two processes on PostgreSQL and Redis behind one address. */
export async function openHallOfTwo(tablets: number): Promise<VotingHall> {
  const { origin, nodes: [first], database, room, people, secretary, headers, stop } = await startPair(tablets);
  const holder = (personId: string): Holder => ({ personId, cookie: headers[personId]?.['cookie'] ?? '' });
  return {
    origin,
    port: Number(new URL(origin).port),
    meetingId: room.meetingId,
    items: room.items,
    holders: people.map(holder),
    officer: holder(secretary),
    kill: () => first.kill(),
    start: () => first.start(),
    ask: (sql) => database.query(sql),
    stop,
  };
}

const ANSWER_MS = 8_000;
const AGAIN_MS = 150;

export interface Commanded {
  status: number;
  text: string;
}

/** One command of whoever runs the session, as the console sends it. Null: nobody answered. */
export const command = ({ origin, meetingId, officer }: Pick<VotingHall, 'origin' | 'meetingId' | 'officer'>, name: string, input: unknown, id: string = randomUUID()): Promise<Commanded | null> =>
  fetch(`${origin}/meetings/${meetingId}/sitting/console.data`, { method: 'POST', headers: { origin, cookie: officer.cookie }, body: commandForm(name, input, id), signal: AbortSignal.timeout(ANSWER_MS) })
    .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
    .catch(() => null);

/** The same under one id until it is answered. */
export async function insist(hall: Pick<VotingHall, 'origin' | 'meetingId' | 'officer'>, name: string, input: unknown): Promise<Commanded> {
  const id = randomUUID();
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const answer = await command(hall, name, input, id);
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 408) return answer;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  throw new Error(`${name}: no answer`);
}

/** Prepares a question of the first item and puts it to the tablets. @returns its id, and the key that ballots of a secret one are sealed for. */
export async function putQuestion(hall: VotingHall, itemId: string, mode: 'open' | 'secret'): Promise<{ questionId: string; publicKey: string | null }> {
  const text = `Thông qua? ${randomUUID()}`;
  const made = await insist(hall, 'voting.create-question', { itemId, text, mode });
  if (made.status >= 300) throw new Error(`the question was refused: ${made.text}`);
  const [row] = await hall.ask<{ id: string }>(`SELECT "id" FROM "VoteQuestion" WHERE "text" = '${text}'`);
  const questionId = row?.id ?? '';
  const opened = await insist(hall, 'voting.open-question', { questionId, way: 'tablets' });
  if (opened.status >= 300) throw new Error(`the question was not opened: ${opened.text}`);
  if (mode === 'open') return { questionId, publicKey: null };
  const answer = await fetch(`${hall.origin}/meetings/${hall.meetingId}/secret/${questionId}`, { headers: { cookie: hall.officer.cookie } });
  return { questionId, publicKey: ((await answer.json()) as { box: { publicKey: string } }).box.publicKey };
}
