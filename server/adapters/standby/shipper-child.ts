/**
 * Process on the first machine that ships what is committed to the second: rows and marks by their write-ahead logs, stored files and
 * keys as files. It answers to who has the key, and ends with the server.
 */
import { randomUUID } from 'node:crypto';
import https from 'node:https';
import path from 'node:path';
import { INK_FILE, MAIN_FILE } from '../installation/contents';
import { listeningWith } from './channel';
import { writeMark } from './marks';
import { ShippedLog } from '../db/shipping/shipped-log';
import { answerFollower, type Shipped } from './shipper-answers';
import { LOG_NAMES, type FromShipper, type LogName, type ShipperOrder, type ToShipper } from './shipper-words';

/** How often a log is looked at while somebody waits for what comes, ms. */
const LOOK_MS = 20;
const TURN_MS = 100;
const TELL_MS = 1_000;
/** A follower that has not been heard of for so long is not waited for, ms. */
const AWAY_MS = 10_000;
/** Once the server has ended the follower has so long to fetch what is left, ms. */
const LAST_MS = 5_000;

const tell = (message: FromShipper): void => void process.send?.(message);
const fault = (error: unknown): void => tell({ what: 'fault', message: `standby: ${error instanceof Error ? error.message : String(error)}` });

class Shipper implements Shipped {
  readonly order: ShipperOrder;
  readonly run = randomUUID();
  logs: Record<LogName, ShippedLog> | null = null;
  installation: string | null = null;
  term = 0;
  state: 'starting' | 'serving' | 'stopped' = 'starting';
  by: string | null;
  readonly #sleepers = new Set<() => void>();
  readonly #waiting: { id: number; file: LogName; log: number; frames: number }[] = [];
  #heardAt: number | null = null;
  #heard = -Infinity;
  #asked = 0;
  readonly #toldLast = new Set<LogName>();
  #wholeAt: number | null = null;
  readonly #confirmed: Record<LogName, { log: number; frames: number } | null> = { main: null, ink: null };

  constructor(order: ShipperOrder) {
    this.order = order;
    this.by = order.followedBy;
    if (this.by === null) tell({ what: 'free' });
    setInterval(() => this.#wake(), LOOK_MS);
    setInterval(() => this.#turn(), TURN_MS);
    setInterval(() => this.#tellCondition(), TELL_MS);
  }

  hear(by: string): boolean {
    if (this.by !== null && this.by !== by) return false;
    if (this.by === null) {
      // On disk before it is answered: a start after this one waits for its word.
      writeMark(this.order.dataDir, { state: 'followed', by, since: new Date().toISOString() });
      tell({ what: 'followed', by });
    } else if (this.state === 'starting') tell({ what: 'free' });
    this.by = by;
    this.#heardAt = Date.now();
    this.#heard = performance.now();
    return true;
  }

  asks(more: 1 | -1): void {
    this.#asked += more;
    this.#heard = performance.now();
  }

  stepDown(by: string, term: number): boolean {
    if (term <= this.term) return false;
    const at = new Date().toISOString();
    writeMark(this.order.dataDir, { state: 'superseded', by, at, term });
    tell({ what: 'superseded', at, term });
    return true;
  }

  toldLast(file: LogName): void {
    this.#toldLast.add(file);
  }

  confirm(file: LogName, at: { log: number; frames: number }, counts: boolean): void {
    this.logs?.[file].confirm(at);
    this.#confirmed[file] = counts ? at : null;
    if (!counts) return;
    const done = this.#waiting.filter((one) => one.file === file && (one.log < at.log || (one.log === at.log && one.frames <= at.frames)));
    for (const one of done) {
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      tell({ what: 'shipped', id: one.id });
    }
  }

  news(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, limitMs);
      this.#sleepers.add(wake);
    });
  }

  open({ installation, term }: Extract<ToShipper, { what: 'open' }>): void {
    const { dataDir } = this.order;
    this.logs = { main: new ShippedLog(path.join(dataDir, MAIN_FILE)), ink: new ShippedLog(path.join(dataDir, INK_FILE)) };
    this.installation = installation;
    this.term = term;
    this.state = 'serving';
    tell({ what: 'opened' });
  }

  wait({ id, file }: Extract<ToShipper, { what: 'wait' }>): void {
    const log = this.logs?.[file];
    if (!log) return tell({ what: 'shipped', id });
    this.#waiting.push({ id, file, ...log.look() });
    this.#wake();
  }

  async end(): Promise<void> {
    this.state = 'stopped';
    const until = performance.now() + LAST_MS;
    // It goes on asking until it has heard that no more comes.
    while (this.isFollowed && this.#toldLast.size < LOG_NAMES.length && performance.now() < until) await this.news(LOOK_MS);
    process.exit(0);
  }

  get isFollowed(): boolean {
    return this.#asked > 0 || performance.now() - this.#heard < AWAY_MS;
  }

  get isWhole(): boolean {
    return this.logs !== null && LOG_NAMES.every((file) => {
      const [now, has] = [this.logs?.[file].look(), this.#confirmed[file]];
      return has !== null && now?.log === has.log && now.frames === has.frames;
    });
  }

  #wake(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  #turn(): void {
    try {
      for (const log of Object.values(this.logs ?? {})) log.turn(this.isFollowed);
    } catch (error) {
      fault(error);
    }
  }

  #tellCondition(): void {
    const { logs } = this;
    if (!logs) return;
    const lacking = (file: LogName): number => {
      const has = this.#confirmed[file];
      return logs[file].lacking(has ?? { log: -1, frames: 0 });
    };
    if (this.isFollowed && this.isWhole) this.#wholeAt = Date.now();
    tell({ what: 'condition', condition: { known: this.by !== null, heardAt: this.#heardAt, wholeAt: this.#wholeAt, behindBytes: lacking('main') + lacking('ink') } });
  }
}

let shipper: Shipper | null = null;

function begin(order: ShipperOrder): void {
  const own = (shipper = new Shipper(order));
  const server = https.createServer(listeningWith(order.key), (request, response) => void answerFollower(own, request, response).catch((error: unknown) => {
    if (!response.destroyed) fault(error);
    response.destroy();
  }));
  // Somebody without the key, or a connection that ended: neither is worth a line.
  server.on('tlsClientError', () => undefined);
  server.on('error', (error) => tell({ what: 'failed', message: error.message }));
  server.listen(order.port, order.host, () => {
    const bound = server.address();
    tell({ what: 'listening', port: typeof bound === 'object' && bound ? bound.port : order.port });
  });
}

process.on('message', (message: ToShipper) => {
  if (message.what === 'begin') begin(message.order);
  else if (message.what === 'open') shipper?.open(message);
  else if (message.what === 'wait') shipper?.wait(message);
  else void shipper?.end();
});
// The server is gone, however it ended.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group: the server says when this one ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
