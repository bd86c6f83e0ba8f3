/**
 * `npm run -s chaos -- sitting [--ci] [--tablets 100] [--kills 3] [--dark 30] [--nodes] [--seed N]`
 * The built program serves a sitting in which every tablet has a vote. All come in one instant; it is killed while they vote and while the vote is
 * closed and counted, by name and secret; ballots are sent twice, from two tabs and from two tablets; half of them have no network for a
 * while in which a vote is put and the chair moves on; a second tap of the chair comes from another tab. Then what everybody was told is held against the disk, and
 * what they show against each other. `--nodes`: two of them on PostgreSQL and Redis, of which one is killed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { figure, percentile, type Bench } from '../support/figures';
import { HallTablets, type Side, type VoteOrder, type VoterHistory } from '../support/hall-tablets';
import { seededRandom } from '../support/ink-samples';
import { command, insist, openHallOfTwo, openVotingHall, putQuestion, type VotingHall } from '../support/voting-hall';
import { checkVotes, type VoteOnDisk, type VotesVerdict } from './votes';

const PROCESSES = 2;
/** What the issue asks of 95 % of so many tablets, s after the program listens; between them by proportion. */
const BACK: readonly (readonly [tablets: number, seconds: number])[] = [[100, 2], [500, 4], [1_600, 10]];
const CALM_MS = 2_500;

interface Plan {
  tablets: number;
  kills: number;
  darkMs: number;
  withinMs: number;
  seed: number;
  areTwo: boolean;
}

interface Outcome extends VotesVerdict {
  entered: number;
  back: number[];
  lit: number;
  unheard: number;
  differing: number;
  otherTallies: number;
  late: number;
  taps: number;
  kills: number;
}

const chaos: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { ci: { type: 'boolean', default: false }, tablets: { type: 'string' }, kills: { type: 'string' }, dark: { type: 'string' }, nodes: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' }, control: { type: 'string', default: 'on' } } });
  const tablets = Number(values.tablets ?? (values.ci ? 40 : 100));
  const plan: Plan = { tablets, kills: Number(values.kills ?? (values.ci ? 1 : 3)), darkMs: 1_000 * Number(values.dark ?? (values.ci ? 4 : 30)), withinMs: values.ci ? 4_000 : 10_000, seed: Number(values.seed), areTwo: values.nodes };
  const run = await sit(plan);
  const bench = `sitting (${tablets} tablets, ${plan.areTwo ? 'two nodes' : 'one process'}, seed ${plan.seed})`;
  const none = (name: string, value: number) => figure({ bench, figure: name, value, unit: 'count', bound: 'most', gate: 0 });
  const seconds = secondsFor(tablets);
  const figures = [
    none('ballots acknowledged and lost', run.lost),
    none('ballots doubled', run.doubled),
    none('votes counted wrong', run.miscounted),
    none('ballots refused or answered wrongly', run.wronged),
    none('ballots taken after the vote was closed', run.late),
    none('voters without a network for a while whose ballot was never recorded', run.unheard),
    none('second taps that did something', run.taps),
    none('tablets that show another sitting', run.differing),
    none('tablets that show another tally', run.otherTallies),
    figure({ bench, figure: 'ballots acknowledged', value: run.acknowledged, unit: 'count', bound: 'least', gate: tablets }),
    figure({ bench, figure: 'kills', value: run.kills, unit: 'count', bound: 'least', gate: plan.kills }),
    figure({ bench, figure: 'all enter at once', value: run.entered / 1_000, unit: 's', bound: 'most', gate: 3 * seconds, aim: seconds }),
    figure({ bench, figure: 'listening to 95 % back, median', value: percentile(run.back, 0.5) / 1_000, unit: 's', bound: 'most', gate: 2 * seconds, aim: seconds }),
    figure({ bench, figure: 'listening to 95 % back, worst', value: Math.max(...run.back) / 1_000, unit: 's', bound: 'most', gate: 3 * seconds, aim: seconds }),
    figure({ bench, figure: 'network back to all of them in step', value: run.lit / 1_000, unit: 's', bound: 'most', gate: 3 * seconds, aim: seconds }),
  ];
  if (values.control === 'on' && !plan.areTwo) {
    const caught = await control({ ...plan, tablets: Math.min(tablets, 100) });
    figures.push(figure({ bench, figure: 'control: loss found where ballots are acknowledged before they are on disk', value: caught, unit: 'count', bound: 'least', gate: 1 }));
  }
  return figures;
};
export default chaos;

