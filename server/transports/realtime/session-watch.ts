import type { Server, Socket } from 'socket.io';
import type { ResolvedSession, Sessions } from '../http/session';

/** Ended sessions are remembered this long, ms: longer than a handshake can take. */
const REMEMBER_MS = 60_000;

export interface SessionWatchOptions {
  io: Server;
  sessions: Sessions;
  /** `Clock.monotonic`, the one sessions end by. */
  run(): number;
  /** Whether this connection watches a sitting that runs: that counts as activity (`shared/law/session-policy.ts`). */
  attends(socket: Socket): boolean;
  sweepMs: number;
  fail(error: unknown): void;
}

/** Holds every connection to the session it was opened with: when the session ends, so does the connection. */
export class SessionWatch {
  readonly #options: SessionWatchOptions;
  readonly #open = new Map<Socket, { sessionId: string; endsRun: number }>();
  readonly #ended = new Map<string, number>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: SessionWatchOptions) {
    this.#options = options;
    this.#sweeper = setInterval(() => void this.#sweep().catch(options.fail), options.sweepMs);
    this.#sweeper.unref();
  }

  /** @returns false when the session ended while its handshake was under way. */
  admit(socket: Socket, { sessionId, endsRun }: Pick<ResolvedSession, 'sessionId' | 'endsRun'>): boolean {
    if (this.#ended.has(sessionId)) return false;
    this.#open.set(socket, { sessionId, endsRun });
    socket.on('disconnect', () => this.#open.delete(socket));
    return true;
  }

  /** Signed out, blocked or a new password: their connections are cut now. */
  ended(sessionIds: readonly string[]): void {
    for (const sessionId of sessionIds) {
      this.#ended.set(sessionId, performance.now());
      this.#options.io.in(`s:${sessionId}`).disconnectSockets(true);
    }
  }

  stop(): void {
    clearInterval(this.#sweeper);
  }

  async #sweep(): Promise<void> {
    const { sessions, run, attends } = this.#options;
    for (const [sessionId, at] of this.#ended) if (performance.now() - at > REMEMBER_MS) this.#ended.delete(sessionId);
    for (const [socket, entry] of [...this.#open]) {
      if (attends(socket)) sessions.touch(entry.sessionId);
      if (entry.endsRun > run()) continue;
      const session = await sessions.resolve(socket.request);
      if (session?.sessionId === entry.sessionId) entry.endsRun = session.endsRun;
      else socket.disconnect(true);
    }
  }
}
