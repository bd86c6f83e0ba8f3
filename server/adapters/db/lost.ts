/** The end of a transaction of which nobody knows: COMMIT was sent, and no answer came. */
export class CommitUnanswered extends Error {
  constructor(cause: unknown) {
    super('COMMIT was sent and not answered', { cause });
    this.name = 'CommitUnanswered';
  }
}

/** The connection ended before it answered; nothing that was not committed before is kept. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('the connection to the database was lost', { cause });
    this.name = 'ConnectionLost';
  }
}

/** A statement or COMMIT of a transaction that is no longer open; nothing of it was kept. */
export class TransactionOver extends Error {
  constructor() {
    super('the transaction is over: nothing of it was kept');
    this.name = 'TransactionOver';
  }
}
