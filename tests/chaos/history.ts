/** What one tablet lived through, in its own order. */
export interface History {
  person: string;
  /** Operations in the order they were drawn. */
  sent: string[];
  /** Answers that say "durable". */
  acked: { opId: string; seq: number }[];
  /** Records applied, in order. */
  seen: { opId: string; seq: number }[];
}

export interface ClientsOptions {
  url: string;
  doc: string;
  people: string[];
  /** What each person's handshake carries. */
  headers: Record<string, Record<string, string>>;
  strokesPerSecond: number;
  seed: number;
  /** Whether the server keeps what it acknowledges. One that does not may leave a tablet waiting for numbers that will never come. */
  promiseKept: boolean;
}

export type ClientMessage =
  | { type: 'synced'; person: string }
  | { type: 'lost'; person: string }
  | { type: 'drained' }
  | { type: 'failed'; reason: string }
  | { type: 'histories'; histories: History[] };

export interface Verdict {
  /** Acknowledged and not in the log, or there under another number. */
  lost: number;
  moved: number;
  /** In the log more than once. */
  doubled: number;
  /** Tablets whose picture of the log differs from the log, in order or content. */
  differing: number;
  /** Tablets whose strokes stand in the log in another order than drawn. */
  reordered: number;
  acked: number;
}

/**
 * Checks what tablets were told against the log that is left: acked ⊆ log under the acknowledged number, no operation
 * twice, every author's order kept, every tablet sees the log as it is.
 * @param log operation ids in the order of their numbers, from 1.
 */
export function checkHistories(log: readonly string[], histories: readonly History[]): Verdict {
  const place = new Map(log.map((opId, index) => [opId, index + 1]));
  const verdict: Verdict = { lost: 0, moved: 0, doubled: log.length - place.size, differing: 0, reordered: 0, acked: 0 };
  for (const history of histories) {
    verdict.acked += new Set(history.acked.map((ack) => ack.opId)).size;
    for (const ack of history.acked) {
      const seq = place.get(ack.opId);
      if (seq === undefined) verdict.lost += 1;
      else if (seq !== ack.seq) verdict.moved += 1;
    }
    const places = history.sent.map((opId) => place.get(opId)).filter((seq) => seq !== undefined);
    if (places.some((seq, index) => index > 0 && seq <= (places[index - 1] ?? 0))) verdict.reordered += 1;
    const same = history.seen.length === log.length && history.seen.every((record, index) => record.seq === index + 1 && record.opId === log[index]);
    if (!same) verdict.differing += 1;
  }
  return verdict;
}
