import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as rest } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Application, CommandInput, QueryResult } from '../../application';
import { system } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { PICTURE_LIMITS } from '../../kernel/ports/page-painter';
import { openPart } from '../stored-part';

const caller = system('upkeep');

/** Pages of one paper in a row, then it is the next paper's turn; its file is laid out once for them. */
const PAGES_A_TURN = 8;

export interface PagePicturesOptions {
  application: Pick<Application, 'execute' | 'query' | 'onCommitted' | 'painter'> & { blobs: Pick<Application['blobs'], 'open' | 'put' | 'delete'> };
  log: Pick<Logger, 'info' | 'error'>;
  /** On the medium of the blobs. */
  tmpDir: string;
  /** Milliseconds until it looks again unasked, and rest after a fault that is not the file's. */
  everyLook?: number;
  afterFault?: number;
  limits?: { totalMs: number; totalBytes: number };
}

type Work = NonNullable<QueryResult<'documents.next-pictures'>>;
type Outcome = CommandInput<'documents.record-picture'>['outcome'];

/** Draws the next pages that wait, one after the other (D26, D27). @returns false when none waits. */
export async function drawNext({ application, log, tmpDir, limits = PICTURE_LIMITS }: PagePicturesOptions, without: Set<string>, signal: AbortSignal): Promise<boolean> {
  const { execute, query, blobs, painter } = application;
  const work = await query('documents.next-pictures', { pages: PAGES_A_TURN, without: [...without] }, caller);
  if (!work) return false;
  const spent = { ...work.spent };
  const record = async (page: number, outcome: Outcome, tookMs: number): Promise<void> => {
    await execute('documents.record-picture', { versionId: work.versionId, page, outcome, tookMs }, caller);
    if ('failure' in outcome) log.error({ documentId: work.documentId, page, failure: outcome.failure, tookMs }, 'page has no picture');
    else log.info({ documentId: work.documentId, page, tookMs, size: outcome.file.size }, 'page was drawn');
  };
  const isOver = (): boolean => spent.ms >= limits.totalMs || spent.bytes >= limits.totalBytes;
  const layOut = path.join(tmpDir, randomUUID());
  try {
    if (!isOver()) await copyOut(blobs, work, layOut, signal);
    for (const page of work.pages) {
      if (isOver()) {
        await record(page, { failure: 'budget' }, 0);
        continue;
      }
      const target = path.join(tmpDir, randomUUID());
      try {
        const painted = await painter.paint(layOut, page, target, { signal });
        spent.ms += painted.tookMs;
        if (!painted.ok) {
          await record(page, { failure: painted.failure }, painted.tookMs);
          continue;
        }
        const { width, height, tookMs } = painted;
        const { key, sha256, size } = await blobs.put(target, { maxBytes: PICTURE_LIMITS.bytes, fromOutside: true });
        spent.bytes += size;
        await record(page, { file: { blobKey: key, sha256, size, width, height } }, tookMs).catch(async (error: unknown) => {
          // After a failure that is no refusal the picture may be noted all the same.
          if (error instanceof DomainError) await blobs.delete(key);
          throw error;
        });
      } finally {
        await rm(target, { force: true });
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    without.add(work.versionId);
    throw error;
  } finally {
    await rm(layOut, { force: true });
  }
  return true;
}

async function copyOut(blobs: Pick<Application['blobs'], 'open'>, { file: { blobKey: key, sha256, size }, part }: Work, target: string, signal: AbortSignal): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const blob = { key, sha256, size };
  await pipeline(await (part ? openPart(blobs, blob, part) : blobs.open(blob)), createWriteStream(target, { flags: 'wx', mode: 0o600 }), { signal });
}

/** Makes the pictures of heavy pages beside the sitting: soon after a paper came in, and what a stop left over. */
export function startPagePictures(options: PagePicturesOptions): { stop(): Promise<void> } {
  const { application, log, everyLook = 60_000, afterFault = 5 * 60_000 } = options;
  const ending = new AbortController();
  const { signal } = ending;
  let waking = new AbortController();
  const unlisten = application.onCommitted((events) => {
    if (events.some(({ type }) => type.startsWith('documents.'))) waking.abort();
  });
  const pause = (ms: number): Promise<void> => rest(ms, undefined, { signal: AbortSignal.any([signal, waking.signal]), ref: false }).catch(() => undefined);
  const work = async (): Promise<void> => {
    let without = new Set<string>();
    let forgetAt = performance.now() + afterFault;
    while (!signal.aborted) {
      waking = new AbortController();
      try {
        if (await drawNext(options, without, signal)) continue;
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error }, 'drawing a page failed');
        continue;
      }
      await pause(everyLook);
      if (performance.now() < forgetAt) continue;
      without = new Set();
      forgetAt = performance.now() + afterFault;
    }
  };
  const working = work();
  return {
    async stop() {
      unlisten();
      ending.abort();
      await working;
    },
  };
}
