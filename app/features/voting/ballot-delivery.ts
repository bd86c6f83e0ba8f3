import { readPublicError, type PublicError } from '@shared/protocol/public-error';

const ANSWER_MS = 10_000;
const AGAIN_MS = 1_500;

/** Waits before a ballot is sent again, less where the network comes back. */
export const pauseBefore = (attempt: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, AGAIN_MS * Math.min(4, 1 + attempt) * (0.75 + Math.random() / 2));
    function done(): void {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    }
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });

export type Answer<Result> = { ok: true; result: Result } | { ok: false; error: PublicError } | null;

/** Sends a ballot under its id. Null: nobody answered, or only somebody on the way; the same is sent again. */
export async function deliver<Result>(address: string, body: { commandId: string } & Record<string, string>): Promise<Answer<Result>> {
  try {
    const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS) });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, result: answer as Result };
    const error = readPublicError(answer) ?? readPublicError((answer as { error?: unknown }).error);
    return error && error.code !== 'internal' && error.code !== 'unavailable' && error.code !== 'rate_limited' ? { ok: false, error } : null;
  } catch {
    return null;
  }
}
