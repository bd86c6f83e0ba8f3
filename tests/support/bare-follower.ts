import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface FollowerOptions {
  port: number;
  path: string;
  /** Text messages to answer with, by the beginning of what came: the handshake of a protocol above WebSocket. */
  answers?: readonly (readonly [startsWith: string, answer: string])[];
  onBinary: (payload: Buffer) => void;
  /** Told of every text message, after `answers`. */
  onText?: (text: string) => void;
  /** Further lines of the request that upgrades. */
  headers?: Readonly<Record<string, string>>;
  /** Resolved after a text message that begins so. Without it: after the upgrade. */
  readyOn?: string;
}

/**
 * A WebSocket receiver that costs the load process as little as can be: a TCP socket that cuts frames. Frames of a server
 * are unmasked and unfragmented here.
 */
export async function openFollower(options: FollowerOptions): Promise<{ socket: Socket; bytes: () => number }> {
  const socket = connect(options.port, '127.0.0.1');
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0);
    let upgraded = false;
    socket.on('error', reject);
    // A program that is killed before it has answered ends the connection without an error.
    socket.on('close', () => reject(new Error('closed before it was open')));
    socket.on('connect', () => {
      socket.setNoDelay(true);
      const headers = { 'Host': 'x', 'Upgrade': 'websocket', 'Connection': 'Upgrade', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Version': '13', ...options.headers };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      socket.write(`GET ${options.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    });
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (!upgraded) {
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) return;
        upgraded = true;
        rest = rest.subarray(end + 4);
        if (options.readyOn === undefined) resolve();
      }
      for (;;) {
        if (rest.length < 2) return;
        const short = (rest[1] ?? 0) & 0x7f;
        const header = short < 126 ? 2 : short === 126 ? 4 : 10;
        if (rest.length < header) return;
        const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2));
        if (rest.length < header + length) return;
        const payload = rest.subarray(header, header + length);
        const opcode = (rest[0] ?? 0) & 0x0f;
        rest = rest.subarray(header + length);
        if (opcode === 2) {
          bytes += header + length;
          options.onBinary(payload);
        } else if (opcode === 1) {
          const text = payload.toString();
          for (const [startsWith, answer] of options.answers ?? []) if (text.startsWith(startsWith)) socket.write(maskedText(answer));
          options.onText?.(text);
          if (options.readyOn !== undefined && text.startsWith(options.readyOn)) resolve();
        } else if (opcode === 8) {
          // As a browser: a server that says goodbye is answered, not waited for.
          socket.destroy();
          return;
        }
      }
    });
  });
  return { socket, bytes: () => bytes };
}

/** Client frames must be masked; a mask of zeros leaves the bytes as they are. */
export function maskedText(text: string): Buffer {
  return maskedFrame(0x81, Buffer.from(text));
}

export function maskedBinary(bytes: Uint8Array): Buffer {
  return maskedFrame(0x82, bytes);
}

function maskedFrame(first: number, body: Uint8Array): Buffer {
  const header = body.length < 126 ? Buffer.from([first, 0x80 | body.length, 0, 0, 0, 0]) : Buffer.from([first, 0x80 | 126, body.length >> 8, body.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([header, body]);
}
