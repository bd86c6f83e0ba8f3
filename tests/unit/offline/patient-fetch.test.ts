import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAgain, obstacle, patientFetch } from '~/tablet/offline/patient-fetch';

const page = (status = 200, headers: Record<string, string> = {}): Response => new Response('page', { status, headers });
const answers: (Response | Error)[] = [];
const asked = vi.fn((_url: unknown, init: RequestInit) => {
  init.signal?.throwIfAborted();
  const next = answers.shift();
  return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new TypeError('no answer'));
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', asked);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', { onLine: true });
  answers.length = 0;
  asked.mockClear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('data of pages is waited for', () => {
  it('asks again by itself until the server answers, and says meanwhile what is in the way', async () => {
    answers.push(new TypeError('refused'), page(502), page());
    const got = patientFetch('/x.data');
    await settle();
    expect(obstacle()).toBe('server');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await (await got).text()).toBe('page');
    expect(asked).toHaveBeenCalledTimes(3);
    expect(obstacle()).toBeNull();
  });

  it('tells a device without a network from a server that is away, and asks at once when told to or when the network is back', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const got = patientFetch('/x.data');
    await settle();
    expect(obstacle()).toBe('network');
    askAgain();
    await settle();
    expect(asked).toHaveBeenCalledTimes(2);
    answers.push(page());
    window.dispatchEvent(new Event('online'));
    await settle();
    expect((await got).status).toBe(200);
  });

  it('takes what the installation itself answers, whatever its status', async () => {
    answers.push(page(503, { 'X-Remix-Response': 'yes' }));
    expect((await patientFetch('/x.data')).status).toBe(503);
  });

  it('an answer that never comes, and one cut off in its middle, are none', async () => {
    const cut = new ReadableStream({ start: (controller) => { controller.enqueue(new Uint8Array([1])); controller.error(new TypeError('cut')); } });
    asked.mockImplementationOnce((_url, init) => new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))));
    answers.push(new Response(cut), page());
    const got = patientFetch('/x.data');
    await vi.advanceTimersByTimeAsync(19_000);
    expect(obstacle()).toBeNull();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await (await got).text()).toBe('page');
  });

  it('ends with the page that asked', async () => {
    const stop = new AbortController();
    const got = patientFetch('/x.data', { signal: stop.signal });
    const ended = expect(got).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    stop.abort();
    await ended;
    expect(obstacle()).toBeNull();
  });

  it('sends once what is sent, and throws what a network without an answer throws', async () => {
    answers.push(page(502));
    await expect(patientFetch('/x.data', { method: 'POST' })).rejects.toBeInstanceOf(TypeError);
    await expect(patientFetch('/x.data', { method: 'POST' })).rejects.toBeInstanceOf(TypeError);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(obstacle()).toBeNull();
  });
});
