/** One operation on its way into the log. `body` is the encoded operation (`encodeOp`), already checked. */
export interface PendingOp {
  docId: string;
  layer: 'private' | 'shared';
  /** UUIDv7 made by the client; the key of idempotency. */
  opId: string;
  authorId: string;
  body: Uint8Array;
  /** Operations that an erase or restore names; the store checks that they are the author's own, in the same stream. */
  targets: readonly string[];
}

/**
 * What became of it. `duplicate`: the same operation is in the log already, `seq` and `at` are the first one's.
 * `conflict`: the id is taken by another operation. `not_own`: an erase or restore names what is not the author's.
 */
export interface AppendResult {
  opId: string;
  outcome: 'committed' | 'duplicate' | 'conflict' | 'not_own';
  /** Place in the stream, from 1 without gaps; 0 when not in the log. */
  seq: number;
  /** Commit time, ms since 1970; 0 when not in the log. */
  at: number;
}

export interface StoredOp {
  seq: number;
  opId: string;
  authorId: string;
  at: number;
  body: Uint8Array;
}

/** Who reads. Private operations are only ever found through their author's own `personId`. */
export interface InkViewer {
  personId: string;
  canSeeShared: boolean;
}

export interface InkHeads {
  shared: number;
  private: number;
}

/** How the log is doing, for those who watch over the installation. */
export interface InkCondition {
  /** New operations can be stored. */
  writing: boolean;
  readable: boolean;
  /** The file that is open is still the one in the data folder. */
  inPlace: boolean;
  /** Documents whose ink is out of service. */
  damaged: string[];
  /** Operations given to the log and not yet on the disk. */
  waiting: number;
}

/** The private marks of one person on one stream of a paper. */
export interface PrivateStream {
  docId: string;
  owner: string;
  /** Last number, which is how many operations it has. */
  head: number;
  /** Time of the last one, ms since 1970. */
  lastAt: number;
}

/** What still shows on a document: marks that are not erased, with the heads up to which it holds. */
export interface InkSnapshot {
  epoch: string;
  heads: InkHeads;
  shared: StoredOp[];
  private: StoredOp[];
}

/**
 * The durable, ordered log of ink. A document has one shared stream and one private stream per author, each numbered
 * 1, 2, 3 … on its own: a reader sees every number of the streams that are its, so that a gap always means loss and
 * never somebody else's private mark.
 *
 * All methods reject with DomainError `unavailable` (`ink.locked`, `ink.busy`, `ink.closed`, `ink.worker_lost`, `ink.damaged`) or
 * `storage_full` (`ink.storage_full`); then nothing of the batch was acknowledged, and the same batch may come again.
 */
export interface OpStore {
  /** Identity of this log; changes when a backup is put in its place. */
  readonly epoch: string;
  /** Resolves after the commit reached the disk, results in the order of the batch; batches commit in the order of the calls. */
  append(batch: readonly PendingOp[]): Promise<AppendResult[]>;
  /** Operations of one stream after `since`, in order, at most `limit`. Empty when the viewer may not see the stream. */
  read(docId: string, layer: 'private' | 'shared', viewer: InkViewer, since: number, limit: number): Promise<StoredOp[]>;
  /** Last numbers of the viewer's two streams; `shared` is 0 when the viewer may not see it. */
  head(docId: string, viewer: InkViewer): Promise<InkHeads>;
  snapshot(docId: string, viewer: InkViewer): Promise<InkSnapshot>;
  /** Which private streams a person has, or lie on these documents: at most `limit`, in the order of document and owner, after `after`. Nothing of what they hold. */
  privateStreams(of: { owner: string } | { docIds: readonly string[] }, page: { after?: Pick<PrivateStream, 'docId' | 'owner'>; limit: number }): Promise<PrivateStream[]>;
  /**
   * Removes whole private streams, from the medium too as far as the engine can; a stream that has got something new since it was looked at
   * stays. Streams that remain keep their numbers. @returns how many went, and operations in them.
   */
  forgetPrivate(streams: readonly Pick<PrivateStream, 'docId' | 'owner' | 'head'>[]): Promise<{ streams: number; operations: number }>;
  /** Takes a document's ink out of service until the next start: what is stored of it is not what was acknowledged. */
  takeOut(docId: string, reason: string): void;
  readonly condition: InkCondition;
  /** Consistent copy of the log into a new file while it is in use. */
  backup(file: string): Promise<void>;
  /** Waits for what is queued, then closes. */
  close(): Promise<void>;
}
