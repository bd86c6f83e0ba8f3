/**
 * How pages get their data. What cannot be had now is asked for again until it can: a page being opened waits where its
 * person is, data asked for anew leaves the page as it stands, and both go on by themselves. What is sent (forms) is never
 * repeated from here. The router is built to fetch by this (vite.config.ts).
 */
import { deviceOnline } from '../live/network-watch';

/** Why there is no answer: the device has no network, or what it reaches is not the server (stopped, starting, behind a proxy that says so). */
export type Obstacle = 'network' | 'server';

/** So long a whole answer may take; then it is asked for again. */
const ANSWER_MS = 20_000;
const AGAIN_MS = 1_500;
const AGAIN_AT_MOST_MS = 6_000;

/** What a proxy answers in the place of a server it does not reach. */
const FROM_A_PROXY = new Set([502, 504]);
/** The same, or a server that has too much to do: its pages answer for themselves. */
const BUSY = 503;
const NO_BODY = new Set([204, 205, 304]);

const listeners = new Set<() => void>();
const waiting = new Map<object, Obstacle>();
const tryNow = new EventTarget();

const tell = (): void => listeners.forEach((listener) => listener());

/** What stands in the way of the newest request that waits; null: nothing waits. */
export const obstacle = (): Obstacle | null => [...waiting.values()].at(-1) ?? null;

export function onObstacle(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Everything that waits asks again at once. */
export function askAgain(): void {
  tryNow.dispatchEvent(new Event('now'));
}

/** As far as a browser knows. A network without a way to the server looks like a server that does not answer. */
export const obstacleNow = (): Obstacle => (deviceOnline() ? 'server' : 'network');

/** Never what the server itself answers. */
export const isFromProxy = ({ status }: Pick<Response, 'status'>): boolean => FROM_A_PROXY.has(status);

const isNoAnswer = (answer: Response): boolean => isFromProxy(answer) || (answer.status === BUSY && !answer.headers.has('X-Remix-Response'));

/** The answer as a whole, so that one cut off in its middle is none. */
async function received(answer: Response): Promise<Response> {
  // A redirect that is not followed, and what has no body, cannot be made anew.
  if (answer.type === 'opaqueredirect' || NO_BODY.has(answer.status)) return answer;
  return new Response(await answer.arrayBuffer(), { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}

/** What is sent is sent once. @throws TypeError when the server gave no answer, as `fetch` does. */
async function sent(url: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (isNoAnswer(answer)) throw new TypeError('the server was not reached');
  return received(answer);
}

/** Null: not from the server. @throws what `fetch` throws, also after a while without an answer. */
async function wholeAnswer(url: RequestInfo | URL, init: RequestInit): Promise<Response | null> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const timer = setTimeout(end, ANSWER_MS);
  init.signal?.addEventListener('abort', end);
  try {
    const answer = await fetch(url, { ...init, signal: stop.signal });
    return isNoAnswer(answer) ? null : await received(answer);
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', end);
  }
}

/** Resolves when it is worth asking again. @throws when nobody wants the answer any more. */
function nextChance(attempt: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const end = (finish: () => void) => (): void => {
      over.abort();
      clearTimeout(timer);
      finish();
    };
    const go = end(resolve);
    // Spread, so that a hall full of tablets does not come back in one instant.
    const timer = setTimeout(go, Math.min(AGAIN_MS * 1.5 ** attempt, AGAIN_AT_MOST_MS) * (0.5 + Math.random()));
    tryNow.addEventListener('now', go, over);
    window.addEventListener('online', go, over);
    signal?.addEventListener('abort', end(() => reject(signal.reason as Error)), over);
  });
}

/** `fetch` that waits for the server. @throws for what is asked only when it is stopped; for what is sent also when there was no answer. */
export async function patientFetch(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  if (!/^(GET|HEAD)$/u.test(init.method ?? 'GET')) return sent(url, init);
  const mine = {};
  try {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await wholeAnswer(url, init).catch(() => null);
      init.signal?.throwIfAborted();
      if (answer) return answer;
      waiting.set(mine, obstacleNow());
      tell();
      await nextChance(attempt, init.signal);
    }
  } finally {
    if (waiting.delete(mine)) tell();
  }
}
