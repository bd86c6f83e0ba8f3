import type { Logger } from 'pino';
import type { Application } from '../../application';
import { system } from '../../kernel/actor';

const caller = system('upkeep');

const EVERY_MS = 10 * 60_000;

export type WaitingFilesOptions = {
  application: Pick<Application, 'execute' | 'query'> & { waiting: Pick<Application['waiting'], 'keys' | 'delete'> };
  log: Pick<Logger, 'info' | 'error'>;
};

/**
 * Erases files that waited for an answer and need not any more: confirmed ones, whose copy is a paper now, those nobody
 * answered for in time, and what a crash left without a row (documents, D22). Deletes first and notes it then: cut off in
 * between, the next sweep does it again.
 * @param before files that had no row at the sweep before: a file lies there for a moment until its row is written.
 * @returns those without a row now.
 */
export async function sweepWaitingFiles({ application, log }: WaitingFilesOptions, before: ReadonlySet<string> = new Set()): Promise<ReadonlySet<string>> {
  const { execute, query, waiting } = application;
  const keys = await waiting.keys();
  const rowless = new Set<string>();
  let orphans = 0;
  for (let at = 0; at < keys.length; at += 500) {
    const { unnamed } = await query('documents.to-erase', { keys: keys.slice(at, at + 500) }, caller);
    for (const key of unnamed) {
      if (!before.has(key)) {
        rowless.add(key);
        continue;
      }
      await waiting.delete(key);
      orphans += 1;
    }
  }
  let erased = 0;
  for (;;) {
    const { due } = await query('documents.to-erase', { keys: [] }, caller);
    if (due.length === 0) break;
    for (const { blobKey } of due) await waiting.delete(blobKey);
    await execute('documents.note-erased', { heldIds: due.map(({ id }) => id) }, caller);
    erased += due.length;
  }
  if (erased + orphans > 0) log.info({ erased, orphans }, 'waiting files were erased');
  return rowless;
}

/** At once, for what became due while the server was off, then every ten minutes. */
export function startWaitingFiles(options: WaitingFilesOptions): { stop(): Promise<void> } {
  let working = Promise.resolve();
  let rowless: ReadonlySet<string> = new Set();
  const look = (): void => {
    working = working.then(async () => void (rowless = await sweepWaitingFiles(options, rowless))).catch((error: unknown) => options.log.error({ err: error }, 'erasing waiting files failed'));
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  look();
  return {
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}
