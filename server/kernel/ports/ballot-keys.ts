/** Keys of secret ballots: made for one question, kept apart from everything else, used once, and destroyed. */
export interface BallotKeys {
  /**
   * Makes the key of a question; where there is one already, answers with that.
   * @returns the public key, base64url. It is on disk before this returns.
   */
  make(questionId: string): Promise<string>;
  /**
   * Opens all ballots of a question and gives what is in them, in an order drawn by lot; null: one that is invalid.
   * @param sealed base64url.
   * @throws DomainError `rejected`/`voting.ballot_key_gone` where no key is kept here, or not the one of this public key; `unavailable`/`voting.ballot_keys_away` where the process does not answer.
   */
  open(box: { questionId: string; publicKey: string }, sealed: readonly string[]): Promise<(string | null)[]>;
  /** Overwrites and removes the key of this box; another one, of a later opening of the question, stays. @param box.publicKey null: whichever is kept. @returns whether there was one. */
  destroy(box: { questionId: string; publicKey: string | null }): Promise<boolean>;
  /** Questions whose keys are kept here, sorted. */
  kept(): Promise<string[]>;
  /** Ends the process that has the keys; the keys stay. */
  stop(): Promise<void>;
}
