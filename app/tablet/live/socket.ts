import { io, type Socket } from 'socket.io-client';
import { Decoder, Encoder } from '@shared/protocol/ink-wire';
import { watchNetwork } from './network-watch';

let shared: Socket | null = null;
let unwatch: (() => void) | undefined;
/** Tells `WAKE` when the page is back from the background or its network is. */
export const wakes = new EventTarget();
let comeBack: ReturnType<typeof setTimeout> | undefined;

/** Pause before asking again when the server ended or refused the connection itself, ms; spread by half. */
const AGAIN_MS = 1_000;
/** The same when the session has ended: somebody may have signed in again in another tab. */
const SIGNED_OUT_MS = 15_000;

/**
 * The one connection of this page to the server; made on first use. Reconnects by itself with a jittered pause of
 * 0.2 to 2 s, so that a hall full of tablets does not come back in one instant.
 */
export function connection(): Socket {
  shared ??= open();
  return shared;
}

const OPTIONS = { parser: { Encoder, Decoder }, transports: ['websocket', 'polling'], timeout: 5_000 };

/** A connection for one errand beside the shared one, whose rooms it leaves alone; it does not come back by itself. */
export const errandConnection = (): Socket => io({ ...OPTIONS, forceNew: true, reconnection: false });

function open(): Socket {
  const socket = io({ ...OPTIONS, reconnectionDelay: 200, reconnectionDelayMax: 2_000, randomizationFactor: 0.5 });
  const again = (ms: number): void => {
    clearTimeout(comeBack);
    comeBack = setTimeout(() => socket.connect(), ms * (0.5 + Math.random()));
  };
  // Socket.IO leaves these two to the program: the server said good-bye, or refused the handshake.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') again(AGAIN_MS);
  });
  socket.on('connect_error', (error) => {
    if (!socket.active) again(isSignedOut(error) ? SIGNED_OUT_MS : AGAIN_MS);
  });
  socket.on('connect', () => clearTimeout(comeBack));
  unwatch = watchNetwork(socket, { window, document }, wakes);
  return socket;
}

/** Whether a handshake was refused because nobody is signed in any more. */
export function isSignedOut(error: Error): boolean {
  return error.message === 'unauthenticated';
}

/** Ends the connection, e.g. after signing out. */
export function closeConnection(): void {
  clearTimeout(comeBack);
  unwatch?.();
  shared?.disconnect();
  shared = null;
}
