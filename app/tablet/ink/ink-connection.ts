/** What ink needs of a connection to the server. The socket client of the sitting implements it; tests use their own. */
import type { InkJoinAnswer } from '@shared/protocol/ink-events';
import type { InkLayer, OpRecord } from '@shared/protocol/ink';
import type { InkAck, OutgoingOp } from '@shared/protocol/ink-frames';
import type { InkBatch } from '@shared/protocol/ink-live';

/** How far a device knows either stream of a document; `epoch` null before the first visit. */
export interface InkHeads {
  readonly epoch: string | null;
  readonly shared: number;
  readonly private: number;
}

export type InkStatus = 'online' | 'connecting' | 'offline';

export interface LiveStroke {
  readonly personId: string;
  readonly batch: InkBatch;
}

export interface InkListener {
  onRecords(layer: InkLayer, records: readonly OpRecord[]): void;
  onAcks(acks: readonly InkAck[]): void;
  onLive(strokes: readonly LiveStroke[]): void;
  onStatus(status: InkStatus): void;
  /** The server holds live ink back because this device is slow. */
  onLagging(lagging: boolean): void;
  /** What the server has stored of this document's ink cannot be read: nothing comes and nothing is taken for now. */
  onSuspended(): void;
  /** The right to read this document ended. */
  onClosed(): void;
}

export interface InkTransport {
  readonly status: InkStatus;
  /**
   * Joins a document, or asks again from `since` when it is joined already. Missing operations follow by `onRecords`.
   * Rejects when there is no answer in time; the caller waits for the next `onStatus('online')`.
   */
  join(doc: string, since: InkHeads): Promise<InkJoinAnswer>;
  leave(doc: string): void;
  /** Volatile: dropped without a word when there is no connection. */
  sendLive(doc: string, batch: InkBatch): void;
  /** False when it could not be sent now; acknowledgements come by `onAcks`, or never when the connection breaks. */
  sendOps(doc: string, ops: readonly OutgoingOp[]): boolean;
  listen(doc: string, listener: InkListener): () => void;
  /** After background or a change of network: asks the server, and connects anew when it is silent for 2 s. */
  probe(): void;
}
