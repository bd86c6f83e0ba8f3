import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { pino, type Logger } from 'pino';
import { projectRoot } from '../../server/adapters/project-root';
import type { Application } from '../../server/application';
import { readConfig } from '../../server/kernel/config';
import type { MetricsPage } from '../../server/transports/http/metrics-door';
import { createHttpTransport, type HttpTransport } from '../../server/transports/http/server';
import { createSignIns } from '../../server/transports/http/sign-ins';
import { createRealtime } from '../../server/transports/realtime/gateway';
import { freePort } from './free-port';

const pages = path.join(projectRoot, 'build', 'remix', 'server', 'index.js');

/** Whether the pages are built; with CI=true they must be. */
export const arePagesBuilt = existsSync(pages);
if (!arePagesBuilt && process.env.CI === 'true') throw new Error('the pages are not built: node server/build.mjs');

export interface PageRoute {
  id: string;
  /** With sample values in place of parameters. */
  address: string;
  hasAction: boolean;
  hasPage: boolean;
  hasLoader: boolean;
}

/** Every route of the built pages that has an address of its own. @param values parameter → value. */
export async function pageRoutes(values: Readonly<Record<string, string>>): Promise<PageRoute[]> {
  const { routes } = (await import(pathToFileURL(pages).href)) as ServerBuild;
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? [pathOf(route.parentId), route.path ?? ''].filter(Boolean).join('/') : '';
  };
  return Object.values(routes).flatMap((route) =>
    route === undefined || (route.path === undefined && !route.index)
      ? []
      : [
          {
            id: route.id,
            address: `/${pathOf(route.id).replace(/:(\w+)\??/gu, (_, name: string) => values[name] ?? name)}${route.index ? '?index' : ''}`,
            hasAction: route.module.action !== undefined,
            hasPage: route.module.loader !== undefined || route.module.default !== undefined,
            hasLoader: route.module.loader !== undefined,
          },
        ],
  );
}

export interface ServedInstallation {
  origin: string;
  http: HttpTransport;
  ask(target: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** The cookie of a sign-in over HTTP, as a browser sends it back. */
export async function cookieOf(served: ServedInstallation, userName: string, password: string): Promise<string> {
  const answer = await served.ask('/sign-in', { method: 'POST', headers: { origin: served.origin }, body: new URLSearchParams({ userName, password }) });
  return (answer.headers.getSetCookie().find((line) => line.startsWith('phien_session=')) ?? '').split(';')[0] ?? '';
}

/**
 * The whole HTTP transport with the built pages, on a free port that is also its origin.
 * @param behind a proxy stands in front: the origin people type, and who is believed; the sockets are served too.
 */
export async function serveInstallation(application: Application, dataDir: string, log: Logger = pino({ level: 'silent' }), behind?: { origin: string; proxies: string }, more: { env?: Record<string, string>; metrics?: MetricsPage } = {}): Promise<ServedInstallation> {
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  const config = readConfig({ PORT: String(port), PHIEN_ORIGIN: behind?.origin ?? own, PHIEN_TRUSTED_PROXIES: behind?.proxies, PHIEN_DATA: dataDir, ...more.env }, ['--empty']);
  const signIns = createSignIns(application, { https: config.origin.startsWith('https:') });
  const http = await createHttpTransport({ application, config, signIns, tls: null, log, sample: false, metrics: more.metrics });
  const realtime = behind && createRealtime({ application, signIns, server: http.server, origin: config.origin, log });
  await new Promise<void>((resolve) => http.server.listen(port, '127.0.0.1', resolve));
  return {
    origin: own,
    http,
    ask: (target, init = {}) => fetch(own + target, { redirect: 'manual', ...init }),
    async stop() {
      await realtime?.stop();
      await http.stop();
      await signIns.stop();
    },
  };
}
