/**
 * Counts what is refused too often for a row each (wrong passwords, wrong PINs, refused downloads): counted here, written
 * into the audit log once per window by `watch.note-counts`. Whoever attacks makes the numbers grow, not the log.
 */
export interface Tallies {
  /** @param topic what was refused, e.g. `sign_in`. @param subject whom or what it concerned; ids and addresses only, never what was typed. */
  count(topic: string, subject: string): void;
  /** All counts since the last call, which begin anew. */
  drain(): Tally[];
}

export interface Tally {
  topic: string;
  total: number;
  /** The subjects counted most, most first. */
  subjects: { subject: string; count: number }[];
}
