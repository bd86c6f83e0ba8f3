import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { DomainError } from '../../kernel/errors';
import type { BallotKeys } from '../../kernel/ports/ballot-keys';
import { entryFor } from '../entry';
import { canIsolateNetwork } from '../sandbox/limited-child';
import { keysFolder } from './key-files';
import type { Answered, Asked, FromKeeper, ToKeeper } from './key-words';

export interface BallotKeysOptions {
  /** Absolute. */
  dataDir: string;
  /** What the files are sealed by; it lies outside the folder. */
  secret(): Promise<string>;
  /** Told what an operator should look at. */
  tell(message: string): void;
  /** Milliseconds for an answer. Opening takes about 2 ms a ballot. */
  patienceMs?: number;
}

const PATIENCE_MS = 120_000;
/** Times a question is put, where the process dies over it. */
const TRIES = 3;

/** No core file, and nothing of the environment: whatever the shell is given comes behind `sh`. */
const QUIETLY = 'ulimit -c 0; exec "$@"';
const ENVIRONMENT = { PATH: '/usr/bin:/bin', NODE_ENV: 'production' as const, ...(process.env['LD_LIBRARY_PATH'] && { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] }) };

type Child = ChildProcessByStdio<Writable, Readable, null>;

class Died extends Error {}

/** The process is started by the first question, and again by the next one when it has died (KS4). */
export function createBallotKeys(options: BallotKeysOptions): BallotKeys {
  const asker = new Asker(options);
  const ask = <What extends Asked['what'], Wanted extends Answered['what']>(asked: Extract<Asked, { what: What }>, ...wanted: Wanted[]): Promise<Extract<Answered, { what: Wanted }>> => asker.ask(asked, wanted) as Promise<Extract<Answered, { what: Wanted }>>;
  return {
    make: async (questionId) => (await ask({ what: 'make', questionId }, 'made')).publicKey,
    async open({ questionId, publicKey }, sealed) {
      const answered = await ask({ what: 'open', questionId, publicKey, sealed }, 'opened', 'gone');
      if (answered.what === 'gone') throw new DomainError('rejected', 'voting.ballot_key_gone');
      return answered.choices;
    },
    destroy: async ({ questionId, publicKey }) => (await ask({ what: 'destroy', questionId, publicKey }, 'destroyed')).existed,
    kept: async () => (await ask({ what: 'kept' }, 'kept')).questionIds,
    stop: () => asker.stop(),
  };
}

class Asker {
  readonly #options: BallotKeysOptions;
  readonly #waiting = new Map<number, { answer: (answered: Answered) => void; fail: (error: Error) => void }>();
  #child: Promise<Child> | null = null;
  #lastId = 0;
  #isStopped = false;

  constructor(options: BallotKeysOptions) {
    this.#options = options;
  }

  async ask(asked: Asked, wanted: readonly string[]): Promise<Answered> {
    for (let tries = 1; ; tries += 1) {
      try {
        const answered = await this.#once(asked);
        if (wanted.includes(answered.what)) return answered;
        throw new DomainError('unavailable', 'voting.ballot_keys_away', { code: answered.what === 'failed' ? answered.code : answered.what });
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        this.#options.tell(`ballot keys: ${error.message}`);
        if (tries >= TRIES || this.#isStopped) throw new DomainError('unavailable', 'voting.ballot_keys_away', { code: 'EDIED' }, { cause: error });
      }
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const child = await this.#child?.catch(() => null);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    const kill = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(kill);
  }

  async #once(asked: Asked): Promise<Answered> {
    if (this.#isStopped) throw new Died('asked after the end');
    this.#child ??= this.#start();
    const starting = this.#child;
    const child = await starting.catch((error: unknown) => {
      if (this.#child === starting) this.#child = null;
      throw new Died(`the process did not start: ${error instanceof Error ? error.message : String(error)}`);
    });
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<Answered>((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#options.patienceMs ?? PATIENCE_MS);
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        // A process that nobody asks anything keeps nothing from ending.
        if (this.#waiting.size === 0) for (const part of [child, child.stdin, child.stdout] as { unref?(): void }[]) part.unref?.();
      };
      for (const part of [child, child.stdin, child.stdout] as { ref?(): void }[]) part.ref?.();
      this.#waiting.set(id, {
        answer: (answered) => (end(), resolve(answered)),
        fail: (error) => (end(), reject(error)),
      });
      if (child.exitCode !== null || child.signalCode !== null) this.#waiting.get(id)?.fail(new Died('the process has ended'));
      else child.stdin.write(`${JSON.stringify({ id, ...asked } satisfies ToKeeper)}\n`);
    });
  }

  async #start(): Promise<Child> {
    const [secret, canIsolate] = [await this.#options.secret(), await canIsolateNetwork()];
    const { file, execArgv } = entryFor('ballot-keys');
    // A bare name of a loader would be looked up from another folder than this one.
    const loaders = execArgv.map((argument) => (argument === 'tsx' ? pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href : argument));
    const command = [...(canIsolate ? ['unshare', '-rn'] : []), process.execPath, '--no-addons', ...loaders, file];
    const child = spawn('/bin/sh', ['-c', QUIETLY, 'sh', ...command], { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'ignore'], cwd: '/' });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { id, ...answered } = JSON.parse(line) as FromKeeper;
      this.#waiting.get(id)?.answer(answered as Answered);
    });
    const mine = this.#child;
    child.once('close', (code, signal) => {
      if (this.#child === mine) this.#child = null;
      for (const { fail } of [...this.#waiting.values()]) fail(new Died(`the process ended (${String(signal ?? code)}); the next question starts another one`));
    });
    child.stdin.write(`${JSON.stringify({ what: 'begin', folder: keysFolder(this.#options.dataDir), secret } satisfies ToKeeper)}\n`);
    return child;
  }
}
