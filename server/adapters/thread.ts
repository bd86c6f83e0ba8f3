import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { entryFor } from './entry';
import type { EntryName } from './entry';

/**
 * Starts a worker thread of this program. From source Node 20 does not hand `--import tsx` on to threads, so the thread
 * registers the TypeScript loader itself before it loads its file; the bundle is loaded as it is.
 */
function startThread(name: EntryName, workerData: unknown): Worker {
  const { file } = entryFor(name);
  if (!file.endsWith('.ts')) return new Worker(file, { workerData });
  const tsx = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href;
  const load = `import(${JSON.stringify(tsx)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(pathToFileURL(file).href)}); })`;
  return new Worker(load, { eval: true, workerData });
}

export interface ThreadPlan<Reply> {
  name: EntryName;
  /** What a thread is started with. @param isFirst false where one was lost before. */
  data?(isFirst: boolean): unknown;
  /** Keeps the program open also while it has nothing to do; others do only while they work. */
  holdsOpen?: boolean;
  onReply(reply: Reply): void;
  /**
   * It ended without being stopped, or took too long and was given up: told once, whatever it was, and nothing it says is heard
   * any more. @returns ms after which another is started; null: with the next request, if there is one.
   */
  onLost(problem: Error, isGivenUp: boolean): number | null;
}

/** A place for one thread of this program at a time: started when it is needed, watched, replaced when lost. */
export class Thread<Request, Reply> {
  readonly #plan: ThreadPlan<Reply>;
  #worker: Worker | null = null;
  #isFirst = true;
  #isStopped = false;
  #patience: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;

  constructor(plan: ThreadPlan<Reply>) {
    this.#plan = plan;
  }

  start(): Worker {
    if (this.#worker) return this.#worker;
    if (this.#isStopped) throw new Error(`thread ${this.#plan.name} was stopped`);
    clearTimeout(this.#restart);
    const worker = startThread(this.#plan.name, this.#plan.data?.(this.#isFirst));
    this.#isFirst = false;
    this.#worker = worker;
    let problem = new Error('thread ended');
    worker.on('message', (reply: Reply) => {
      if (this.#worker === worker) this.#plan.onReply(reply);
    });
    worker.on('error', (error) => void (problem = error));
    worker.on('exit', () => this.#lose(worker, problem));
    if (!this.#plan.holdsOpen) worker.unref();
    return worker;
  }

  /** Gives it something to do. @param wallMs it is given up, and ended, when {@link rest} does not come within this time. */
  post(request: Request, wallMs?: number): void {
    const worker = this.start();
    worker.ref();
    if (wallMs !== undefined) {
      this.#patience = setTimeout(() => {
        this.#lose(worker, new Error('too long'), true);
        void worker.terminate();
      }, wallMs);
    }
    worker.postMessage(request);
  }

  /** It has answered. */
  rest(): void {
    clearTimeout(this.#patience);
    if (!this.#plan.holdsOpen) this.#worker?.unref();
  }

  /** Ends it, whatever it does; no other is started and nothing more is told. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#restart);
    clearTimeout(this.#patience);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #lose(worker: Worker, problem: Error, isGivenUp = false): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    clearTimeout(this.#patience);
    const pause = this.#plan.onLost(problem, isGivenUp);
    if (pause !== null && !this.#isStopped) this.#restart = setTimeout(() => void this.start(), pause).unref();
  }
}
