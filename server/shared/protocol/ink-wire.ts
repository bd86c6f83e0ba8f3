/**
 * Socket.IO parser of the installation, for server and browser alike (`parser` option of both): an `ink` event on the main
 * namespace is its bytes as they are, one binary frame; everything else is one text frame, the packet type's digit and JSON.
 * Binary inside JSON events is not supported, which keeps every event to one frame.
 */
import { FRAME, INK_EVENT } from './ink-frames';

/** Packet types of the Socket.IO protocol (revision 5). */
const CONNECT = 0;
const DISCONNECT = 1;
const EVENT = 2;
const ACK = 3;
const CONNECT_ERROR = 4;

export interface WirePacket {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
  attachments?: number;
}

/** Longest JSON text of one event that a server reads, in UTF-16 units: more than any client has to say. */
export const MAX_CLIENT_TEXT = 64 * 1024;
/** The same for a client, which trusts its server: the picture of a large sitting is long. */
export const MAX_SERVER_TEXT = 1024 * 1024;

export class Encoder {
  /** @returns exactly one element: a string, or the bytes of an ink message. */
  encode(packet: WirePacket): [string | Uint8Array] {
    const { type, nsp, data, id } = packet;
    if (type === EVENT && nsp === '/' && id === undefined && Array.isArray(data) && data[0] === INK_EVENT && data[1] instanceof Uint8Array) return [data[1]];
    const body: { n?: string; d?: unknown; i?: number } = {};
    if (nsp !== '/') body.n = nsp;
    if (data !== undefined) body.d = data;
    if (id !== undefined) body.i = id;
    return [`${type}${JSON.stringify(body)}`];
  }
}

type Listener = (packet: WirePacket) => void;

/** Event-emitter face that Socket.IO expects of a decoder: a client's. A frame that is no packet throws, and Socket.IO closes that connection. */
export class Decoder {
  /** Longest text this side reads, in UTF-16 units. */
  protected readonly maxText: number = MAX_SERVER_TEXT;
  #listeners: Listener[] = [];

  on(_event: 'decoded', listener: Listener): this {
    this.#listeners.push(listener);
    return this;
  }

  off(_event?: 'decoded', listener?: Listener): this {
    this.#listeners = listener === undefined ? [] : this.#listeners.filter((one) => one !== listener);
    return this;
  }

  removeListener(event: 'decoded', listener: Listener): this {
    return this.off(event, listener);
  }

  emit(_event: 'decoded', packet: WirePacket): this {
    for (const listener of this.#listeners) listener(packet);
    return this;
  }

  add(frame: unknown): void {
    const packet = decodePacket(frame, this.maxText);
    if (packet === null) throw new Error('not a packet of this protocol');
    this.emit('decoded', packet);
  }

  destroy(): void {
    this.#listeners = [];
  }
}

/** The decoder of a server. */
export class ServerDecoder extends Decoder {
  protected override readonly maxText = MAX_CLIENT_TEXT;
}

/**
 * Reads one frame; null when it is none of ours. Never throws.
 * @param maxText longest text, in UTF-16 units; default: what a server takes from its clients.
 */
export function decodePacket(frame: unknown, maxText = MAX_CLIENT_TEXT): WirePacket | null {
  if (typeof frame === 'string') return frame.length > maxText ? null : decodeText(frame);
  const bytes = frame instanceof Uint8Array ? frame : frame instanceof ArrayBuffer ? new Uint8Array(frame) : null;
  if (bytes === null) return null;
  // What an ink frame holds is judged by the ink lane, which counts faults; only the kind must be one of its.
  return isInkKind(bytes[0]) ? { type: EVENT, nsp: '/', data: [INK_EVENT, bytes] } : null;
}

function isInkKind(kind: number | undefined): boolean {
  return kind === FRAME.live || kind === FRAME.ops || kind === FRAME.tick || kind === FRAME.log || kind === FRAME.ack;
}

function decodeText(text: string): WirePacket | null {
  const type = text.charCodeAt(0) - 0x30;
  if (!(type >= CONNECT && type <= CONNECT_ERROR)) return null;
  let body: unknown;
  try {
    body = JSON.parse(text.slice(1));
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { n: nsp = '/', d: data, i: id } = body as { n?: unknown; d?: unknown; i?: unknown };
  if (typeof nsp !== 'string' || nsp[0] !== '/' || nsp.length > 64) return null;
  if (id !== undefined && !(typeof id === 'number' && Number.isSafeInteger(id) && id >= 0)) return null;
  if (!isBodyOf(type, data, id)) return null;
  const packet: WirePacket = { type, nsp };
  if (data !== undefined) packet.data = data;
  if (id !== undefined) packet.id = id;
  return packet;
}

/** Event names that Socket.IO keeps for itself: letting them in would let a client call inner listeners. */
const RESERVED = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener', INK_EVENT]);

function isBodyOf(type: number, data: unknown, id: unknown): boolean {
  switch (type) {
    case CONNECT:
      return data === undefined || (typeof data === 'object' && data !== null && !Array.isArray(data));
    case DISCONNECT:
      return data === undefined;
    case EVENT:
      return Array.isArray(data) && typeof data[0] === 'string' && !RESERVED.has(data[0]);
    case ACK:
      return Array.isArray(data) && id !== undefined;
    default:
      return typeof data === 'object' && data !== null;
  }
}
