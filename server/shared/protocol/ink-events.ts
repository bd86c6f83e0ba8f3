/** JSON events of the ink lane (low rate); ink itself goes in binary messages, see `ink-frames.ts`. */
import { z } from 'zod';
import { INK_PROTOCOL_VERSION } from './ink';

/** In lower case: ink names things by their bytes, and one thing has one name. */
const uuid = z.uuid().lowercase();
const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const INK_JOIN = 'ink:join';
export const INK_SYNC = 'ink:sync';
export const INK_LEAVE = 'ink:leave';
export const INK_SLOTS = 'ink:slots';
export const INK_LAGGING = 'ink:lagging';
export const INK_CLOSED = 'ink:closed';
export const INK_SUSPENDED = 'ink:suspended';

/**
 * `ink:join` and `ink:sync`, client → server, answered by {@link InkJoinAnswer}; the missing operations follow as LOG frames.
 * `epoch` is null on a first visit; `shared` and `private` are the last sequence numbers applied of either stream.
 */
export const inkJoinSchema = z.strictObject({
  proto: z.literal(INK_PROTOCOL_VERSION),
  doc: uuid,
  epoch: uuid.nullable(),
  shared: seq,
  private: seq,
});
export type InkJoin = z.infer<typeof inkJoinSchema>;

/** `ink:leave`, client → server, no answer. */
export const inkLeaveSchema = z.strictObject({ doc: uuid });

export interface InkWelcome {
  ok: true;
  doc: string;
  /** Number of the document in binary messages, for this connection. */
  channel: number;
  /** Identity of the log; another one than the client knows means: drop what was applied, keep the outbox, start at 0. */
  epoch: string;
  /** True when the client's numbers do not belong to this log: it starts both streams at 0. */
  reset: boolean;
  /** Last sequence number of either stream at the time of the answer. */
  shared: number;
  private: number;
  canShare: boolean;
  canPresent: boolean;
  /** Who draws in which slot of TICK frames: slot → person id. */
  slots: Record<string, string>;
}

/** Why a document cannot be joined. `not_found` also stands for "not yours to see"; `suspended`: see {@link InkSuspended}. */
export type InkRefusalCode = 'not_found' | 'invalid' | 'unavailable' | 'rate_limited' | 'protocol' | 'suspended';
export interface InkRefusal {
  ok: false;
  code: InkRefusalCode;
  /** Seconds after which to ask again. */
  retryAfter?: number;
  /** Where the server failed: the code by which an operator finds it. */
  request?: string;
}
export type InkJoinAnswer = InkWelcome | InkRefusal;

/** `ink:slots`, server → client, when somebody new draws. */
export interface InkSlots {
  channel: number;
  slots: Record<string, string>;
}

/** `ink:lagging`, server → client: this device is too slow; live ink is held back, operations follow when it has caught up. */
export interface InkLagging {
  channel: number;
  lagging: boolean;
}

/** `ink:closed`, server → client: the right to read the document ended. */
export interface InkClosed {
  channel: number;
  reason: 'revoked';
}

/**
 * `ink:suspended`, server → client: what is stored of this document's ink cannot be read. Nothing more of it comes and nothing is
 * taken until the operator has put it right; the client keeps its outbox.
 */
export interface InkSuspended {
  channel: number;
}
