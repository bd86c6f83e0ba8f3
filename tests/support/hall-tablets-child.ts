/**
 * A process of tablets in a sitting, for `bench sitting` and `chaos sitting`: bare web sockets that come back as the program of a tablet does, and
 * ballots over HTTP, sent under one id until they are answered. Each keeps what it was shown and what it was told.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sealBallot, trackerOf } from '../../server/secret-ballot';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION, MEETING_VIEW } from '../../server/shared/protocol/meeting-events';
import { maskedText, openFollower } from './bare-follower';
import type { SentBallot, Shown, Side, TabletsOrder, TabletsWord, VoteOrder, VoterHistory } from './hall-tablets';
import { seededRandom } from './ink-samples';
import type { Holder } from './voting-hall';

/** As `app/tablet/live/socket.ts` has them. */
const [BACK_MS, MOST_BACK_MS] = [200, 2_000];
/** As `app/features/voting/ballot-delivery.ts` has them. */
const [ANSWER_MS, AGAIN_MS] = [10_000, 1_500];
const SIDES: readonly Side[] = ['for', 'for', 'for', 'against', 'abstain'];

interface Tablet extends Holder {
  socket: Socket | null;
  /** The newest picture, as it came. */
  picture: { seq: number; text: string } | null;
  isThere: boolean;
  /** Until then it has no network. */
  darkUntil: number;
  wasRefused: number;
}

const say = (word: TabletsWord): void => void process.send?.(word);
if (process.send === undefined) throw new Error('started by the sitting bench and the sitting chaos only');
process.on('disconnect', () => process.exit(0));

let place = { port: 0, meetingId: '' };
let random = seededRandom(1);
const tablets: Tablet[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const shown = new Map<number, number[]>();
const PUSHED = new RegExp(`^42\\{"d":\\["${MEETING_VIEW}",\\{"meetingId":"[\\w-]+","seq":(\\d+)`, 'u');
const JOINED = /^43\{"d":\[\{"ok":true,"seq":(\d+)/u;

let told = -1;
let asking = 0;
function tellThere(): void {
  const there = tablets.filter(({ isThere }) => isThere).length;
  if (there !== told) say({ there });
  told = there;
}

function note(tablet: Tablet, seq: number, text: string): void {
  if (tablet.picture && seq < tablet.picture.seq) return;
  tablet.picture = { seq, text };
}

function hear(tablet: Tablet, socket: Socket, text: string): void {
  if (text.startsWith('40')) return void socket.write(maskedText(`42${JSON.stringify({ d: [MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: place.meetingId }], i: 0 })}`));
  if (text.startsWith('44')) return void socket.destroy();
  if (text.startsWith('43')) {
    const joined = JOINED.exec(text.slice(0, 200));
    if (!joined && !text.slice(0, 60).includes('"ok":true')) {
      tablet.wasRefused += 1;
      return void setTimeout(() => socket.destroy(), 500);
    }
    if (joined) note(tablet, Number(joined[1]), text);
    tablet.isThere = true;
    return tellThere();
  }
  const [, number] = PUSHED.exec(text.slice(0, 200)) ?? [];
  if (number === undefined) return;
  const seq = Number(number);
  note(tablet, seq, text);
  const times = shown.get(seq) ?? [];
  shown.set(seq, times);
  times.push(Date.now());
  if (times.length < tablets.length) return;
  shown.delete(seq);
  say({ shown: { seq, at: times } });
}

async function stay(tablet: Tablet): Promise<void> {
  const { port } = place;
  for (let attempt = 0; ; attempt += 1) {
    const wait = tablet.darkUntil - Date.now();
    if (wait > 0) await pause(wait);
    await new Promise<void>((resolve) => {
      let known: Socket | null = null;
      openFollower({
        port,
        path: '/socket.io/?EIO=4&transport=websocket',
        headers: { Cookie: tablet.cookie, Origin: `http://127.0.0.1:${port}`, Host: `127.0.0.1:${port}` },
        onBinary: () => undefined,
        answers: [['0', '40{}'], ['2', '3']],
        onText: (text) => known && hear(tablet, known, text),
        readyOn: undefined,
      }).then(({ socket }) => {
        known = socket;
        tablet.socket = socket;
        attempt = 0;
        socket.on('error', () => socket.destroy());
        socket.on('close', () => resolve());
        if (socket.destroyed) resolve();
      }, () => resolve());
    });
    tablet.socket = null;
    tablet.isThere = false;
    tellThere();
    const back = Math.min(MOST_BACK_MS, BACK_MS * 2 ** attempt);
    await pause(back * (0.5 + random()));
  }
}

/** One request; null: nobody answered. */
function post(tablet: Tablet, target: string, body: string, type = 'application/json'): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const { port } = place;
    const sent = request({ agent, port, host: '127.0.0.1', path: target, method: 'POST', timeout: ANSWER_MS, headers: { 'Content-Type': type, Accept: 'application/json', Cookie: tablet.cookie, Origin: `http://127.0.0.1:${port}`, 'Content-Length': Buffer.byteLength(body) } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      answer.on('error', () => resolve(null));
      answer.on('close', () => resolve(null));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(null));
    sent.end(body);
  });
}

const taps: number[] = [];

/** Sends a ballot until it is answered. @returns what was answered, or why it was refused. */
async function deliver(tablet: Tablet, order: VoteOrder, sent: SentBallot, words: string): Promise<void> {
  const target = order.publicKey === null ? `/meetings/${place.meetingId}/ballot` : `/meetings/${place.meetingId}/secret/${order.questionId}`;
  const body = JSON.stringify(order.publicKey === null ? { commandId: sent.commandId, questionId: order.questionId, choice: words } : { commandId: sent.commandId, ballot: words });
  if (order.isEager) {
    void post(tablet, target, body);
    sent.isAcknowledged = true;
    return;
  }
  const began = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    const dark = tablet.darkUntil - Date.now();
    if (dark > 0) await pause(dark + random() * 200);
    const answer = await post(tablet, target, body);
    if (answer && answer.status < 300) {
      if (sent.tracker !== null && !answer.text.includes(sent.tracker)) sent.otherAnswers += 1;
      if (attempt === 0 && !sent.isAcknowledged) taps.push(performance.now() - began);
      sent.isAcknowledged = true;
      return;
    }
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 408) {
      sent.refusal = (/"reason":"([\w.]+)"/u.exec(answer.text)?.[1] ?? answer.text).slice(0, 200);
      return;
    }
    await pause(AGAIN_MS * Math.min(4, 1 + attempt) * (0.75 + random() / 2));
  }
}

