/** Ink over the Socket.IO client of the sitting. The socket must use the server's parser (`@shared/protocol/ink-wire`). */
import type { Socket } from 'socket.io-client';
import { INK_PROTOCOL_VERSION } from '@shared/protocol/ink';
import { INK_CLOSED, INK_JOIN, INK_LAGGING, INK_LEAVE, INK_SLOTS, INK_SUSPENDED, INK_SYNC } from '@shared/protocol/ink-events';
import type { InkClosed, InkJoinAnswer, InkLagging, InkSlots, InkSuspended } from '@shared/protocol/ink-events';
import { INK_EVENT, decodeServerFrame, encodeLiveFrame, encodeOpsFrame, splitOps } from '@shared/protocol/ink-frames';
import type { OutgoingOp } from '@shared/protocol/ink-frames';
import type { InkBatch } from '@shared/protocol/ink-live';
import type { InkHeads, InkListener, InkStatus, InkTransport } from './ink-connection';

const ANSWER_MS = 5_000;
/** A socket that was suspended with the page may still call itself connected: it gets this long to prove it. */
const PROBE_MS = 2_000;

interface Room {
  readonly doc: string;
  channel: number;
  slots: Record<string, string>;
  since: InkHeads;
}

export class SocketInkTransport implements InkTransport {
  readonly #socket: Socket;
  readonly #rooms = new Map<string, Room>();
  /** Documents asked for and not left since. */
  readonly #wanted = new Set<string>();
  readonly #listeners = new Map<string, Set<InkListener>>();
  #status: InkStatus;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#status = socket.connected ? 'online' : 'connecting';
    socket.on('connect', this.#onConnect);
    socket.on('disconnect', this.#onDisconnect);
    socket.on('connect_error', this.#onDisconnect);
    socket.on(INK_EVENT, this.#onFrame);
    socket.on(INK_SLOTS, this.#onSlots);
    socket.on(INK_LAGGING, this.#onLagging);
    socket.on(INK_CLOSED, this.#onClosed);
    socket.on(INK_SUSPENDED, this.#onSuspended);
  }

  get status(): InkStatus {
    return this.#status;
  }

  close(): void {
    const socket = this.#socket;
    socket.off('connect', this.#onConnect);
    socket.off('disconnect', this.#onDisconnect);
    socket.off('connect_error', this.#onDisconnect);
    socket.off(INK_EVENT, this.#onFrame);
    socket.off(INK_SLOTS, this.#onSlots);
    socket.off(INK_LAGGING, this.#onLagging);
    socket.off(INK_CLOSED, this.#onClosed);
    socket.off(INK_SUSPENDED, this.#onSuspended);
    this.#listeners.clear();
  }

  async join(doc: string, since: InkHeads): Promise<InkJoinAnswer> {
    const joined = this.#rooms.get(doc);
    this.#wanted.add(doc);
    try {
      const answer = (await this.#socket.timeout(ANSWER_MS).emitWithAck(joined === undefined ? INK_JOIN : INK_SYNC, {
        proto: INK_PROTOCOL_VERSION, doc, epoch: since.epoch, shared: since.shared, private: since.private,
      })) as InkJoinAnswer;
      if (answer.ok && this.#wanted.has(doc)) this.#rooms.set(doc, { doc, channel: answer.channel, slots: answer.slots, since });
      return answer;
    } finally {
      // Left before the answer: the server must not keep a place that nobody will give back.
      if (!this.#wanted.has(doc) && this.#socket.connected) this.#socket.emit(INK_LEAVE, { doc });
    }
  }

  leave(doc: string): void {
    this.#wanted.delete(doc);
    if (!this.#rooms.delete(doc) || !this.#socket.connected) return;
    this.#socket.emit(INK_LEAVE, { doc });
  }

  sendLive(doc: string, batch: InkBatch): void {
    const room = this.#rooms.get(doc);
    if (room !== undefined && this.#socket.connected) this.#socket.emit(INK_EVENT, encodeLiveFrame(room.channel, batch));
  }

  sendOps(doc: string, ops: readonly OutgoingOp[]): boolean {
    const room = this.#rooms.get(doc);
    if (room === undefined || !this.#socket.connected) return false;
    for (const message of splitOps(ops)) this.#socket.emit(INK_EVENT, encodeOpsFrame(room.channel, message));
    return true;
  }

  listen(doc: string, listener: InkListener): () => void {
    const listeners = this.#listeners.get(doc) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(doc, listeners);
    return () => listeners.delete(listener);
  }

  probe(): void {
    const socket = this.#socket;
    const [room] = this.#rooms.values();
    if (!socket.connected) {
      socket.connect();
      return;
    }
    if (room === undefined) return;
    const { id } = socket;
    const question = { proto: INK_PROTOCOL_VERSION, doc: room.doc, ...room.since };
    socket.timeout(PROBE_MS).emit(INK_SYNC, question, (silent: Error | null) => {
      if (silent !== null && socket.connected && socket.id === id) socket.disconnect().connect();
    });
  }

  readonly #onConnect = (): void => {
    this.#rooms.clear();
    this.#setStatus('online');
  };

  readonly #onDisconnect = (): void => {
    this.#rooms.clear();
    this.#setStatus(navigator.onLine ? 'connecting' : 'offline');
  };

  readonly #onSlots = (message: InkSlots): void => {
    const room = this.#roomOf(message.channel);
    if (room !== undefined) room.slots = message.slots;
  };

  readonly #onLagging = (message: InkLagging): void => {
    const room = this.#roomOf(message.channel);
    if (room !== undefined) this.#each(room.doc, (listener) => listener.onLagging(message.lagging));
  };

  readonly #onClosed = (message: InkClosed): void => {
    const room = this.#roomOf(message.channel);
    if (room === undefined) return;
    this.#rooms.delete(room.doc);
    this.#each(room.doc, (listener) => listener.onClosed());
  };

  readonly #onSuspended = (message: InkSuspended): void => {
    const room = this.#roomOf(message.channel);
    if (room !== undefined) this.#each(room.doc, (listener) => listener.onSuspended());
  };

  readonly #onFrame = (payload: ArrayBuffer | Uint8Array): void => {
    const decoded = decodeServerFrame(payload instanceof Uint8Array ? payload : new Uint8Array(payload));
    if (!decoded.ok) return;
    const frame = decoded.value;
    const room = this.#roomOf(frame.channel);
    if (room === undefined) return;
    if (frame.type === 'log') {
      const last = frame.records.at(-1);
      if (last !== undefined) room.since = { ...room.since, [frame.layer]: Math.max(room.since[frame.layer], last.seq) };
      this.#each(room.doc, (listener) => listener.onRecords(frame.layer, frame.records));
    } else if (frame.type === 'ack') {
      this.#each(room.doc, (listener) => listener.onAcks(frame.acks));
    } else {
      const strokes = frame.strokes.flatMap(({ slot, batch }) => {
        const personId = room.slots[String(slot)];
        return personId === undefined ? [] : [{ personId, batch }];
      });
      this.#each(room.doc, (listener) => listener.onLive(strokes));
    }
  };

  #roomOf(channel: number): Room | undefined {
    for (const room of this.#rooms.values()) if (room.channel === channel) return room;
    return undefined;
  }

  #setStatus(status: InkStatus): void {
    this.#status = status;
    for (const doc of this.#listeners.keys()) this.#each(doc, (listener) => listener.onStatus(status));
  }

  #each(doc: string, call: (listener: InkListener) => void): void {
    for (const listener of [...(this.#listeners.get(doc) ?? [])]) call(listener);
  }
}
