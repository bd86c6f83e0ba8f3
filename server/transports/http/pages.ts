import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { projectRoot } from '../../adapters/project-root';

const built = path.join(projectRoot, 'build', 'remix');

/**
 * Mounts the pages: built ones with their assets, or, for work on the pages themselves, Vite in the same process.
 * @param contextOf what loaders and actions are given for a request.
 */
export async function mountPages(
  app: Express,
  { development, contextOf }: { development: boolean; contextOf: (req: Request, res: Response) => AppLoadContext },
): Promise<{ stop(): Promise<void> }> {
  if (development) {
    const { createServer } = await import('vite');
    const vite = await createServer({ root: projectRoot, server: { middlewareMode: true, hmr: false } });
    app.use(vite.middlewares);
    const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<unknown> as Promise<ServerBuild>;
    app.all('*', createRequestHandler({ build, getLoadContext: contextOf, mode: 'development' }) as RequestHandler);
    return { stop: () => vite.close() };
  }
  app.use('/assets', express.static(path.join(built, 'client', 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use(express.static(path.join(built, 'client'), { maxAge: '1h', index: false }));
  const build = (await import(pathToFileURL(path.join(built, 'server', 'index.js')).href)) as ServerBuild;
  app.all('*', createRequestHandler({ build, getLoadContext: contextOf, mode: 'production' }) as RequestHandler);
  return { stop: () => Promise.resolve() };
}
