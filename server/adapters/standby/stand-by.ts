import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BootError } from '../../kernel/boot-error';
import type { FollowingPlan } from '../../kernel/standby-plan';
import { prepareDataFolder } from '../data-folder';
import { lockInstance } from '../db/instance-lock';
import { contentsOf, FOLLOWING } from '../installation/contents';
import { foreignFolder } from '../installation/refusals';
import { NOTHING_WALKED } from '../db/shipping/audit-walk';
import { Channel, keyText, Refused } from './channel';
import { Follower, type FollowCondition } from './follow';
import { followingIn, readFollowed, writeFollowed, type FollowedState } from './followed-state';
import { readMark, writeMark } from './marks';
import { becomeFirst, decide, followToEnd, moveIn, stepDown, type TakeOverFacts } from './take-over';

const LOOK_MS = 100;
const TELL_MS = 1_000;
const FENCE_AGAIN_MS = 5_000;
const STEP_DOWN_AGAIN_MS = 1_000;

const wordIn = (dataDir: string): string => path.join(followingIn(dataDir), 'take-over');
const statusIn = (dataDir: string): string => path.join(followingIn(dataDir), 'status.json');

/** Has the standby that runs on the folder take over. */
export const askToTakeOver = (dataDir: string): void => writeFileSync(wordIn(dataDir), '', { mode: 0o600 });

/** How the standby on the folder is doing, as it wrote it down last; null: there is none. */
export const standbyStatus = (dataDir: string): FollowCondition | null => (existsSync(statusIn(dataDir)) ? (JSON.parse(readFileSync(statusIn(dataDir), 'utf8')) as FollowCondition) : null);

export interface StandByOptions {
  dataDir: string;
  plan: FollowingPlan;
  papersHere: boolean;
  /** A person says so: nothing is waited for. */
  atOnce: boolean;
  tell(vi: string, en: string): void;
  signal: AbortSignal;
}

/**
 * Follows the first machine until a person, or the program that made sure that the first is off, has this one take over.
 * @returns what came of it; null: it was told to end, or has taken over before.
 * @throws BootError in words of an operator.
 */
