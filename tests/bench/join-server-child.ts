/**
 * The measured process of the join, load, sitting and sitting-load benches: the sockets of a whole installation on a data folder (with its pages where
 * the load bench asks), or, for the limit, the same Socket.IO server that lets everybody in and answers every question
 * with one made answer.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { pino } from 'pino';
import { Server } from 'socket.io';
import { openApplication } from '../../server/application';
import { createClock } from '../../server/adapters/system/clock';
import { readConfig } from '../../server/kernel/config';
import { createHttpTransport } from '../../server/transports/http/server';
import { createSignIns } from '../../server/transports/http/sign-ins';
import { createRealtime } from '../../server/transports/realtime/gateway';
import { socketServerOptions } from '../../server/transports/realtime/socket-options';
import { INK_JOIN } from '../../server/shared/protocol/ink-events';
import { MEETING_JOIN } from '../../server/shared/protocol/meeting-events';
import { memoryAtRest, watchStalls } from '../support/loop-stalls';

export interface JoinServerOrder {
  kind: 'installation' | 'whole' | 'bare';
  port: number;
  dataDir: string;
  /** First moment of the clock, ISO. */
  at: string;
  meetingId: string;
  secretary: { personId: string; fullName: string };
  /** A member whose attendance the traffic changes. */
  memberId: string;
  /** An item the sitting can move to. */
  itemId: string;
  /** Length of the answer to a join, characters. */
  answer: number;
  /** A folder in which the bare server keeps what it is sent, a row each that is on the disk before it answers; none: it keeps nothing. */
  keepIn?: string;
}

/** What it may be asked: to begin with changes that do not end, to make one change of the item, or for figures. */
export type JoinServerQuestion = 'traffic' | 'item' | 'cpu' | 'memory' | 'stall';

/** Changes of the sitting a second, each of which is pushed to everybody. */
const CHANGES_PER_SECOND = 4;

if (process.send === undefined) throw new Error('started by the join bench only');
const order = JSON.parse(process.argv[2] ?? '') as JoinServerOrder;
let server = createServer();
const { startTraffic, changeItem } = order.kind === 'bare' ? serveBare() : await serveInstallation();
await new Promise<void>((resolve) => server.listen(order.port, '127.0.0.1', resolve));
const stall = watchStalls();

process.on('message', (message: JoinServerQuestion) => {
  if (message === 'memory') return void process.send?.({ memory: memoryAtRest() });
  if (message === 'stall') return void process.send?.({ stall: stall() });
  if (message === 'item') return changeItem();
  if (message === 'traffic') startTraffic();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1_000 });
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });

interface Served {
  startTraffic(): void;
  changeItem(): void;
}

/** What a ballot is answered with. */
const RECORDED = JSON.stringify({ voterId: randomUUID(), castAt: new Date(0), again: false });

/** Keeps what it is given as a row that is on the disk when it returns. */
function openRows(folder: string): (text: string) => void {
  const rows = new BetterSqlite3(path.join(folder, 'bare.sqlite'));
  rows.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE "Kept" ("id" TEXT PRIMARY KEY, "text" TEXT NOT NULL)');
  const insert = rows.prepare('INSERT INTO "Kept" ("id", "text") VALUES (?, ?)');
  return (text) => void insert.run(randomUUID(), text);
}

function serveBare(): Served {
  const keep = order.keepIn === undefined ? () => undefined : openRows(order.keepIn);
  server.on('request', (req, res) => {
    if (req.url?.startsWith('/socket.io/')) return;
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      keep(Buffer.concat(parts).toString());
      res.setHeader('Content-Type', 'application/json').end(RECORDED);
    });
  });
  const io = new Server(server, socketServerOptions);
  const answer = { ok: true, view: 'x'.repeat(order.answer) };
  io.on('connection', (socket) => {
    for (const event of [MEETING_JOIN, INK_JOIN]) socket.on(event, (_: unknown, done: (value: unknown) => void) => done(event === MEETING_JOIN ? answer : { ok: true }));
  });
  let seq = 0;
  return {
    startTraffic: () => void setInterval(() => io.emit('meeting:view', answer), 1_000 / CHANGES_PER_SECOND),
    changeItem() {
      seq += 1;
      process.send?.({ change: { seq, at: Date.now() } });
      io.emit('meeting:view', { meetingId: order.meetingId, seq, view: answer.view });
    },
  };
}

async function serveInstallation(): Promise<Served> {
  const application = await openApplication({ dataDir: order.dataDir, origin: `http://127.0.0.1:${order.port}`, clock: createClock(new Date(order.at)), floorBytes: 0 });
  const signIns = createSignIns(application, { https: false });
  const origin = `http://127.0.0.1:${order.port}`;
  const log = pino({ level: 'error' });
  if (order.kind === 'whole') {
    const config = readConfig({ PORT: String(order.port), PHIEN_ORIGIN: origin, PHIEN_DATA: order.dataDir });
    ({ server } = await createHttpTransport({ application, config, signIns, tls: null, log, sample: false }));
  }
  createRealtime({ application, signIns, server, origin, log });
  const caller = { kind: 'person' as const, signInId: order.secretary.personId, roles: [], ...order.secretary };
  let there = false;
  // Commands are served in the order they come: the first that began is the first that is committed.
  const begun: number[] = [];
  application.onCommitted((events) => {
    const last = events.at(-1);
    const at = begun.shift();
    if (last && at !== undefined) process.send?.({ change: { seq: last.seq, at } });
  });
  const failed = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
  const change = (): void => {
    there = !there;
    begun.push(Date.now());
    const marks = [{ personId: order.memberId, attendance: there ? ('online' as const) : ('room' as const) }];
    application.execute('sitting.mark-attendance', { meetingId: order.meetingId, marks }, caller).catch(failed);
  };
  let running = false;
  return {
    startTraffic: () => void setInterval(change, 1_000 / CHANGES_PER_SECOND),
    changeItem() {
      begun.push(Date.now());
      // What was put off can be taken up again, as often as the bench wants.
      const { meetingId, itemId } = order;
      application.execute(running ? 'sitting.postpone-item' : 'sitting.start-item', { meetingId, itemId, currentItemId: running ? itemId : null }, caller).catch(failed);
      running = !running;
    },
  };
}
