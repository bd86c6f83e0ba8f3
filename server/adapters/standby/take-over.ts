import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StandbyAddress } from '../../kernel/standby-plan';
import { lookedFor } from '../db/shipping/named-files';
import { renewInkEpoch } from '../db/ink-sqlite';
import { checkSqlite } from '../db/sqlite-check';
import { syncFolder } from '../installation/durable-file';
import { Refused, Unreached, type Channel } from './channel';
import { FILE_OF, type Follower } from './follow';
import { followingIn, writeFollowed, type FollowedState } from './followed-state';
import { writeMark } from './marks';
import { nothingToTakeOver, notSound } from './refusals';
import { NotSound } from '../db/shipping/replica';
import { LOG_NAMES } from './shipper-words';

/** The first machine is given so long to say that it heard, and so long to end in order, ms. */
const HEAR_MS = 2_000;
const ORDERLY_MS = 20_000;
const LOOK_MS = 50;

export interface TakeOverFacts {
  /** The first machine ended in order, and all it ever committed is here. */
  orderly: boolean;
  term: number;
  /** Rows of the audit log, each of which follows from the one before. */
  audit: { rows: number; head: string };
  /** Stored files that rows name, and those of them that are not here. */
  files: number;
  missing: string[];
  seconds: number;
}

export interface TakeOverOptions {
  dataDir: string;
  from: StandbyAddress;
  channel: Channel;
  state: FollowedState;
  /** Where papers lie in the folder. */
  papersHere: boolean;
}

/** Asks the first machine to end. @returns whether it has heard that it is the first no more. */
export async function stepDown(channel: Channel, term: number): Promise<boolean> {
  try {
    await channel.json('/step-down', { method: 'POST', query: { term }, silenceMs: HEAR_MS });
    return true;
  } catch (error) {
    if (error instanceof Unreached || error instanceof Refused) return false;
    throw error;
  }
}

/** Follows one that ends in order to its last commit. @returns whether all of it is here. */
export async function followToEnd(follower: Follower): Promise<boolean> {
  const until = performance.now() + ORDERLY_MS;
  while (!follower.hasAllOfStopped && performance.now() < until) await pause(LOOK_MS);
  return follower.hasAllOfStopped;
}

/**
 * Makes an installation of what was received: what is whole in the logs is brought into the databases, pages and numbers are read
 * through, the audit chain is walked to its end, every stored file is looked for; then everything is moved to its place. Interrupted, it
 * is done again. @throws BootError where it is not sound; then nothing was changed.
 */
export async function becomeFirst(options: TakeOverOptions, follower: Follower, orderly: boolean): Promise<TakeOverFacts> {
  const began = performance.now();
  const { dataDir, state, from } = options;
  if (!state.main || !state.ink) throw nothingToTakeOver(dataDir);
  const inside = followingIn(dataDir);
  const files = { main: path.join(inside, state.main.folder, FILE_OF.main), ink: path.join(inside, state.ink.folder, FILE_OF.ink) };
  try {
    follower.fold();
  } catch (error) {
    if (error instanceof NotSound) throw notSound(dataDir, error.message);
    throw error;
  }
  for (const kind of LOG_NAMES) {
    const problem = await checkSqlite({ kind, file: files[kind] });
    if (problem !== null) throw notSound(dataDir, `${FILE_OF[kind]}: ${problem}`);
  }
  const { count, missing } = options.papersHere ? lookedFor(files.main, path.join(inside, 'blobs')) : { count: 0, missing: [] };
  // Tablets may have been told of strokes that did not get here: they notice that it is another log.
  if (!orderly) renewInkEpoch(files.ink);
  const term = state.taking?.term ?? state.term + 1;
  writeMark(dataDir, { state: 'took-over', id: state.id, from: { host: from.host, port: from.port }, at: state.taking?.at ?? new Date().toISOString(), term, told: orderly, recorded: false, orderly });
  moveIn(dataDir, state);
  return { orderly, term, audit: state.walked, files: count, missing, seconds: Math.round((performance.now() - began) / 10) / 100 };
}

/** From here on nothing is received any more, also after a power cut. */
export function decide(dataDir: string, state: FollowedState): number {
  state.taking ??= { at: new Date().toISOString(), term: state.term + 1, orderly: false };
  writeFollowed(dataDir, state);
  return state.taking.term;
}

/** The main database comes last but one: without it the folder is nobody's installation yet. What was moved already is not looked for again. */
export function moveIn(dataDir: string, state: FollowedState): void {
  const inside = followingIn(dataDir);
  const move = (from: string, to: string): void => {
    if (existsSync(from)) renameSync(from, path.join(dataDir, to));
  };
  for (const name of ['blobs', 'signing', 'tls']) move(path.join(inside, name), name);
  mkdirSync(path.join(dataDir, 'blobs'), { recursive: true, mode: 0o700 });
  for (const name of ['ink', 'main'] as const) {
    const folder = path.join(inside, state[name]?.folder ?? '');
    for (const left of existsSync(folder) ? readdirSync(folder).sort().reverse() : []) if (left !== FILE_OF[name]) rmSync(path.join(folder, left), { force: true });
    move(path.join(folder, FILE_OF[name]), FILE_OF[name]);
  }
  move(path.join(inside, 'installation.json'), 'installation.json');
  syncFolder(dataDir);
  rmSync(inside, { recursive: true, force: true });
  syncFolder(dataDir);
}