export async function standBy(options: StandByOptions): Promise<TakeOverFacts | null> {
  const { plan, tell, signal } = options;
  const dataDir = prepareDataFolder(options.dataDir);
  const lock = lockInstance(dataDir);
  try {
    const known = readFollowed(dataDir);
    const mark = readMark(dataDir);
    // It serves, and another follows it by now.
    if (mark?.state === 'followed' && !known) return null;
    if (mark?.state === 'took-over') {
      // Interrupted as it moved everything to its place.
      if (known) moveIn(dataDir, known);
      return null;
    }
    assertUnused(dataDir);
    const state: FollowedState = known ?? { form: 1, id: randomUUID(), installation: null, term: 0, main: null, ink: null, walked: NOTHING_WALKED, taking: null };
    if (!known) writeFollowed(dataDir, state);
    rmSync(wordIn(dataDir), { force: true });
    const channel = new Channel(plan, keyText(plan.key), state.id);
    try {
      const follower = new Follower({ dataDir, channel, state, tell });
      let orderly = false;
      if (state.taking === null) {
        const why = await followUntil(follower, options, dataDir, channel);
        if (why === null) return null;
        ({ orderly } = why);
      }
      const term = decide(dataDir, state);
      // It may have come back just now, and not know yet.
      if (!orderly) await stepDown(channel, term);
      return await becomeFirst({ dataDir, from: plan, channel, state, papersHere: options.papersHere }, follower, orderly);
    } finally {
      channel.close();
    }
  } finally {
    lock.release();
  }

  /** @returns null where it was told to end. */
  async function followUntil(follower: Follower, { atOnce }: StandByOptions, folder: string, channel: Channel): Promise<{ orderly: boolean } | null> {
    const over = new AbortController();
    const following = follower.follow(AbortSignal.any([signal, over.signal]));
    let failure: unknown = null;
    following.catch((error: unknown) => {
      failure = error;
    });
    let [toldAt, fencedAt] = [-Infinity, -Infinity];
    try {
      for (;;) {
        if (failure !== null) throw failure;
        if (signal.aborted) return null;
        if (performance.now() - toldAt > TELL_MS) {
          toldAt = performance.now();
          writeStatus(folder, follower.condition);
        }
        if (atOnce || existsSync(wordIn(folder))) {
          if (!follower.state.main || !follower.state.ink) {
            rmSync(wordIn(folder), { force: true });
            if (atOnce) return { orderly: false };
          } else {
            tell('Đang tiếp quản…', 'Taking over …');
            const isHeard = await stepDown(channel, follower.state.term + 1);
            return { orderly: isHeard && (await followToEnd(follower)) };
          }
        }
        if (plan.fence !== null && follower.state.main && follower.state.ink && follower.silentMs > plan.afterMs && performance.now() - fencedAt > FENCE_AGAIN_MS) {
          tell(`Máy chính im lặng ${Math.round(follower.silentMs / 1000)} giây; chạy ${plan.fence}.`, `The first machine has been silent for ${Math.round(follower.silentMs / 1000)} s; running ${plan.fence}.`);
          const code = await ended(plan.fence, signal);
          fencedAt = performance.now();
          if (code === 0) return { orderly: false };
          tell(`${plan.fence} kết thúc với mã ${String(code)}: chưa chắc máy chính đã tắt, không tiếp quản.`, `${plan.fence} ended with ${String(code)}: the first machine may not be off, nothing is taken over.`);
        }
        await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      over.abort();
      await following.catch(() => undefined);
    }
  }
}

function writeStatus(dataDir: string, condition: FollowCondition): void {
  const next = `${statusIn(dataDir)}.next`;
  writeFileSync(next, JSON.stringify(condition), { mode: 0o600 });
  renameSync(next, statusIn(dataDir));
}

/** A second machine begins in a folder that nobody has used. */
function assertUnused(dataDir: string): void {
  const { mainSize, traces, foreign } = contentsOf(dataDir);
  if (mainSize !== null || traces.length > 0) {
    throw new BootError(
      `Thư mục dữ liệu ${dataDir} đã là của một hệ thống. Máy dự phòng cần thư mục trống: đặt PHIEN_DATA sang thư mục khác. Không có gì bị thay đổi.`,
      `The data folder ${dataDir} is an installation's. A standby needs an empty folder: point PHIEN_DATA at another one. Nothing was changed.`,
    );
  }
  const others = foreign.filter((name) => name !== FOLLOWING);
  if (others.length > 0) throw foreignFolder(dataDir, others);
}

function ended(program: string, signal: AbortSignal): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(program, [], { stdio: ['ignore', 'inherit', 'inherit'], signal });
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
}

/**
 * Tells the machine that was the first, as often as it takes, that it is so no more: it may come back without knowing.
 * @returns when it has heard, or the signal says so.
 */
export async function tellOldFirst(dataDir: string, plan: Pick<FollowingPlan, 'key'>, signal: AbortSignal): Promise<void> {
  const mark = readMark(dataDir);
  if (mark?.state !== 'took-over' || mark.told) return;
  const channel = new Channel(mark.from, keyText(plan.key), mark.id);
  try {
    while (!signal.aborted) {
      try {
        await channel.json('/step-down', { method: 'POST', query: { term: mark.term }, silenceMs: 3_000, signal });
        break;
      } catch (error) {
        // It has a later word itself: it followed this one since, and took over again.
        if (error instanceof Refused && error.status === 409) break;
      }
      await pause(STEP_DOWN_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
    const now = readMark(dataDir);
    if (!signal.aborted && now?.state === 'took-over') writeMark(dataDir, { ...now, told: true });
  } finally {
    channel.close();
  }
}
