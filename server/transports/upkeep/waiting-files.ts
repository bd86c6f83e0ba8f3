import type { Logger } from 'pino';
import type { Application } from '../../application';
import { system } from '../../kernel/actor';

const caller = system('upkeep');

/** A file lies there for a moment before its row is written; younger ones are left alone. */
const SETTLED_MS = 60 * 60_000;
const EVERY_MS = 10 * 60_000;

export type WaitingFilesOptions = {
  application: Pick<Application, 'execute' | 'query' | 'ports' | 'machineClock'>;
  log: Pick<Logger, 'info' | 'error'>;
};

/**
 * Erases files that waited for an answer and need not any more: confirmed ones, whose copy is a paper now, those nobody
 * answered for in time, and what a crash left without a row (documents, D19). Deletes first and notes it then: cut off in
 * between, the next sweep does it again.
 * @param settledMs age from which a file without a row is nobody's, by the clock of the machine.
 */
export async function sweepWaitingFiles({ application, log }: WaitingFilesOptions, settledMs = SETTLED_MS): Promise<void> {
  const { execute, query, ports } = application;
  const keys = await ports.waiting.keys();
  let orphans = 0;
  for (let at = 0; at === 0 || at < keys.length; at += 500) {
    const { unnamed } = await query('documents.to-erase', { keys: keys.slice(at, at + 500) }, caller);
    for (const key of unnamed) {
      const found = await ports.waiting.stat(key);
      if (!found || application.machineClock.now().getTime() - found.storedAt.getTime() < settledMs) continue;
      await ports.waiting.delete(key);
      orphans += 1;
    }
  }
  let erased = 0;
  for (;;) {
    const { due } = await query('documents.to-erase', { keys: [] }, caller);
    if (due.length === 0) break;
    for (const { blobKey } of due) await ports.waiting.delete(blobKey);
    await execute('documents.note-erased', { heldIds: due.map(({ id }) => id) }, caller);
    erased += due.length;
  }
  if (erased + orphans > 0) log.info({ erased, orphans }, 'waiting files were erased');
}

/** At once, for what became due while the server was off, then every ten minutes. */
export function startWaitingFiles(options: WaitingFilesOptions): { stop(): Promise<void> } {
  let working = Promise.resolve();
  const look = (): void => {
    working = working.then(() => sweepWaitingFiles(options)).catch((error: unknown) => options.log.error({ err: error }, 'erasing waiting files failed'));
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
