import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { ShippingPlan, StandbyCondition } from '../../kernel/standby-plan';
import { entryFor } from '../entry';
import { projectRoot } from '../project-root';
import { keyText } from './channel';
import { readMark } from './marks';
import { cannotListen, superseded } from './refusals';
import type { FromShipper, LogName, ShipperOrder, ToShipper } from './shipper-words';

export interface ShippingOptions {
  dataDir: string;
  plan: ShippingPlan;
  papersHere: boolean;
  /** Told what an operator should look at. */
  tell(message: string): void;
}

/** What the server asks of what is shipped. */
export interface Shipping {
  readonly condition: StandbyCondition;
  /** What is acknowledged waits for the second machine. */
  readonly waits: boolean;
  /** From here on the logs of both databases are shipped, and moved into the files by nobody else. */
  open(facts: { installation: string; term: number }): Promise<void>;
  /** Until the second machine has on disk what is committed now, or the time for that is over. */
  settled(file: LogName): Promise<void>;
  /** The databases are closed: ends once the second machine has the rest, or some seconds later. */
  closed(): Promise<void>;
}

export interface BegunShipping extends Shipping {
  readonly port: number;
  /** Whoever follows has said that it still does, or nobody ever followed. @param onWait told once where that takes longer. @throws BootError where it has taken over. */
  free(onWait: () => void): Promise<void>;
  /** Told once that the second machine has taken over: this one has to end. */
  onSuperseded(told: (at: string) => void): void;
}

const PATIENCE_MS = 2_000;
const RESTART_MS = 500;
const NOBODY: StandbyCondition = { known: false, heardAt: null, wholeAt: null, behindBytes: 0 };

/** Begins to listen for the second machine, in a process of its own. @throws BootError when the address cannot be used. */
export async function beginShipping(options: ShippingOptions): Promise<BegunShipping> {
  const shipping = new OwnShipping(options);
  await shipping.begin();
  return shipping;
}

class OwnShipping implements BegunShipping {
  readonly #options: ShippingOptions;
  readonly #key: string;
  #child: ChildProcess | null = null;
  #opened: Extract<ToShipper, { what: 'open' }> | null = null;
  #isEnding = false;
  #isFree = false;
  #supersededAt: string | null = null;
  readonly #heard = new Set<() => void>();
  readonly #waiting = new Map<number, () => void>();
  #lastId = 0;
  /** The second machine was slower than it may be: nobody waits until it has caught up. */
  #isSlow = false;
  port = 0;
  condition: StandbyCondition = NOBODY;
  #tellSuperseded: ((at: string) => void) | null = null;

  constructor(options: ShippingOptions) {
    this.#options = options;
    this.#key = keyText(options.plan.key);
  }

  get waits(): boolean {
    return this.#options.plan.waitMs !== null;
  }

  async begin(): Promise<void> {
    const { host, port } = this.#options.plan;
    await new Promise<void>((resolve, reject) => {
      this.#start((message) => {
        if (message.what === 'listening') resolve();
        else if (message.what === 'failed') reject(cannotListen(`${host}:${port}`, message.message));
      }, (code) => reject(cannotListen(`${host}:${port}`, `exit ${String(code)}`)));
    });
  }

  async free(onWait: () => void): Promise<void> {
    const told = setTimeout(onWait, PATIENCE_MS);
    try {
      while (!this.#isFree && this.#supersededAt === null) await new Promise<void>((resolve) => this.#heard.add(resolve));
    } finally {
      clearTimeout(told);
    }
    if (this.#supersededAt !== null) throw superseded(this.#options.dataDir, this.#supersededAt);
  }

  onSuperseded(told: (at: string) => void): void {
    this.#tellSuperseded = told;
    if (this.#supersededAt !== null) told(this.#supersededAt);
  }

  open(facts: { installation: string; term: number }): Promise<void> {
    this.#opened = { what: 'open', ...facts };
    this.#post(this.#opened);
    return new Promise((resolve) => {
      const opened = (message: FromShipper): void => {
        if (message.what !== 'opened') return;
        this.#child?.off('message', opened);
        resolve();
      };
      this.#child?.on('message', opened);
      this.#child?.once('exit', () => resolve());
    });
  }

  settled(file: LogName): Promise<void> {
    const { waitMs } = this.#options.plan;
    if (waitMs === null || this.#isSlow || this.#child === null || this.condition.heardAt === null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#lastId += 1;
      const id = this.#lastId;
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#isSlow = true;
        this.#options.tell('standby: what is acknowledged does not wait for it any more, until it has caught up');
        end();
      }, waitMs);
      this.#waiting.set(id, end);
      this.#post({ what: 'wait', id, file });
    });
  }

  async closed(): Promise<void> {
    this.#isEnding = true;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (this.#opened) this.#post({ what: 'closed' });
    else child.disconnect();
    await ended;
  }

  #post(message: ToShipper): void {
    if (this.#child?.connected) this.#child.send(message);
  }

  #start(first: (message: FromShipper) => void, onEnd: (code: number | null) => void): void {
    const { dataDir, plan, papersHere } = this.#options;
    const { file, execArgv } = entryFor('standby-shipper');
    const child = fork(file, [], { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    const mark = readMark(dataDir);
    const order: ShipperOrder = { dataDir: path.resolve(dataDir), host: plan.host, port: plan.port, key: this.#key, followedBy: mark?.state === 'followed' ? mark.by : null, version: versionOfProgram(), papersHere };
    child.on('message', (message: FromShipper) => {
      first(message);
      this.#hear(message);
    });
    child.on('exit', (code) => {
      this.#child = null;
      for (const end of [...this.#waiting.values()]) end();
      onEnd(code);
      if (!this.#isEnding) this.#again();
    });
    this.#post({ what: 'begin', order });
  }

  #again(): void {
    setTimeout(() => {
      if (this.#isEnding) return;
      this.#start((message) => {
        if (message.what === 'listening' && this.#opened) this.#post(this.#opened);
        if (message.what === 'failed') this.#options.tell(`standby: ${message.message}`);
      }, (code) => this.#options.tell(`standby: the process that ships ended (${String(code)}); another is started`));
    }, RESTART_MS).unref();
  }

  #hear(message: FromShipper): void {
    switch (message.what) {
      case 'listening':
        this.port = message.port;
        break;
      case 'free':
      case 'followed':
        this.#isFree = true;
        break;
      case 'superseded':
        this.#supersededAt = message.at;
        this.#tellSuperseded?.(message.at);
        break;
      case 'shipped':
        this.#waiting.get(message.id)?.();
        break;
      case 'condition':
        this.condition = message.condition;
        if (this.#isSlow && message.condition.behindBytes === 0 && message.condition.heardAt !== null) {
          this.#isSlow = false;
          this.#options.tell('standby: caught up');
        }
        break;
      case 'fault':
      case 'failed':
        this.#options.tell(message.message);
        break;
      default:
    }
    for (const wake of this.#heard) wake();
    this.#heard.clear();
  }
}

const versionOfProgram = (): string => (JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;
