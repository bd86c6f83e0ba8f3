import { setTimeout as rest } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Application, QueryResult } from '../../application';
import { system } from '../../kernel/actor';
import { VIETNAM_OFFSET_MINUTES } from '../../shared/rules/date-forms';

const HOUR_MS = 60 * 60_000;
const caller = system('upkeep');

export interface FileRoundOptions {
  application: Pick<Application, 'execute' | 'query' | 'clock'> & { blobs: Pick<Application['blobs'], 'check'> };
  log: Pick<Logger, 'info' | 'error'>;
  /** Read from the medium at most, bytes a second; 16 MB/s are 200 GB in a night. */
  bytesPerSecond?: number;
  /** Milliseconds until the first look whether a round is due, and between two looks. */
  firstLook?: number;
  everyLook?: number;
  /** Progress is written down at least this often, ms: what a kill in the middle reads again. */
  saveEvery?: number;
}

type State = QueryResult<'storage.state'>;

/**
 * Whether a round should begin or go on: one is under way, none was ever whole, it is night (1 to 5 o'clock) and the last
 * is not of this night, or the machine was off in the nights.
 */
export function isRoundDue({ running, complete }: Pick<State, 'running' | 'complete'>, now: Date): boolean {
  if (running || !complete) return true;
  const age = now.getTime() - complete.startedAt.getTime();
  const hour = new Date(now.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).getUTCHours();
  return (hour >= 1 && hour < 5 && age > 20 * HOUR_MS) || age > 48 * HOUR_MS;
}

/** Reads all stored files once, or what an interrupted round left of them (W1–W3), then clears away what is too old to be asked for (W5). Rejects with the signal's reason when ended. */
export async function runFileRound({ application, log, bytesPerSecond = 16 * 1024 * 1024, saveEvery = 30_000 }: FileRoundOptions, signal: AbortSignal): Promise<void> {
  const { execute, query, clock, blobs } = application;
  const { running } = await query('storage.state', {}, caller);
  const startedAt = running?.startedAt ?? clock.now();
  let { after, files, bytes } = running ?? { after: null as string | null, files: 0, bytes: 0 };
  let sound: string[] = [];
  let savedAt = performance.now();
  const save = async (place: string | null): Promise<void> => {
    const { mended } = await execute('storage.record-progress', { startedAt, after: place, files, bytes, sound }, caller);
    if (mended.length > 0) log.info({ mended }, 'stored files are sound again');
    sound = [];
    savedAt = performance.now();
  };
  for (;;) {
    const next = await query('storage.next-files', { after, limit: 50 }, caller);
    const listed = new Set((await query('storage.state', {}, caller)).findings.map(({ blobKey }) => blobKey));
    for (const { blobKey, sha256, size, name } of next) {
      const condition = await blobs.check({ key: blobKey, sha256, size }, { bytesPerSecond, signal });
      signal.throwIfAborted();
      if (condition === 'sound') {
        if (listed.has(blobKey)) sound.push(blobKey);
      } else {
        const { isNew } = await execute('storage.record-damage', { blobKey, problem: condition, foundBy: 'round' }, caller);
        if (isNew) log.error({ blobKey, problem: condition, name }, 'stored file is not what was stored');
      }
      files += 1;
      bytes += size;
      after = blobKey;
      if (performance.now() - savedAt > saveEvery) await save(after);
    }
    if (next.length === 0) break;
    await save(after);
  }
  await save(null);
  while ((await execute('storage.forget-receipts', {}, caller)).isMore) signal.throwIfAborted();
  const { findings } = await query('storage.state', {}, caller);
  log.info({ files, bytes, damaged: findings.length }, 'stored files were read and compared');
}

/** Looks now and then whether a round is due and runs it; one at a time. */
export function startFileRounds(options: FileRoundOptions): { stop(): Promise<void> } {
  const { application, log, firstLook = 60_000, everyLook = 10 * 60_000 } = options;
  const ending = new AbortController();
  const { signal } = ending;
  const look = async (): Promise<void> => {
    const state = await application.query('storage.state', {}, caller);
    if (isRoundDue(state, application.clock.now())) await runFileRound(options, signal);
  };
  const work = async (): Promise<void> => {
    for (let pause = firstLook; !signal.aborted; pause = everyLook) {
      await rest(pause, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await look().catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error }, 'reading the stored files failed');
      });
    }
  };
  const working = work();
  return {
    async stop() {
      ending.abort();
      await working;
    },
  };
}
