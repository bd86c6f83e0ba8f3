import type { Server, Socket } from 'socket.io';
import type { ResolvedSignIn, SignIns } from '../http/sign-ins';

/** Ended sign-ins are remembered this long, ms: longer than a handshake can take. */
const REMEMBER_MS = 60_000;

export interface SignInWatchOptions {
  io: Server;
  signIns: SignIns;
  /** `Clock.monotonic`, the one sign-ins end by. */
  run(): number;
  /** Whether this connection watches a sitting that runs: that counts as activity (`shared/law/sign-in-policy.ts`). */
  attends(socket: Socket): boolean;
  sweepMs: number;
  fail(error: unknown): void;
}

/** Holds every connection to the sign-in it was opened with: when the sign-in ends, so does the connection. */
export class SignInWatch {
  readonly #options: SignInWatchOptions;
  readonly #open = new Map<Socket, { signInId: string; endsRun: number }>();
  readonly #ended = new Map<string, number>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: SignInWatchOptions) {
    this.#options = options;
    this.#sweeper = setInterval(() => void this.#sweep().catch(options.fail), options.sweepMs);
    this.#sweeper.unref();
  }

  /** @returns false when the sign-in ended while its handshake was under way. */
  admit(socket: Socket, { signInId, endsRun }: Pick<ResolvedSignIn, 'signInId' | 'endsRun'>): boolean {
    if (this.#ended.has(signInId)) return false;
    this.#open.set(socket, { signInId, endsRun });
    socket.on('disconnect', () => this.#open.delete(socket));
    return true;
  }

  /** Signed out, blocked or a new password: their connections are cut now. */
  ended(signInIds: readonly string[]): void {
    for (const signInId of signInIds) {
      this.#ended.set(signInId, performance.now());
      this.#options.io.in(`s:${signInId}`).disconnectSockets(true);
    }
  }

  stop(): void {
    clearInterval(this.#sweeper);
  }

  async #sweep(): Promise<void> {
    const { signIns, run, attends } = this.#options;
    for (const [signInId, at] of this.#ended) if (performance.now() - at > REMEMBER_MS) this.#ended.delete(signInId);
    for (const [socket, entry] of [...this.#open]) {
      if (attends(socket)) signIns.touch(entry.signInId);
      if (entry.endsRun > run()) continue;
      const signIn = await signIns.resolve(socket.request);
      if (signIn?.signInId === entry.signInId) entry.endsRun = signIn.endsRun;
      else socket.disconnect(true);
    }
  }
}
