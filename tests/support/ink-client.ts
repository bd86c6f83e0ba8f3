import { io } from 'socket.io-client';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import { INK_EVENT, decodeServerFrame, encodeLiveFrame, encodeOpsFrame, outgoingOp, splitOps } from '../../server/shared/protocol/ink-frames';
import { INK_CLOSED, INK_JOIN, INK_LAGGING, INK_SLOTS, INK_SUSPENDED, INK_SYNC } from '../../server/shared/protocol/ink-events';
import { INK_PROTOCOL_VERSION } from '../../server/shared/protocol/ink';
import { InkReplica } from '../../server/shared/protocol/ink-replica';
import { PATIENCE_MS } from './end-of-hope';
import { newUuid } from './ink-samples';
import type { Socket } from 'socket.io-client';
import type { InkBatch } from '../../server/shared/protocol/ink-live';
import type { InkJoinAnswer, InkWelcome } from '../../server/shared/protocol/ink-events';
import type { InkLayer, InkOp, OpRecord } from '../../server/shared/protocol/ink';
import type { InkAck } from '../../server/shared/protocol/ink-frames';

export interface InkClientOptions {
  url: string;
  person: string;
  doc: string;
  transports?: ('websocket' | 'polling')[];
  reconnection?: boolean;
  /** Who one is to the whole program: cookie and origin, as a browser sends them. */
  headers?: Record<string, string>;
  /** Told of everything that happens, for history checkers. */
  onAck?: (ack: InkAck) => void;
  onApply?: (layer: InkLayer, record: OpRecord) => void;
  onSynced?: () => void;
}

/** A tablet without a screen: the real Socket.IO client, the real protocol, the real replica. */
export class InkClient {
  readonly socket: Socket;
  readonly replica = new InkReplica();
  readonly applied: Record<InkLayer, OpRecord[]> = { shared: [], private: [] };
  readonly acks: InkAck[] = [];
  readonly ticks: { slot: number; batch: InkBatch }[] = [];
  readonly lagging: boolean[] = [];
  readonly closed: string[] = [];
  /** Was told that the document's ink is out of service. */
  suspended = false;
  slots: Record<string, string> = {};
  welcome: InkWelcome | null = null;
  refusal: string | null = null;
  resets = 0;
  badFrames = 0;
  #retry: NodeJS.Timeout | null = null;
  #comeBack: NodeJS.Timeout | null = null;
  #waiters: { check: () => boolean; done: () => void }[] = [];
  readonly #options: InkClientOptions;

  constructor(options: InkClientOptions) {
    this.#options = options;
    this.socket = io(options.url, {
      parser: { Encoder, Decoder },
      transports: options.transports ?? ['websocket'],
      auth: { person: options.person },
      ...(options.headers === undefined ? {} : { extraHeaders: options.headers }),
      reconnection: options.reconnection ?? true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      randomizationFactor: 0.5,
      timeout: 3_000,
      forceNew: true,
    });
    this.socket.on('connect', () => this.#ask(INK_JOIN));
    this.socket.on('disconnect', (reason) => {
      // Socket.IO leaves coming back to the program when it was the server that ended the connection.
      if (reason === 'io server disconnect') this.#comeBack = setTimeout(() => this.socket.connect(), 200);
      this.welcome = null;
      this.replica.disconnected();
      this.#signal();
    });
    this.socket.on(INK_EVENT, (bytes: Uint8Array) => this.#receive(bytes));
    this.socket.on(INK_SLOTS, (message: { slots: Record<string, string> }) => (this.slots = message.slots));
    this.socket.on(INK_LAGGING, (message: { lagging: boolean }) => void this.lagging.push(message.lagging));
    this.socket.on(INK_SUSPENDED, () => {
      this.suspended = true;
      this.#signal();
    });
    this.socket.on(INK_CLOSED, (message: { reason: string }) => {
      this.closed.push(message.reason);
      this.#signal();
    });
  }

  get person(): string {
    return this.#options.person;
  }

  /** Draws: the operation waits in the outbox until the server has it. */
  draw(op: InkOp, layer: InkLayer = 'shared', opId = newUuid()): string {
    this.replica.add(outgoingOp(opId, layer, op));
    this.#send();
    return opId;
  }

  live(batch: InkBatch): void {
    if (this.welcome !== null) this.socket.emit(INK_EVENT, encodeLiveFrame(this.welcome.channel, batch));
  }

  /** Resolves when the condition holds; looked at after everything that arrives. */
  until(check: () => boolean, what = 'condition', timeoutMs = PATIENCE_MS): Promise<void> {
    if (check()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never met: ${what}`)), timeoutMs);
      this.#waiters.push({
        check,
        done: () => {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }

  /** Everything own is stored and both streams reach what the welcome named. */
  get synced(): boolean {
    const { welcome } = this;
    return welcome !== null && this.replica.outbox.length === 0 && this.replica.position.shared >= welcome.shared && this.replica.position.private >= welcome.private;
  }

  join(doc = this.#options.doc): Promise<InkJoinAnswer> {
    return this.#request(INK_JOIN, doc);
  }

  close(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    if (this.#comeBack !== null) clearTimeout(this.#comeBack);
    this.socket.disconnect();
  }

  async #request(event: string, doc: string): Promise<InkJoinAnswer> {
    return (await this.socket.emitWithAck(event, { proto: INK_PROTOCOL_VERSION, doc, ...this.replica.position })) as InkJoinAnswer;
  }

  #ask(event: string): void {
    this.#request(event, this.#options.doc).then(
      (answer) => {
        if (!answer.ok) {
          this.refusal = answer.code;
          if (answer.code === 'unavailable' || answer.code === 'rate_limited') this.#comeBack = setTimeout(() => this.#ask(event), 200);
        } else {
          const { dropApplied } = this.replica.welcome(answer);
          if (dropApplied) {
            this.resets += 1;
            this.applied.shared.length = 0;
            this.applied.private.length = 0;
          }
          this.welcome = answer;
          this.slots = answer.slots;
          this.#send();
        }
        this.#signal();
      },
      () => undefined,
    );
  }

  #send(): void {
    if (this.welcome === null || !this.socket.connected) return;
    const { channel } = this.welcome;
    for (const message of splitOps(this.replica.takeToSend())) this.socket.emit(INK_EVENT, encodeOpsFrame(channel, message));
  }

  #receive(bytes: Uint8Array): void {
    const decoded = decodeServerFrame(bytes);
    if (!decoded.ok) {
      this.badFrames += 1;
      return;
    }
    const frame = decoded.value;
    if (frame.type === 'tick') this.ticks.push(...frame.strokes);
    else if (frame.type === 'ack') this.#acknowledged(frame.acks);
    else {
      const { apply, gap } = this.replica.log(frame.layer, frame.records);
      for (const record of apply) {
        this.applied[frame.layer].push(record);
        this.#options.onApply?.(frame.layer, record);
      }
      if (gap) this.#ask(INK_SYNC);
      this.#send();
    }
    this.#signal();
  }

  #acknowledged(acks: readonly InkAck[]): void {
    this.acks.push(...acks);
    for (const ack of acks) this.#options.onAck?.(ack);
    const { retry } = this.replica.acks(acks);
    if (!retry) this.#send();
    else if (this.#retry === null)
      this.#retry = setTimeout(() => {
        this.#retry = null;
        this.#send();
      }, 50 + Math.random() * 50);
  }

  #signal(): void {
    if (this.synced) this.#options.onSynced?.();
    this.#waiters = this.#waiters.filter((waiter) => {
      if (!waiter.check()) return true;
      waiter.done();
      return false;
    });
  }
}
