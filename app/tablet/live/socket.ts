import { io, type Socket } from 'socket.io-client';
import { Decoder, Encoder } from '@shared/protocol/ink-wire';

let shared: Socket | null = null;

/**
 * The one connection of this page to the server; made on first use. Reconnects by itself with a jittered pause of
 * 0.2 to 2 s, so that a hall full of tablets does not come back in one instant.
 */
export function connection(): Socket {
  shared ??= io({
    parser: { Encoder, Decoder },
    transports: ['websocket', 'polling'],
    reconnectionDelay: 200,
    reconnectionDelayMax: 2_000,
    randomizationFactor: 0.5,
    timeout: 5_000,
  });
  return shared;
}

/** Ends the connection, e.g. after signing out. */
export function closeConnection(): void {
  shared?.disconnect();
  shared = null;
}
