/**
 * `npm run -s chaos -- soak [--cycles 2000] [--warm 400] [--at-once 8]`
 * Tablets of the built program join a sitting and a paper, draw, leave and disconnect, again and again. What the program holds
 * after collecting its garbage is measured while nobody is there: a line through it must not rise.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION } from '../../server/shared/protocol/meeting-events';
import { figure, type Bench } from '../support/figures';
import { freePort } from '../support/free-port';
import { InkClient } from '../support/ink-client';
import { sampleStroke, seededRandom } from '../support/ink-samples';
import { prepareRealServer, type ServerUnderTest } from './real-server';

interface Held {
  heapUsed: number;
  rss: number;
  resources: number;
}

const SAMPLES = 20;
const TABLETS = 40;

const chaos: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { 'cycles': { type: 'string', default: '2000' }, 'warm': { type: 'string', default: '400' }, 'at-once': { type: 'string', default: '8' } } });
  const [cycles, warm, atOnce] = [Number(values.cycles), Number(values.warm), Number(values['at-once'])];
  const port = await freePort();
  const subject = await prepareRealServer(TABLETS, port);
  const server = await start(subject);
  try {
    const random = seededRandom(1);
    let next = 0;
    const many = async (count: number): Promise<void> => {
      const end = next + count;
      const one = async (): Promise<void> => {
        while (next < end) await cycle(subject, `http://127.0.0.1:${port}`, (next += 1), random);
      };
      await Promise.all(Array.from({ length: atOnce }, one));
    };
    await many(warm);
    const held: { cycle: number; held: Held }[] = [{ cycle: 0, held: await ask(server) }];
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      await many(Math.ceil(cycles / SAMPLES));
      held.push({ cycle: sample * Math.ceil(cycles / SAMPLES), held: await ask(server) });
    }
    const { slope, upper } = line(held.map(({ cycle: at, held: { heapUsed } }) => [at, heapUsed / 1_024]));
    const [first, last] = [held[0]?.held, held.at(-1)?.held];
    const bench = `soak (${cycles} cycles)`;
    return [
      figure({ bench, figure: 'growth of the heap per cycle, 95 % bound', value: upper, unit: 'kB', bound: 'most', gate: 0.5 }),
      figure({ bench, figure: 'growth of the heap per cycle', value: slope, unit: 'kB', bound: 'most', gate: 0.5 }),
      figure({ bench, figure: 'open sockets, files and threads more than at the beginning', value: (last?.resources ?? NaN) - (first?.resources ?? NaN), unit: 'count', bound: 'most', gate: 0 }),
      figure({ bench, figure: 'heap at the end', value: (last?.heapUsed ?? NaN) / 1_048_576, unit: 'MB', bound: 'most', gate: 200 }),
    ];
  } finally {
    server.kill('SIGKILL');
    subject.remove();
  }
};
export default chaos;

/** One tablet: in, one shared and one private stroke, out. */
async function cycle(subject: ServerUnderTest, url: string, number: number, random: () => number): Promise<void> {
  const person = subject.people[number % subject.people.length] ?? '';
  const client = new InkClient({ url, person, doc: subject.doc, headers: subject.headers[person], reconnection: false });
  try {
    await client.until(() => client.welcome !== null, 'welcome', 30_000);
    const joined: unknown = await client.socket.emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: subject.meetingId });
    if (!(joined as { ok: boolean }).ok) throw new Error(`not let in: ${JSON.stringify(joined)}`);
    const stroke = sampleStroke(random, 12);
    client.live({ page: 1, tool: 'pen', color: 1, width: 3, stroke: 1, points: stroke.points });
    client.draw(stroke);
    client.draw(sampleStroke(random, 12), 'private');
    await client.until(() => client.replica.outbox.length === 0, 'strokes stored', 30_000);
  } finally {
    client.close();
  }
}

/** Least squares over [x, y], and the upper end of the 95 % interval of the slope. */
function line(points: readonly (readonly [number, number])[]): { slope: number; upper: number } {
  const mean = (of: (point: readonly [number, number]) => number): number => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([at]) => at), mean(([, value]) => value)];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  const slope = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
  const rest = points.reduce((sum, [at, value]) => sum + (value - y - slope * (at - x)) ** 2, 0);
  return { slope, upper: slope + 2.09 * Math.sqrt(rest / (points.length - 2) / spread) };
}

function start({ program, args, env, sign }: ServerUnderTest): Promise<ChildProcess> {
  const probe = fileURLToPath(new URL('./soak-probe.mjs', import.meta.url));
  const [main = ''] = args;
  const child = fork(main, [], { execPath: program, execArgv: ['--expose-gc', '--import', probe], env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(sign) && resolve(child));
    child.once('exit', (code) => reject(new Error(`the program ended with ${String(code)}`)));
  });
}

/** Asks once everybody's leaving has arrived and idle rooms are swept. */
async function ask(server: ChildProcess): Promise<Held> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  return new Promise((resolve) => {
    server.once('message', (held) => resolve(held as Held));
    server.send('ask');
  });
}
