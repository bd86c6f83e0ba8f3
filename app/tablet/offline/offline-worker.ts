/**
 * The worker that answers when a page is loaded and the server cannot be reached: by one page of the program that says so.
 * It keeps that page's own files, listed when the program was built, and never anything else: no page of the server, no
 * data, no paper (docs/decisions/055).
 */
import { isFromProxy } from './patient-fetch';
import { PROGRAM_CACHE } from './program-cache';

/** Put in by the build: addresses of the script, the styles and the faces of that page; their names change with what is in them. */
declare const OFFLINE_FILES: { script: string; style: string; others: readonly string[] };

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskedEvent extends LastingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope extends EventTarget {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const worker = globalThis as unknown as WorkerScope;

const { script, style, others } = OFFLINE_FILES;
const FILES = [script, style, ...others];
const CACHE = PROGRAM_CACHE + script;

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @param isSent a form that a browser sends as a page of its own: it cannot be sent from here once more. */
const offlinePage = (isSent: boolean): Response =>
  new Response(
    `<!doctype html><html lang="vi" data-sent="${isSent}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>Phiên</title><link rel="icon" href="/icons/phien.svg?offline"><link rel="stylesheet" href="${style}"><script src="${script}" defer></script></head><body></body></html>`,
    { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' } },
  );

async function pageOf(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => null);
  return answer === null || isFromProxy(answer) ? offlinePage(request.method !== 'GET') : answer;
}

/** A file that is saved would be saved as this page. */
const isSaved = ({ pathname, searchParams }: URL): boolean => searchParams.has('download') || /\.\w+$/u.test(pathname);

const keepOnlyOwn = async (): Promise<void> => {
  const old = (await caches.keys()).filter((name) => name.startsWith(PROGRAM_CACHE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
};

worker.addEventListener('install', (event) => {
  (event as LastingEvent).waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => (event as LastingEvent).waitUntil(keepOnlyOwn()));
worker.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as AskedEvent;
  const url = new URL(request.url);
  if (url.origin !== globalThis.location.origin) return;
  if (request.mode === 'navigate' && !isSaved(url)) respondWith.call(event, pageOf(request));
  else if (FILES.includes(url.pathname + url.search)) respondWith.call(event, caches.match(request).then((kept) => kept ?? fetch(request)));
});
