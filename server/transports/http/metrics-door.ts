import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BootError, isLoopback, type Config } from '../../kernel/config';
import { SERVER_LIMITS } from './connections';

/** The figures as a program that collects them reads them. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the request brings the key. Digests are of one length, so that the time of comparing tells nothing. */
export function bringsKey(req: Pick<IncomingMessage, 'headers'>, key: string): boolean {
  const [scheme = '', given = ''] = (req.headers.authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && timingSafeEqual(digest(given), digest(key));
}

/** A page that a browser was led to by a name of its own must not read what lies on this machine. */
const isNamedAsIs = (host: string): boolean => isLoopback(host) || /^[\d.]+$|^\[[0-9a-f:.]+\]$/iu.test(host);

/** Answers with the figures; never kept, never read by a page of a browser. */
export async function sendMetrics(res: ServerResponse, page: MetricsPage): Promise<void> {
  const text = await page.text();
  res.writeHead(200, { 'Content-Type': page.contentType, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'" }).end(text);
}

/**
 * `/metrics` at an address of its own, for a collector on this machine or, with a key, on the operators' network.
 * @throws BootError when the address cannot be had.
 */
export async function serveMetrics({ host, port }: NonNullable<Config['metrics']>, key: string | null, page: MetricsPage, onFault: (error: unknown) => void): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(SERVER_LIMITS, (req, res) => {
    const named = /^(\[[^\]]*\]|[^:]*)/u.exec(req.headers.host ?? '')?.[0] ?? '';
    const refuse = (status: number): void => void res.writeHead(status, { 'Cache-Control': 'no-store' }).end();
    if (key === null && !isNamedAsIs(named)) refuse(403);
    else if (key !== null && !bringsKey(req, key)) refuse(401);
    else if (req.method !== 'GET' || (req.url ?? '').split('?', 1)[0] !== '/metrics') refuse(404);
    else
      sendMetrics(res, page).catch((error: unknown) => {
        onFault(error);
        if (res.headersSent) res.destroy();
        else refuse(500);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new BootError(`Không mở được địa chỉ số liệu PHIEN_METRICS=${host}:${port} (${error.message}).`, `The address for metrics, PHIEN_METRICS=${host}:${port}, cannot be used (${error.message}).`, { cause: error })),
    );
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
