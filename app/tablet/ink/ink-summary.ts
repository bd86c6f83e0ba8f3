import type { InkStatus } from './ink-connection';
import type { PendingOp } from './ink-storage';

/** What an ink client tells its screen. */
export interface InkSummary {
  readonly status: InkStatus;
  /** Operations not confirmed for more than two seconds. */
  readonly late: number;
  readonly waiting: number;
  readonly refused: readonly PendingOp[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The server has answered what may be done here; before that nothing is known to be forbidden. */
  readonly joined: boolean;
  readonly canShare: boolean;
  readonly canPresent: boolean;
  /** False when unsent work would not survive closing the window. */
  readonly durable: boolean;
  readonly lagging: boolean;
  /** The server takes no marks for now, for want of space or because the amount of this day is used up; they wait here. */
  readonly full: boolean;
  readonly closed: boolean;
  /** The server holds this document's ink back until its operator has put it right; what is drawn waits on this device. */
  readonly suspended: boolean;
}
