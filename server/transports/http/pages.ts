import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, writeReadableStreamToWritable, type AppLoadContext, type ServerBuild } from '@remix-run/node';
import express, { type Express, type NextFunction, type Request as Incoming, type RequestHandler, type Response as Outgoing } from 'express';
import { projectRoot } from '../../adapters/project-root';
import { pagePatterns } from './page-patterns';

const FORWARDED = /^(?:forwarded$|x-forwarded-)/u;

const built = path.join(projectRoot, 'build', 'remix');

/** What the build leaves beside the files of the pages, for tools: lists with paths of this machine, sources. */
const NOT_FOR_PAGES = /(?:^|[\\/])\.|\.map$/;

export interface PagesOptions {
  /** The one origin people reach this server by. */
  origin: string;
  /** What loaders and actions are given for a request. */
  contextOf(req: Incoming, res: Outgoing): AppLoadContext;
}

/** Where pages come from: what was built, or, at work on the pages, their sources (pages-in-development.ts). */
export interface Pages {
  /** Sources bring their styles by script; what is built never does. */
  inlineStyles: boolean;
  /** Before anybody's session is looked at. */
  mountFirst?(app: Express): void;
  mount(app: Express, options: PagesOptions): Promise<{ stop(): Promise<void>; /** Pattern of the page at a path. */ pageAt?(pathname: string): string | null }>;
}

type Handle = ReturnType<typeof createRequestHandler>;

/**
 * Hands a request to the page framework. Its address is the configured origin's whatever the request calls this host, and
 * its body the bytes that were read and bounded before.
 */
export function answerWith(handle: Handle, { origin, contextOf }: PagesOptions): RequestHandler {
  const answer = async (req: Incoming, res: Outgoing): Promise<void> => {
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    const headers = new Headers();
    // What proxies say was weighed before: the address of a page is the installation's own, and the framework must not find another.
    for (const [name, value] of Object.entries(req.headers)) if (!FORWARDED.test(name)) for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, one);
    const body = res.locals.body as Uint8Array<ArrayBuffer> | undefined;
    const request = new Request(origin + req.originalUrl, { method: req.method, headers, signal: gone.signal, ...(body && { body }) });
    const response = await handle(request, contextOf(req, res));
    res.status(response.status);
    for (const [name, value] of response.headers) res.append(name, value);
    // What pages are made of is somebody's own: no browser keeps it, nor where it was led.
    if (!response.headers.has('cache-control')) res.setHeader('Cache-Control', 'no-store');
    if (response.body) await writeReadableStreamToWritable(response.body, res);
    else res.end();
  };
  return (req: Incoming, res: Outgoing, next: NextFunction) => {
    answer(req, res).catch(next);
  };
}

/** The pages as they were built, with their files. */
export const builtPages: Pages = {
  inlineStyles: false,
  async mount(app, options) {
    const files = express.Router();
    files.use('/assets', express.static(path.join(built, 'client', 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }));
    files.use(express.static(path.join(built, 'client'), { maxAge: '1h', index: false, redirect: false }));
    app.use((req, res, next) => (NOT_FOR_PAGES.test(decodeURIComponent(req.path)) ? next() : files(req, res, next)));
    const build = (await import(pathToFileURL(path.join(built, 'server', 'index.js')).href)) as ServerBuild;
    app.all('*', answerWith(createRequestHandler(build, 'production'), options));
    return { stop: () => Promise.resolve(), pageAt: pagePatterns(build.routes) };
  },
};
