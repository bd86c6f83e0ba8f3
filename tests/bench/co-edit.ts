/**
 * `npm run -s bench -- co-edit [strokes=150] [every=120] [rounds=3]`: two people type into one paragraph of the minutes, every 120 ms each: from the key to the
 * other's screen, through the program of the tablets, the sockets and the log; and to "saved", on the disk. Beside it, in the same run, a bare
 * Socket.IO server that sends the same characters on and keeps nothing. Servers are processes of their own.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import { closedAssembly } from '../integration/minutes/session';
import { endChild, freePort, nextWord, startChild } from '../support/child-words';
import { bestOf, figure, percentile, type Bench } from '../support/figures';
import { minutesWriter, type MinutesWriter } from '../support/minutes-writer';
import { happens } from '../support/meeting-server';
import { signedIn } from '../support/sign-in-rows';
import type { JoinServerOrder } from './join-server-child';

const PARAGRAPH = 'conclusion';
const numberOf = (args: readonly string[], name: string, otherwise: number): number => Number(args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);

interface Plan {
  strokes: number;
  everyMs: number;
}

/** A closed session with a draft, and a sign-in for each of its two writers. */
async function makeDesk() {
  const assembly = await closedAssembly();
  const { installation, meetingId, secretary, assistant, execute } = assembly;
  const { minutesId } = await execute('minutes.draft', { meetingId }, secretary);
  const at = installation.clock.now().toISOString();
  const people = [secretary, assistant].map((person) => ({ person, ...signedIn(person.personId, { now: new Date(at) }) }));
  await installation.application.database.transaction(async (db) => {
    await db.signIn.createMany({ data: people.map(({ row }) => row) });
    // Papers without files: no other process would start beside them.
    await db.documentVersion.deleteMany({});
  });
  await installation.application.stop();
  const order = { dataDir: installation.dataDir, at, meetingId, secretary: { personId: secretary.personId, fullName: secretary.fullName }, memberId: '', itemId: '', answer: 0 };
  return { order, minutesId, writers: people.map(({ person, token }) => ({ personId: person.personId, cookie: `phien_session=${token}` })), close: () => assembly.close() };
}

const enter = async (port: number, cookie = ''): Promise<Socket> => {
  const origin = `http://127.0.0.1:${port}`;
  const socket = io(origin, { parser: { Encoder, Decoder }, transports: ['websocket'], extraHeaders: { origin, cookie }, forceNew: true });
  await happens(socket, 'connect');
  return socket;
};

/** Types as often as asked, each a moment after the other. @param press one key of a writer. */
async function type({ strokes, everyMs }: Plan, press: (writer: number, stroke: number) => void): Promise<void> {
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    press(0, stroke);
    await pause(everyMs / 2);
    press(1, stroke);
    await pause(everyMs / 2);
  }
}

/** Waits until all of it was seen, or is not coming any more. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 400; tries += 1) await pause(25);
}

async function product(plan: Plan): Promise<{ seen: number[]; saved: number[]; missing: number }> {
  const desk = await makeDesk();
  const port = await freePort();
  const server = startChild('../bench/join-server-child.ts', JSON.stringify({ kind: 'installation', port, ...desk.order } satisfies JoinServerOrder));
  try {
    await nextWord(server, 'ready');
    const writers: MinutesWriter[] = [];
    for (const { personId, cookie } of desk.writers) writers.push(minutesWriter(await enter(port, cookie), desk.minutesId, personId));
    await until(() => writers.every(({ text }) => text.includes(PARAGRAPH)));
    const [seen, saved]: [number[], number[]] = [[], []];
    /** Keys whose character the other has not seen, and those not saved yet, by writer. */
    const open = writers.map(() => [] as { sign: string; at: number }[]);
    const unsaved = writers.map(() => [] as number[]);
    writers.forEach((writer, index) =>
      writer.writing.subscribe(() => {
        const theirs = open[1 - index];
        const words = writer.wordsOf(PARAGRAPH);
        for (let first = theirs?.[0]; first && words.includes(first.sign); first = theirs?.[0]) {
          seen.push(performance.now() - first.at);
          theirs?.shift();
        }
        if (writer.writing.snapshot().state === 'saved') for (const at of unsaved[index]?.splice(0) ?? []) saved.push(performance.now() - at);
      }),
    );
    await type(plan, (index, stroke) => {
      const writer = writers[index];
      const sign = `${index === 0 ? 'a' : 'b'}${stroke}.`;
      const at = performance.now();
      open[index]?.push({ sign, at });
      unsaved[index]?.push(at);
      writer?.writing.write(PARAGRAPH, `${writer.wordsOf(PARAGRAPH)}${sign}`);
    });
    await until(() => open.every((list) => list.length === 0) && unsaved.every((list) => list.length === 0));
    const missing = open.reduce((sum, list) => sum + list.length, 0) + (writers[0]?.text === writers[1]?.text ? 0 : 1);
    for (const { writing, socket } of writers) {
      writing.stop();
      socket.disconnect();
    }
    return { seen, saved, missing };
  } finally {
    await endChild(server);
    await desk.close().catch(() => undefined);
  }
}

async function relay(plan: Plan): Promise<number[]> {
  const port = await freePort();
  const server = startChild('../bench/co-edit-relay-child.ts', JSON.stringify({ port }));
  try {
    await nextWord(server, 'ready');
    const sockets = [await enter(port), await enter(port)];
    const seen: number[] = [];
    for (const socket of sockets) socket.on('words', (words: { at: number }) => void seen.push(performance.now() - words.at));
    await type(plan, (index, stroke) => void sockets[index]?.emit('words', { stroke, at: performance.now() }));
    await until(() => seen.length === 2 * plan.strokes);
    for (const socket of sockets) socket.disconnect();
    return seen;
  } finally {
    await endChild(server);
  }
}

const bench: Bench = async (args) => {
  const plan = { strokes: numberOf(args, 'strokes', 150), everyMs: numberOf(args, 'every', 120) };
  // The best of the rounds: other work on the machine only ever adds.
  const ours = await bestOf(numberOf(args, 'rounds', 3), () => product(plan), ({ seen }) => percentile(seen, 0.95));
  const bare = await relay(plan);
  const name = 'co-edit';
  const of = (what: string, share: number, sample: readonly number[], gate: number) => figure({ bench: name, figure: what, value: percentile(sample, share), baseline: percentile(bare, share), unit: 'ms', bound: 'most', gate, aim: gate / 4 });
  return [
    figure({ bench: name, figure: 'key to the other screen, p95 by the clock', value: percentile(ours.seen, 0.95), unit: 'ms', bound: 'most', gate: 150, aim: 80 }),
    figure({ bench: name, figure: 'key to saved on the disk, p95 by the clock', value: percentile(ours.saved, 0.95), unit: 'ms', bound: 'most', gate: 500, aim: 150 }),
    of('key to the other screen beside the relay, p50', 0.5, ours.seen, 100),
    figure({ bench: name, figure: 'characters that did not arrive', value: ours.missing, unit: 'characters', bound: 'most', gate: 0, aim: 0 }),
  ];
};
export default bench;
