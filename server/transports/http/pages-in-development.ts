import { request } from 'node:http';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { Request as Incoming, RequestHandler, Response as Outgoing } from 'express';
import { ESModulesEvaluator, ModuleRunner, type ModuleRunnerTransport } from 'vite/module-runner';
import { answerWith, type Pages } from './pages';

type Invoke = NonNullable<ModuleRunnerTransport['invoke']>;
type Asked = Parameters<Invoke>[0];
type Answer = Awaited<ReturnType<Invoke>>;

/** What goes between the program that watches the sources (server/dev/watch.mjs), which holds Vite, and this process. */
export type ToWatcher = { ask: number; data: Asked } | { isReady: true } | { isListening: true };
export type FromWatcher = { answer: number; result: Answer } | { go: string } | { changed: string[] };

export interface Watcher {
  tell(message: ToWatcher): void;
  hear(listener: (message: FromWatcher) => void): void;
  /** Where Vite answers: a socket of this machine. */
  socketPath: string;
}

/** Where an open page hears that it is to load anew. */
const CHANGES = '/dev/changes';
/** The whole page graph, as the page framework wants it. */
const BUILD = 'virtual:remix/server-build';
const COME_AGAIN_MS = 100;

const escaped = (text: string): string => text.replace(/[&<]/gu, (character) => (character === '&' ? '&amp;' : '&lt;'));

/** Files of the pages come from Vite; what it does not have is asked of the installation. */
function fromVite(socketPath: string): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const asked = request({ socketPath, method: req.method, path: req.originalUrl, headers: { ...req.headers, host: 'localhost' } }, (answer) => {
      if (answer.headers['x-pages'] === 'none') {
        answer.resume();
        return next();
      }
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    asked.on('error', next);
    asked.end();
  };
}

/**
 * Pages from their sources, transformed by the one Vite that outlives this process, so that a restart does not begin from nothing.
 * Part of no production build (tests/integration/dev.test.ts).
 * @returns the pages, and what has them evaluated before the first request.
 */
export function pagesInDevelopment({ tell, hear, socketPath }: Watcher): { pages: Pages; warm(): Promise<void> } {
  const waiting = new Map<number, (answer: Answer) => void>();
  const open = new Set<Outgoing>();
  const born = Date.now();
  let asked = 0;
  let changes = 0;
  const invoke: Invoke = (data) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve);
      tell({ ask: asked, data });
    });
  const runner = new ModuleRunner({ transport: { invoke }, hmr: false, sourcemapInterceptor: 'node' }, new ESModulesEvaluator());
  /** The files, and what was evaluated with them; what nobody has evaluated may be a new part of anything. */
  function forget(files: readonly string[]): void {
    const { evaluatedModules } = runner;
    const found = files.map((file) => evaluatedModules.getModulesByFile(file));
    if (found.includes(undefined)) return evaluatedModules.clear();
    const stale = new Set([...found.flatMap((modules) => [...(modules ?? [])]), ...[...evaluatedModules.idToModuleMap.values()].filter(({ id }) => id.startsWith('\0virtual:remix/'))]);
    for (const module of stale) {
      for (const importer of module.importers) {
        const known = evaluatedModules.getModuleById(importer);
        if (known) stale.add(known);
      }
      evaluatedModules.invalidateModule(module);
    }
  }
  const load = (): Promise<ServerBuild> => runner.import<ServerBuild>(BUILD);
  const word = (): string => `retry: ${COME_AGAIN_MS}\ndata: ${born}.${changes}\n\n`;
  hear((message) => {
    if ('answer' in message) {
      waiting.get(message.answer)?.(message.result);
      waiting.delete(message.answer);
    }
    if (!('changed' in message)) return;
    forget(message.changed);
    changes += 1;
    for (const page of open) page.write(word());
  });

  function listen(_req: Incoming, res: Outgoing): void {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform' });
    res.write(word());
    open.add(res);
    res.on('close', () => open.delete(res));
  }
  // Open streams would hold the server that is to stop.
  process.once('SIGTERM', () => open.forEach((page) => page.end()));

  const pages: Pages = {
    inlineStyles: true,
    mountFirst(app) {
      app.get(CHANGES, listen);
      app.use(fromVite(socketPath));
    },
    mount(app, options) {
      app.all('*', (req, res, next) => {
        load().then(
          (build) => answerWith(createRequestHandler(build, 'development'), options)(req, res, next),
          // What does not compile is told where it is looked for, and mended there: the page waits for the next change.
          (error: unknown) => {
            const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
            process.stderr.write(`${text}\n`);
            const script = `new EventSource('${CHANGES}').onmessage = ({ data }) => { if (data !== '${born}.${changes}') location.reload(); };`;
            res.status(500).type('html').send(`<!doctype html><meta charset="utf-8"><title>Phiên</title><pre>${escaped(text)}</pre><script nonce="${res.locals.nonce}">${script}</script>`);
          },
        );
      });
      return Promise.resolve({ stop: () => runner.close() });
    },
  };
  return { pages, warm: async () => void (await load()) };
}