function secondsFor(tablets: number): number {
  const [first, second, third] = BACK;
  if (!first || !second || !third || tablets <= first[0]) return first?.[1] ?? 2;
  const [low, high] = tablets <= second[0] ? [first, second] : [second, third];
  return low[1] + ((tablets - low[0]) / (high[0] - low[0])) * (high[1] - low[1]);
}

const orderOf = (plan: Plan, asked: { questionId: string; publicKey: string | null }, more: Partial<VoteOrder> = {}): VoteOrder => ({ do: 'vote', ...asked, withinMs: plan.withinMs, twice: 0.2, devices: 0.15, again: 0.15, isEager: false, every: 1, ...more });

async function votesOf(tablets: HallTablets): Promise<VoterHistory[]> {
  return (await tablets.next('voted')).flatMap(({ histories }) => histories);
}

async function sit(plan: Plan): Promise<Outcome> {
  const hall = await (plan.areTwo ? openHallOfTwo : openVotingHall)(plan.tablets);
  const tablets = new HallTablets(PROCESSES);
  const random = seededRandom(plan.seed);
  const outcome: Outcome = { lost: 0, doubled: 0, miscounted: 0, wronged: 0, acknowledged: 0, entered: 0, back: [], lit: 0, unheard: 0, differing: 0, otherTallies: 0, late: 0, taps: 0, kills: 0 };
  const killed = async (): Promise<void> => {
    await hall.kill();
    outcome.kills += 1;
    // Of two, those who were at the other one stay; the rest comes back to it while the first is away.
    if (plan.areTwo) {
      const began = performance.now();
      await pause(100);
      await tablets.reach(plan.tablets * 0.95);
      outcome.back.push(performance.now() - began);
      return hall.start();
    }
    await hall.start();
    outcome.back.push(await tablets.reach(plan.tablets * 0.95));
  };
  try {
    await tablets.come(hall, plan.seed);
    outcome.entered = await tablets.reach(plan.tablets);
    for (const mode of ['open', 'secret'] as const) {
      for (let round = 0; round < plan.kills; round += 1) {
        const asked = await putQuestion(hall, hall.items.first, mode);
        const voting = votesOf(tablets);
        tablets.tell(orderOf(plan, asked));
        await pause(plan.withinMs * (0.2 + 0.6 * random()));
        await killed();
        const histories = await voting;
        // Some vote once more while the vote is closed, and the program dies of it.
        const racing = votesOf(tablets);
        tablets.tell(orderOf(plan, asked, { withinMs: 400, twice: 0, devices: 0, again: 0, every: 4 }));
        await pause(400 * random());
        const closing = command(hall, 'voting.close-question', { questionId: asked.questionId });
        await pause(60 * random());
        await killed();
        await closing;
        // Of those who ended before it nothing may be missing; whoever was racing may be told that it was too late.
        await insist(hall, 'voting.close-question', { questionId: asked.questionId });
        const raced = joined(histories, await racing);
        if (mode === 'secret' && !plan.areTwo && round % 2 === 0) {
          await pause(30 * random());
          await killed();
        }
        await settled(hall, asked.questionId);
        add(outcome, checkVotes(raced, await onDisk(hall, asked.questionId, raced, mode), true));
        outcome.late += await voteLate(tablets, plan, asked);
        outcome.otherTallies += await otherTallies(hall, tablets, asked.questionId);
      }
    }
    const vote = await voteInTheDark(hall, tablets, plan);
    add(outcome, vote.verdict);
    outcome.unheard = vote.unheard;
    outcome.lit = await inTheDark(hall, tablets, plan);
    outcome.taps = await secondTaps(hall);
    await pause(CALM_MS);
    const shown = await stateOf(tablets);
    const newest = Math.max(...shown.map(({ seq }) => seq));
    const right = mostly(shown.filter(({ seq, personId }) => seq === newest && personId !== hall.holders[0]?.personId).map(({ hash }) => hash));
    // The chair is shown more than the members.
    outcome.differing = shown.filter(({ hash, personId }) => hash !== right && personId !== hall.holders[0]?.personId).length;
    return outcome;
  } finally {
    tablets.end();
    await hall.stop();
  }
}

function add(outcome: Outcome, verdict: VotesVerdict): void {
  for (const key of ['lost', 'doubled', 'miscounted', 'wronged', 'acknowledged'] as const) outcome[key] += verdict[key];
}

