import type { Duplex } from 'node:stream';
import type { Socket } from 'socket.io';
import { Encoder } from '../../shared/protocol/ink-wire';

/** A message and its WebSocket frame, made once and written to every receiver as it is. */
export interface PreparedFrame {
  readonly payload: string | Uint8Array;
  /** Unmasked, unfragmented WebSocket frame of the Engine.IO message. */
  readonly frame: Buffer;
}

const TEXT = 0x81;
const BINARY = 0x82;

/** RFC 6455, 5.2: header of an unmasked final frame, then the payload. Text carries the Engine.IO packet type `4` before it. */
export function prepareFrame(payload: string | Uint8Array): PreparedFrame {
  const body = typeof payload === 'string' ? Buffer.from(`4${payload}`) : payload;
  const length = body.length;
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = typeof payload === 'string' ? TEXT : BINARY;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(body, headerLength);
  return { payload, frame };
}

/** What this file knows of Engine.IO 6.6 and ws 8 beyond their types; the contract test in tests/realtime holds it to the installed versions. */
interface Connection {
  readyState: string;
  upgrading: boolean;
  writeBuffer: readonly { data?: string | Uint8Array }[];
  transport: { name: string; socket?: { _socket: Duplex | null; bufferedAmount: number; readyState: number; _sender: { _state: number }; terminate(): void }; perMessageDeflate?: unknown };
  write(data: string | Uint8Array, options?: { wsPreEncodedFrame?: Buffer[]; compress?: boolean }): void;
}

function connectionOf(socket: Socket): Connection {
  return socket.conn as unknown as Connection;
}

/** Wire forms of binary messages, and of lists that go to the same receivers together: made for the first, written to all. */
const framed = new WeakMap<Uint8Array, PreparedFrame>();
const bundled = new WeakMap<readonly Uint8Array[], FrameBundle>();

interface FrameBundle {
  readonly parts: readonly PreparedFrame[];
  readonly joined: Buffer;
}

function frameOf(message: Uint8Array): PreparedFrame {
  const known = framed.get(message);
  if (known !== undefined) return known;
  const frame = prepareFrame(message);
  framed.set(message, frame);
  return frame;
}

function bundleOf(messages: readonly Uint8Array[]): FrameBundle {
  const known = bundled.get(messages);
  if (known !== undefined) return known;
  const parts = messages.map(frameOf);
  const [first] = parts;
  const bundle = { parts, joined: parts.length === 1 && first !== undefined ? first.frame : Buffer.concat(parts.map((part) => part.frame)) };
  bundled.set(messages, bundle);
  return bundle;
}

/** Writes binary messages of the ink lane. @returns bytes on the wire. */
export const writeMessages = (socket: Socket, messages: readonly Uint8Array[]): number => writeBundle(socket, bundleOf(messages));

const told = new WeakMap<object, { name: string; bundle: FrameBundle }>();
const encoder = new Encoder();

/** Writes an event; a message told to many is put into words once. A receiver that reads nothing is cut instead. @returns bytes on the wire. */
export function writeEvent(socket: Socket, name: string, message: object): number {
  if (!socket.connected || cutIfOverfull(socket)) return 0;
  let known = told.get(message);
  if (known?.name !== name) {
    const [text] = encoder.encode({ type: EVENT, nsp: '/', data: [name, message] });
    const frame = prepareFrame(text);
    known = { name, bundle: { parts: [frame], joined: frame.frame } };
    told.set(message, known);
  }
  return writeBundle(socket, known.bundle);
}

/** Packet type of an event (Socket.IO protocol, revision 5). */
const EVENT = 2;
const OPEN = 1;

/**
 * Writes prepared frames: straight to the TCP socket when Engine.IO holds nothing back (then order is kept, because what it
 * sent before is in that socket already), else through Engine.IO, also for long polling.
 */
function writeBundle(socket: Socket, bundle: FrameBundle): number {
  const connection = connectionOf(socket);
  if (connection.readyState !== 'open') return 0;
  const { transport } = connection;
  const ws = transport.name === 'websocket' ? transport.socket : undefined;
  const direct = ws !== undefined && ws._socket !== null && ws.readyState === OPEN && ws._sender._state === 0 && !connection.upgrading && connection.writeBuffer.length === 0;
  if (direct) ws._socket?.write(bundle.joined);
  else for (const part of bundle.parts) connection.write(part.payload, { wsPreEncodedFrame: [part.frame], compress: false });
  return bundle.joined.length;
}

/** Bytes accepted for this receiver and not yet taken by the operating system. */
export function queuedBytes(socket: Socket): number {
  const { transport, writeBuffer } = connectionOf(socket);
  let waiting = 0;
  for (const packet of writeBuffer) waiting += packet.data?.length ?? 1;
  return waiting + (transport.name === 'websocket' ? (transport.socket?.bufferedAmount ?? 0) : 0);
}

/** Queued bytes above which a receiver is no reader any more: several pictures of a sitting beside all the ink that may wait. */
const QUEUE_LIMIT_BYTES = 4 * 1024 * 1024;

/** Ends a connection that answers the pings but reads nothing; it comes back with the newest picture. @returns whether it was cut. */
export function cutIfOverfull(socket: Socket): boolean {
  if (queuedBytes(socket) <= QUEUE_LIMIT_BYTES) return false;
  cutConnection(socket);
  return true;
}

/** Ends every connection of the engine after a moment for the closing handshake, which a tablet asleep never answers. */
export function cutRemaining(engine: unknown, afterMs: number): void {
  const { clients } = engine as { clients: Readonly<Record<string, { transport: Connection['transport'] }>> };
  const wires = Object.values(clients).flatMap(({ transport }) => (transport.name === 'websocket' ? (transport.socket ?? []) : []));
  setTimeout(() => wires.forEach((wire) => wire.terminate()), afterMs).unref();
}

/** Ends the connection now: what is queued for a receiver that does not read is thrown away, which frees it. */
export function cutConnection(socket: Socket): void {
  const { transport } = connectionOf(socket);
  if (transport.name === 'websocket' && transport.socket !== undefined) transport.socket.terminate();
  else socket.disconnect(true);
}
