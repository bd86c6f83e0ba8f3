import type { Caller } from '../kernel/actor';

/**
 * What a transport gives: the way to one tablet. Nothing here is written twice for two receivers: the same message object,
 * or the same list of messages, told to many is put into its wire form once by the transport.
 */
export interface Sink {
  /** False once the tablet is gone; what is sent then is lost. */
  readonly isOpen: boolean;
  /** Sends an event, in order with everything else. */
  event(name: string, message: object): void;
  /** Sends binary messages of the ink lane, in order with everything else. */
  frames(messages: readonly Uint8Array[]): void;
  /** Bytes accepted for this tablet and not yet taken from us: by it live ink is left out, and the rest held back. */
  queuedBytes(): number;
  /** Ends the connection now; what is queued is thrown away. */
  close(reason: CloseReason): void;
}

/** `lagging`: it has not read for so long that waiting helps nobody. */
export type CloseReason = 'lagging';

/** One connection: who has it is known from its handshake, never from what it says. */
export interface Tablet {
  readonly sink: Sink;
  /** Of a screen on the wall: its own id. */
  readonly personId: string;
  readonly caller: Caller;
}
