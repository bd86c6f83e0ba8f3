/**
 * `npm run -s bench -- sitting [tablets=500] [rounds=3] [changes=8] [within=10]`: a sitting in which every tablet has a vote (also `tablets=1600`). The
 * chair moves items, people ask for the floor, a vote is put and all give their ballots within ten seconds: from the command to the last screens,
 * and from the tap to "recorded". Beside it, in the same run, a bare Socket.IO server that sends as many characters to everybody and, of
 * each ballot, writes one row to the disk before it answers. The built program, real sockets and requests; the tablets are processes of their own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild, freePort, nextWord, startChild } from '../support/child-words';
import { figure, percentile, type Bench } from '../support/figures';
import { HallTablets, type Side, type VoteOrder } from '../support/hall-tablets';
import { insist, openVotingHall, type Commanded, type VotingHall } from '../support/voting-hall';
import type { JoinServerOrder, JoinServerQuestion } from './join-server-child';

const PROCESSES = 2;
/** Between two changes, ms. */
const PAUSE_MS = 600;
/** Until all that was asked for has been shown, ms. */
const CALM_MS = 3_000;

interface Seen {
  /** For each change and tablet, ms from the command to the picture. */
  items: number[];
  queue: number[];
  opening: number[];
  /** For each ballot, ms from the tap to the answer. */
  taps: number[];
  /** Ballots that were not recorded, and tablets that show other counts than the others. */
  missing: number;
  others: number;
}

const numberOf = (args: readonly string[], name: string, otherwise: number): number => Number(args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);

const bench: Bench = async (args) => {
  const tablets = numberOf(args, 'tablets', 500);
  const rounds = numberOf(args, 'rounds', 3);
  const plan = { changes: numberOf(args, 'changes', 8), withinMs: 1_000 * numberOf(args, 'within', 10) };
  const ours: Seen[] = [];
  const bare: Seen[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const hall = await openVotingHall(tablets);
    try {
      const { seen, characters } = await sit(hall, plan);
      ours.push(seen);
      bare.push(await sitBare(hall, characters, plan));
    } finally {
      await hall.stop();
    }
  }
  /** The best of the rounds: other work on the machine only ever adds. */
  const late = (from: readonly Seen[], of: (one: Seen) => number[], share = 0.95): number => Math.min(...from.map((one) => percentile(of(one), share)));
  const name = 'sitting';
  const compared = (what: string, of: (one: Seen) => number[], gate: number, aim: number) => figure({ bench: name, figure: `${tablets} tablets: ${what}, p95`, value: late(ours, of), baseline: late(bare, of), unit: 'ms', bound: 'most', gate, aim });
  const alone = (what: string, value: number, unit: string, gate: number, aim = gate) => figure({ bench: name, figure: `${tablets} tablets: ${what}`, value, unit, bound: 'most', gate, aim });
  return [
    compared('item on all screens', ({ items }) => items, 5, 2),
    alone('item on all screens, p95 by the clock', late(ours, ({ items }) => items), 'ms', 3_000, 300),
    compared('queue on all screens', ({ queue }) => queue, 5, 2),
    alone('queue on all screens, p95 by the clock', late(ours, ({ queue }) => queue), 'ms', 3_000, 300),
    compared('opened vote on all screens', ({ opening }) => opening, 6, 2),
    alone('opened vote on all screens, p95 by the clock', late(ours, ({ opening }) => opening), 'ms', 3_000, 300),
    compared('ballot recorded', ({ taps }) => taps, 20, 2),
    alone('ballot recorded, p95 by the clock', late(ours, ({ taps }) => taps), 'ms', 5_000, 500),
    alone('ballots not recorded', Math.max(...ours.map(({ missing }) => missing)), 'ballots', 0),
    alone('tablets with another tally', Math.max(...ours.map(({ others }) => others)), 'tablets', 0),
  ];
};
export default bench;

interface Plan {
  changes: number;
  withinMs: number;
}

const voteOf = (asked: { questionId: string; publicKey: string | null }, withinMs: number): VoteOrder => ({ do: 'vote', ...asked, withinMs, twice: 0, devices: 0, again: 0, isEager: false, every: 1 });

/** @returns ms until each tablet showed what `change` did. */
async function seenAfter(tablets: HallTablets, change: () => Promise<Commanded> | void): Promise<number[]> {
  const shown = tablets.next('shown');
  const at = Date.now();
  const done = await change();
  if (done && done.status >= 300) throw new Error(`refused: ${done.text}`);
  const pictures = await shown;
  return pictures.flatMap((picture) => picture.at.map((when) => when - at));
}

