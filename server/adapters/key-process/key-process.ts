import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { entryFor, type EntryName } from '../entry';
import { canIsolateNetwork } from '../sandbox/limited-child';

export interface KeyProcessOptions<Begin> {
  entry: EntryName;
  /** What it is told first, before every question of a fresh process. */
  begin(): Promise<Begin>;
  /** What operators know it by. */
  name: string;
  /** Told of what an operator should look at. */
  tell(message: string): void;
  /** Milliseconds for an answer; then it is killed. */
  patienceMs: number;
  /** Times a question is put, where the process dies over it. */
  tries: number;
  /** It is ended when nobody has asked it anything for so long, ms; absent: it stays. */
  idleMs?: number;
}

/** The process died over a question, or did not start. */
export class Died extends Error {}

/** No core file, and nothing of the environment: whatever the shell is given comes behind `sh`. */
const QUIETLY = 'ulimit -c 0; exec "$@"';
const ENVIRONMENT = { PATH: '/usr/bin:/bin', NODE_ENV: 'production' as const, ...(process.env['LD_LIBRARY_PATH'] && { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] }) };

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Numbered = { id: number };

/**
 * A process apart that has private keys, on the side of the program: it is started by the first question, and again by the next one when it
 * has died or was ended. One line of JSON for each question and answer.
 */
export class KeyProcess<Begin extends object, Asked extends object, Answered extends object> {
  readonly #options: KeyProcessOptions<Begin>;
  readonly #waiting = new Map<number, { answer: (answered: Answered) => void; fail: (error: Error) => void }>();
  #child: Promise<Child> | null = null;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isStopped = false;

  constructor(options: KeyProcessOptions<Begin>) {
    this.#options = options;
  }

  /** @throws Died where the process died over it as often as it is asked. */
  async ask(asked: Asked): Promise<Answered> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#once(asked);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        this.#options.tell(`${this.#options.name}: ${error.message}`);
        if (tries >= this.#options.tries || this.#isStopped) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#end();
  }

  /** What it was asked is finished, then it ends, and with it whatever it had in memory. */
  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const starting = this.#child;
    this.#child = null;
    const child = await starting?.catch(() => null);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    const kill = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(kill);
  }

  async #once(asked: Asked): Promise<Answered> {
    if (this.#isStopped) throw new Died('asked after the end');
    clearTimeout(this.#idle);
    this.#child ??= this.#start();
    const starting = this.#child;
    const child = await starting.catch((error: unknown) => {
      if (this.#child === starting) this.#child = null;
      throw new Died(`the process did not start: ${error instanceof Error ? error.message : String(error)}`);
    });
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<Answered>((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#options.patienceMs);
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) this.#rest(child);
      };
      for (const part of [child, child.stdin, child.stdout] as { ref?(): void }[]) part.ref?.();
      this.#waiting.set(id, {
        answer: (answered) => (end(), resolve(answered)),
        fail: (error) => (end(), reject(error)),
      });
      if (child.exitCode !== null || child.signalCode !== null) this.#waiting.get(id)?.fail(new Died('the process has ended'));
      else child.stdin.write(`${JSON.stringify({ id, ...asked })}\n`);
    });
  }

  /** A process that nobody asks anything keeps nothing from ending. */
  #rest(child: Child): void {
    for (const part of [child, child.stdin, child.stdout] as { unref?(): void }[]) part.unref?.();
    if (this.#options.idleMs === undefined) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end(), this.#options.idleMs).unref();
  }

  async #start(): Promise<Child> {
    const [begin, canIsolate] = [await this.#options.begin(), await canIsolateNetwork()];
    const { file, execArgv } = entryFor(this.#options.entry);
    // A bare name of a loader would be looked up from another folder than this one.
    const loaders = execArgv.map((argument) => (argument === 'tsx' ? pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href : argument));
    const command = [...(canIsolate ? ['unshare', '-rn'] : []), process.execPath, '--no-addons', ...loaders, file];
    const child = spawn('/bin/sh', ['-c', QUIETLY, 'sh', ...command], { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'ignore'], cwd: '/' });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { id, ...answered } = JSON.parse(line) as Numbered & Answered;
      this.#waiting.get(id)?.answer(answered as unknown as Answered);
    });
    const mine = this.#child;
    child.once('close', (code, signal) => {
      if (this.#child === mine) this.#child = null;
      for (const { fail } of [...this.#waiting.values()]) fail(new Died(`the process ended (${String(signal ?? code)}); the next question starts another one`));
    });
    child.stdin.write(`${JSON.stringify({ what: 'begin', ...begin })}\n`);
    return child;
  }
}
