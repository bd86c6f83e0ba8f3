import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openGate } from '../../server/adapters/standby/gate';
import type { BegunShipping } from '../../server/adapters/standby/own-standby';
import { askToTakeOver, standBy, standbyStatus } from '../../server/adapters/standby/stand-by';
import type { TakeOverFacts } from '../../server/adapters/standby/take-over';
import { openApplication, type OpenedApplication } from '../../server/application';
import type { FollowingPlan } from '../../server/kernel/standby-plan';
import { freePort } from './free-port';

export const KEY = 'khoa-cua-hai-may-0123456789-abcdefghij';

export interface First {
  application: OpenedApplication;
  shipping: BegunShipping;
}

export interface Second {
  dataDir: string;
  /** What came of it; null: it was told to end. */
  ended: Promise<TakeOverFacts | null>;
  said: string[];
  /** Everything the first had at this moment is there. */
  whole(): Promise<void>;
  takeOver(): Promise<TakeOverFacts>;
  stop(): Promise<void>;
}

/** Two machines of one installation, in folders of this one. */
export class StandbyPair {
  readonly room = mkdtempSync(path.join(os.tmpdir(), 'phien-standby-'));
  readonly firstDir: string;
  readonly secondDir = path.join(this.room, 'second');
  port = 0;
  first: First | null = null;
  faults: string[] = [];
  readonly #seconds: Second[] = [];

  constructor(firstDir: string) {
    this.firstDir = firstDir;
  }

  async startFirst(more: { waitMs?: number; onWait?: () => void } = {}): Promise<First> {
    this.port ||= await freePort();
    const standby = { host: '127.0.0.1', port: this.port, key: { value: KEY }, waitMs: more.waitMs ?? null };
    const gate = await openGate({ dataDir: this.firstDir, standby, blobs: null }, (message) => void this.faults.push(message), () => more.onWait?.());
    if (!gate.shipping) throw new Error('nothing is shipped');
    const { shipping } = gate;
    const application = await openApplication({ dataDir: this.firstDir, origin: 'http://localhost:3000', floorBytes: 0, shipping, onFault: (message) => void this.faults.push(message) });
    return (this.first = { application, shipping });
  }

  async stopFirst(): Promise<void> {
    await this.first?.application.stop();
    this.first = null;
  }

  startSecond(plan: Partial<FollowingPlan> = {}, dataDir = this.secondDir): Second {
    const over = new AbortController();
    const said: string[] = [];
    const ended = standBy({ dataDir, plan: { host: '127.0.0.1', port: this.port, key: { value: KEY }, fence: null, afterMs: 1_000, ...plan }, papersHere: true, atOnce: false, tell: (_vi, en) => void said.push(en), signal: over.signal });
    ended.catch(() => undefined);
    const second: Second = {
      dataDir,
      ended,
      said,
      whole: async () => {
        const began = Date.now();
        const until = performance.now() + 60_000;
        while (performance.now() < until) {
          const condition = this.first?.shipping.condition;
          if ((condition?.wholeAt ?? 0) > began && (standbyStatus(dataDir)?.wholeAt ?? 0) > 0) return;
          await Promise.race([new Promise((resolve) => setTimeout(resolve, 20)), ended]);
        }
        throw new Error(`not whole: ${JSON.stringify(standbyStatus(dataDir))} ${JSON.stringify(this.first?.shipping.condition)} ${said.join('; ')}`);
      },
      takeOver: async () => {
        askToTakeOver(dataDir);
        const facts = await ended;
        if (!facts) throw new Error('it was told to end');
        return facts;
      },
      stop: async () => {
        over.abort();
        await ended.catch(() => undefined);
      },
    };
    this.#seconds.push(second);
    return second;
  }

  async end(): Promise<void> {
    for (const second of this.#seconds) await second.stop();
    await this.stopFirst().catch(() => undefined);
    rmSync(this.room, { recursive: true, force: true });
  }
}
