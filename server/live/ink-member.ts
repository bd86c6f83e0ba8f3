import type { IncomingOp } from '../shared/protocol/ink-frames';
import type { InkLayer } from '../shared/protocol/ink';
import type { InkAccess } from './doors';
import type { Sink, Tablet } from './sink';

/** One tablet in one ink stream. */
export interface InkMember {
  readonly sink: Sink;
  /** Whose private layer this is, and the author of what is added. */
  readonly personId: string;
  access: InkAccess;
  /** Last number written to this connection, per stream. */
  readonly sent: Record<InkLayer, number>;
  /** Raised when `sent` is set anew, so that a catch-up under way notices. */
  generation: number;
  pumping: boolean;
  /** False until the answer to the join is on its way: the client must know the channel before it meets frames of it. */
  ready: boolean;
  gone: boolean;
  /** Since when more is queued than live ink may add to (ms of the monotonic clock), null when not. */
  congestedSince: number | null;
  /** Since when operations are held back too, null when not. */
  laggingSince: number | null;
  /** After the store failed: not before this moment of the monotonic clock is it asked again for this connection. */
  retryAt: number;
  /** Operations received while an earlier batch of this connection is being committed. */
  readonly queue: IncomingOp[];
  queuedBytes: number;
  committing: boolean;
  /**
   * Operations that were refused for now. Until one of them comes again, new ones are refused too, so that a client's order
   * stays the log's order. Empty when nothing is held back.
   */
  readonly heldBack: Set<string>;
}

export function newMember({ sink, personId }: Pick<Tablet, 'sink' | 'personId'>, access: InkAccess): InkMember {
  return {
    sink,
    personId: access.ownerId ?? personId,
    access,
    sent: { shared: 0, private: 0 },
    generation: 0,
    pumping: false,
    ready: false,
    gone: false,
    congestedSince: null,
    laggingSince: null,
    retryAt: 0,
    queue: [],
    queuedBytes: 0,
    committing: false,
    heldBack: new Set(),
  };
}