async function sit(hall: VotingHall, { changes, withinMs }: Plan): Promise<{ seen: Seen; characters: number }> {
  const tablets = new HallTablets(PROCESSES);
  const seen: Seen = { items: [], queue: [], opening: [], taps: [], missing: 0, others: 0 };
  const { first, second } = hall.items;
  try {
    await tablets.come(hall, 7);
    await tablets.reach(hall.holders.length);
    await pause(CALM_MS);
    let isAtSecond = false;
    for (let change = 0; change <= changes; change += 1) {
      const delays = await seenAfter(tablets, () => insist(hall, isAtSecond ? 'sitting.postpone-item' : 'sitting.start-item', { itemId: second, currentItemId: isAtSecond ? second : change === 0 ? first : null }));
      // The first one only warms up.
      if (change > 0) seen.items.push(...delays);
      isAtSecond = !isAtSecond;
      await pause(PAUSE_MS);
    }
    if (!isAtSecond) await seenAfter(tablets, () => insist(hall, 'sitting.start-item', { itemId: second, currentItemId: null }));
    await pause(PAUSE_MS);
    for (let change = 0; change < changes; change += 1) {
      seen.queue.push(...(await seenAfter(tablets, () => tablets.tellOne({ do: 'ask for the floor', itemId: second }))));
      await pause(PAUSE_MS);
    }
    const made = await insist(hall, 'voting.create-question', { itemId: second, text: 'Thông qua nghị quyết?', mode: 'open' });
    if (made.status >= 300) throw new Error(made.text);
    await pause(CALM_MS);
    const [row] = await hall.ask<{ id: string }>('SELECT "id" FROM "VoteQuestion"');
    const asked = { questionId: row?.id ?? '', publicKey: null };
    seen.opening.push(...(await seenAfter(tablets, () => insist(hall, 'voting.open-question', { questionId: asked.questionId, way: 'tablets' }))));
    const voted = tablets.next('voted');
    tablets.tell(voteOf(asked, withinMs));
    const words = await voted;
    seen.taps.push(...words.flatMap(({ taps }) => taps));
    seen.missing = words.flatMap(({ histories }) => histories).filter(({ sent }) => !sent.every(({ isAcknowledged }) => isAcknowledged)).length;
    await insist(hall, 'voting.close-question', { questionId: asked.questionId });
    await pause(CALM_MS);
    const [closed] = await hall.ask<{ result: string }>('SELECT "result" FROM "VoteQuestion"');
    const { for: yes, against, abstain } = JSON.parse(closed?.result ?? '{}') as Record<Side, number>;
    if (yes + against + abstain !== hall.holders.length) seen.missing += 1;
    const states = tablets.next('state');
    tablets.tell({ do: 'state' });
    const shown = (await states).flat();
    seen.others = shown.filter(({ decided }) => !decided.includes(`"for":${yes},"against":${against},"abstain":${abstain}`)).length;
    return { seen, characters: Math.max(...shown.map(({ characters }) => characters)) };
  } finally {
    tablets.end();
    await hall.kill();
  }
}

/** The same of a server that lets everybody in, sends as many characters and keeps a ballot as one row. */
async function sitBare({ meetingId, holders }: VotingHall, characters: number, { changes, withinMs }: Plan): Promise<Seen> {
  const port = await freePort();
  const nobody = { dataDir: '', at: '', secretary: { personId: '', fullName: '' }, memberId: '', itemId: '' };
  const keepIn = mkdtempSync(path.join(tmpdir(), 'phien-bare-'));
  const server = startChild('../bench/join-server-child.ts', JSON.stringify({ kind: 'bare', port, meetingId, answer: characters, keepIn, ...nobody } satisfies JoinServerOrder));
  const tablets = new HallTablets(PROCESSES);
  try {
    await nextWord(server, 'ready');
    await tablets.come({ port, meetingId, holders }, 7);
    await tablets.reach(holders.length);
    await pause(CALM_MS);
    const delays: number[] = [];
    for (let change = 0; change <= changes; change += 1) {
      const one = await seenAfter(tablets, () => void server.send('item' satisfies JoinServerQuestion));
      if (change > 0) delays.push(...one);
      await pause(PAUSE_MS);
    }
    const voted = tablets.next('voted');
    const pushing = setInterval(() => server.send('item' satisfies JoinServerQuestion), 700);
    tablets.tell(voteOf({ questionId: meetingId, publicKey: null }, withinMs));
    const taps = (await voted).flatMap((word) => word.taps);
    clearInterval(pushing);
    return { items: delays, queue: delays, opening: delays, taps, missing: 0, others: 0 };
  } finally {
    tablets.end();
    await endChild(server);
    rmSync(keepIn, { recursive: true, force: true });
  }
}