/** What somebody did later stands behind what they did before. */
function joined(earlier: readonly VoterHistory[], later: readonly VoterHistory[]): VoterHistory[] {
  const more = new Map(later.map(({ personId, sent }) => [personId, sent]));
  return earlier.map(({ personId, sent }) => ({ personId, sent: [...sent, ...(more.get(personId) ?? []).map((one) => ({ ...one, time: one.time + 10 }))] }));
}

const mostly = (values: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
};

async function stateOf(tablets: HallTablets) {
  const states = tablets.next('state');
  tablets.tell({ do: 'state' });
  return (await states).flat();
}

/** The box of a secret vote is counted by a job. */
async function settled(hall: VotingHall, questionId: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const [row] = await hall.ask<{ state: string }>(`SELECT "state" FROM "VoteQuestion" WHERE "id" = '${questionId}'`);
    if (row?.state === 'closed') return;
    await pause(100);
  }
  throw new Error('the vote was never closed');
}

async function onDisk(hall: VotingHall, questionId: string, histories: readonly VoterHistory[], mode: 'open' | 'secret'): Promise<VoteOnDisk> {
  const [question] = await hall.ask<{ result: string }>(`SELECT "result" FROM "VoteQuestion" WHERE "id" = '${questionId}'`);
  const result = JSON.parse(question?.result ?? '{}') as Record<Side, number>;
  const [log] = await hall.ask<{ count: number | bigint | string }>(`SELECT count(*) AS "count" FROM "AuditEntry" WHERE "action" = 'voting.cast-${mode === 'open' ? 'ballot' : 'secret'}' AND "objectId" = '${questionId}'`);
  const entries = Number(log?.count);
  if (mode === 'open') {
    const rows = await hall.ask<{ voterId: string; choice: string }>(`SELECT "voterId", "choice" FROM "Ballot" WHERE "questionId" = '${questionId}'`);
    return { ballots: rows.map(({ voterId, choice }) => ({ voterId, words: choice })), entries, result, trackers: null };
  }
  // Once it is counted nothing joins a voter to a ballot but the voter's own tracker, which is among the published ones.
  const [box] = await hall.ask<{ trackers: string }>(`SELECT "trackers" FROM "BallotBox" WHERE "questionId" = '${questionId}'`);
  const trackers = JSON.parse(box?.trackers ?? '[]') as string[];
  const owners = new Map(histories.flatMap(({ personId, sent }) => sent.map(({ tracker }) => [tracker ?? '', personId] as const)));
  const opened = await hall.ask<{ choice: string }>(`SELECT "choice" FROM "OpenedBallot" WHERE "questionId" = '${questionId}'`);
  const [left] = await hall.ask<{ count: number | bigint | string }>(`SELECT count(*) AS "count" FROM "SealedBallot" WHERE "questionId" = '${questionId}' AND "ciphertext" IS NOT NULL`);
  const counts: Record<Side, number> = { for: 0, against: 0, abstain: 0 };
  for (const { choice } of opened) if (choice === 'for' || choice === 'against' || choice === 'abstain') counts[choice] += 1;
  const differs = (['for', 'against', 'abstain'] as const).some((side) => counts[side] !== result[side]) || Number(left?.count) > 0;
  return { ballots: trackers.map((tracker) => ({ voterId: owners.get(tracker) ?? `nobody ${tracker}`, words: tracker })), entries, result: differs ? { for: -1, against: -1, abstain: -1 } : result, trackers };
}

/** @returns how many ballots were taken after the vote was closed. */
async function voteLate(tablets: HallTablets, plan: Plan, asked: { questionId: string; publicKey: string | null }): Promise<number> {
  const late = votesOf(tablets);
  tablets.tell(orderOf(plan, asked, { withinMs: 50, twice: 0, devices: 0, again: 0, every: 10 }));
  return (await late).flatMap(({ sent }) => sent).filter(({ isAcknowledged, refusal }) => isAcknowledged || refusal !== 'voting.vote_closed').length;
}

/** @returns how many tablets show other counts of the result than stand on the disk. */
async function otherTallies(hall: VotingHall, tablets: HallTablets, questionId: string): Promise<number> {
  const [row] = await hall.ask<{ result: string }>(`SELECT "result" FROM "VoteQuestion" WHERE "id" = '${questionId}'`);
  const { for: yes, against, abstain } = JSON.parse(row?.result ?? '{}') as Record<Side, number>;
  const counts = `"for":${yes},"against":${against},"abstain":${abstain}`;
  for (const began = performance.now(); ; await pause(200)) {
    const others = (await stateOf(tablets)).filter(({ decided }) => !decided.includes(counts)).length;
    if (others === 0 || performance.now() - began > 10_000) return others;
  }
}