async function ballotOf(order: VoteOrder, time: number): Promise<{ sent: SentBallot; words: string }> {
  const choice = SIDES[Math.floor(random() * SIDES.length)] ?? 'for';
  const words = order.publicKey === null ? choice : await sealBallot({ questionId: order.questionId, publicKey: order.publicKey }, choice);
  return { words, sent: { commandId: randomUUID(), choice, tracker: order.publicKey === null ? null : await trackerOf(words), time, isAcknowledged: false, refusal: null, otherAnswers: 0 } };
}

async function vote(tablet: Tablet, order: VoteOrder): Promise<VoterHistory> {
  const kind = random();
  const { twice, devices, again } = order;
  const one = await ballotOf(order, 0);
  const history: VoterHistory = { personId: tablet.personId, sent: [one.sent] };
  await pause(random() * order.withinMs);
  const under = [deliver(tablet, order, one.sent, one.words)];
  if (kind < twice) under.push(deliver(tablet, order, one.sent, one.words));
  else if (kind < twice + devices) {
    const other = await ballotOf(order, 0);
    history.sent.push(other.sent);
    under.push(deliver(tablet, order, other.sent, other.words));
  }
  await Promise.all(under);
  if (kind > 1 - again) {
    const later = await ballotOf(order, 1);
    history.sent.push(later.sent);
    await deliver(tablet, order, later.sent, later.words);
  }
  return history;
}

/** The picture as it counts: not when it was taken, and not which papers a reader sees. */
function state({ personId, picture }: Tablet): Shown {
  if (!picture) return { personId, seq: -1, hash: '', decided: '', characters: 0 };
  const body = JSON.parse(picture.text.slice(2)) as { d: [unknown, { view?: Record<string, unknown> }?] };
  const [first, second] = body.d;
  const { takenAt: _takenAt, ...view } = ((second ?? (first as { view?: Record<string, unknown> })).view ?? {}) as Record<string, unknown>;
  const questions = (view['questions'] ?? []) as { result: unknown }[];
  // Clocks that run are told anew with each picture: those who joined at different moments compare what was done.
  const { items, expectedEnd: _expectedEnd, ...rest } = view as { items?: Record<string, unknown>[]; expectedEnd?: unknown };
  const course = (items ?? []).map(({ expectedStart: _start, expectedEnd: _end, ...item }) => item);
  return { personId, seq: picture.seq, hash: createHash('sha256').update(JSON.stringify([rest, course])).digest('hex').slice(0, 16), decided: JSON.stringify(questions.map(({ result }) => result)), characters: picture.text.length };
}

function take(order: TabletsOrder): void {
  if (order.do === 'come') {
    place = { port: order.port, meetingId: order.meetingId };
    random = seededRandom(order.seed);
    for (const holder of order.holders) tablets.push({ ...holder, socket: null, picture: null, isThere: false, darkUntil: 0, wasRefused: 0 });
    for (const tablet of tablets) void stay(tablet).catch((error: unknown) => say({ failed: String(error) }));
  } else if (order.do === 'vote') {
    taps.length = 0;
    Promise.all(tablets.filter((_, index) => index % order.every === 0).map((tablet) => vote(tablet, order))).then((histories) => say({ voted: { histories, taps } }), (error: unknown) => say({ failed: String(error) }));
  } else if (order.do === 'dark') {
    const until = Date.now() + order.ms;
    tablets.forEach((tablet, index) => {
      if (index % 2 > 0) return;
      tablet.darkUntil = until;
      // Nothing comes through and nothing is said, as on a radio that is gone; the connection is given up when it is back.
      tablet.socket?.pause();
      tablet.isThere = false;
      setTimeout(() => tablet.socket?.destroy(), order.ms);
    });
    tellThere();
    setTimeout(() => say({ lit: true }), order.ms);
  } else if (order.do === 'ask for the floor') {
    // Asked for again by the same person it is the same request, and nothing is shown.
    const tablet = tablets[asking++ % tablets.length];
    const form = new URLSearchParams({ command: 'floor.request-floor', commandId: randomUUID(), input: JSON.stringify({ itemId: order.itemId, kind: 'speech' }) }).toString();
    const at = Date.now();
    if (tablet) void post(tablet, `/meetings/${place.meetingId}/sitting.data?index`, form, 'application/x-www-form-urlencoded').then((answer) => answer?.status === 200 || answer?.status === 202 ? undefined : say({ failed: `asking for the floor: ${answer?.status} ${answer?.text.slice(0, 300)}` }));
    say({ asked: { at } });
  } else say({ state: tablets.map(state) });
}

process.on('message', (message) => take(message as TabletsOrder));
say({ ready: true });
