import type { Logger } from 'pino';
import type { Application, CommandInput } from '../../application';
import { system } from '../../kernel/actor';

/** How long what one person is sent of one file is one line of the log. */
const WINDOW_MS = 60_000;
/** Lines of one entry; what waits is written when there are as many. */
const BATCH = 200;
/** Lines that may wait while the database cannot be written; beyond them the oldest are said in the log of the process. */
const MOST_WAITING = 5_000;

type Line = CommandInput<'documents.record-downloads'>['downloads'][number];
export type Download = Omit<Line, 'answers'>;

export interface DownloadNotes {
  /** Never throws and never waits. */
  note(download: Download): void;
  /** Writes what is waiting. */
  stop(): Promise<void>;
}

/** Who was sent which file, gathered per person, file and window and written beside the requests. */
export function createDownloadNotes(application: Pick<Application, 'execute' | 'clock'>, log: Logger): DownloadNotes {
  let waiting = new Map<string, Line>();
  let from = application.clock.now();
  let writing: Promise<void> = Promise.resolve();

  const put = (line: Line): void => {
    const key = `${line.personId} ${line.kind} ${line.id} ${line.version ?? ''} ${line.for ?? ''}`;
    waiting.set(key, { ...line, answers: (waiting.get(key)?.answers ?? 0) + line.answers });
  };

  const write = async (): Promise<void> => {
    if (waiting.size === 0) return;
    const [lines, since] = [[...waiting.values()], from];
    waiting = new Map();
    from = application.clock.now();
    for (let at = 0; at < lines.length; at += BATCH) {
      const downloads = lines.slice(at, at + BATCH);
      try {
        await application.execute('documents.record-downloads', { from: since, downloads }, system('transport'));
      } catch (error) {
        log.error({ err: error, waiting: waiting.size + lines.length - at }, 'downloads not noted yet');
        lines.slice(at).forEach(put);
        if (since < from) from = since;
        const over = [...waiting].slice(0, Math.max(0, waiting.size - MOST_WAITING));
        for (const [key, line] of over) {
          waiting.delete(key);
          log.error({ download: line }, 'download noted here only');
        }
        return;
      }
    }
  };
  const flush = (): Promise<void> => (writing = writing.then(write));
  const timer = setInterval(() => void flush(), WINDOW_MS);
  timer.unref();
  return {
    note(download) {
      put({ ...download, answers: 1 });
      if (waiting.size === BATCH) void flush();
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