/** Half of the tablets have no network from just after a vote was put: their ballots are given meanwhile, and counted once it is back. */
async function voteInTheDark(hall: VotingHall, tablets: HallTablets, plan: Plan): Promise<{ verdict: VotesVerdict; unheard: number }> {
  const asked = await putQuestion(hall, hall.items.first, 'open');
  const lit = tablets.next('lit');
  const voting = votesOf(tablets);
  tablets.tell({ do: 'dark', ms: plan.darkMs });
  tablets.tell(orderOf(plan, asked, { withinMs: Math.min(plan.withinMs, plan.darkMs * 0.8) }));
  const histories = await voting;
  await lit;
  await tablets.reach(plan.tablets);
  await insist(hall, 'voting.close-question', { questionId: asked.questionId });
  await settled(hall, asked.questionId);
  return { verdict: checkVotes(histories, await onDisk(hall, asked.questionId, histories, 'open'), false), unheard: histories.filter(({ sent }) => !sent.some(({ isAcknowledged }) => isAcknowledged)).length };
}

/** Half of the tablets hear nothing while the chair moves. @returns ms from the network's return until all show the same. */
async function inTheDark(hall: VotingHall, tablets: HallTablets, { darkMs, tablets: count }: Plan): Promise<number> {
  const lit = tablets.next('lit');
  tablets.tell({ do: 'dark', ms: darkMs });
  const moves = Math.max(2, Math.round(darkMs / 5_000));
  for (let move = 0; move < moves; move += 1) {
    await pause(darkMs / (moves + 1));
    const isBack = move % 2 > 0;
    await insist(hall, isBack ? 'sitting.postpone-item' : 'sitting.start-item', { itemId: hall.items.second, currentItemId: isBack ? hall.items.second : hall.items.first });
  }
  await lit;
  const began = performance.now();
  for (;;) {
    await tablets.reach(count);
    const shown = await stateOf(tablets);
    const newest = Math.max(...shown.map(({ seq }) => seq));
    if (shown.every(({ seq }) => seq === newest)) return performance.now() - began;
    if (performance.now() - began > 60_000) throw new Error('tablets that were away never show what the others do');
    await pause(20);
  }
}

/** The same move from two tabs at once, each under an id of its own. @returns how many happened beside the first. */
async function secondTaps(hall: VotingHall): Promise<number> {
  let over = 0;
  for (let tap = 0; tap < 5; tap += 1) {
    const [meeting] = await hall.ask<{ currentItemId: string | null }>(`SELECT "currentItemId" FROM "Meeting" WHERE "id" = '${hall.meetingId}'`);
    const currentItemId = meeting?.currentItemId ?? null;
    const isAtSecond = currentItemId === hall.items.second;
    const name = isAtSecond ? 'sitting.postpone-item' : 'sitting.start-item';
    const moved = async (): Promise<number> => Number((await hall.ask<{ count: number | string }>(`SELECT count(*) AS "count" FROM "AuditEntry" WHERE "action" = '${name}'`))[0]?.count);
    const before = await moved();
    await Promise.all([1, 2].map(() => command(hall, name, { itemId: hall.items.second, currentItemId })));
    over += Math.abs((await moved()) - before - 1);
  }
  return over;
}

/** The same eyes on a hall that says "recorded" too early: what was on its way when the program died is missing. */
async function control(plan: Plan): Promise<number> {
  const hall = await openVotingHall(plan.tablets);
  const tablets = new HallTablets(PROCESSES);
  try {
    await tablets.come(hall, plan.seed);
    await tablets.reach(plan.tablets);
    const asked = await putQuestion(hall, hall.items.first, 'open');
    const voting = votesOf(tablets);
    tablets.tell(orderOf(plan, asked, { withinMs: 3_000, twice: 0, devices: 0, again: 0, isEager: true }));
    await pause(1_500);
    await hall.kill();
    await hall.start();
    const histories = await voting;
    await pause(CALM_MS);
    await insist(hall, 'voting.close-question', { questionId: asked.questionId });
    return checkVotes(histories, await onDisk(hall, asked.questionId, histories, 'open'), false).lost;
  } finally {
    tablets.end();
    await hall.stop();
  }
}
