import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPublicError, DomainError } from '../../server/kernel/errors';
import { isAllowedHandshake, originCheck } from '../../server/transports/http/origin-check';

const ORIGIN = 'https://phien.thanhgiang.gov.vn:8443';

interface Vector {
  title: string;
  headers: Record<string, string | string[]>;
  allowed: boolean;
}

const VECTORS: Vector[] = [
  { title: 'same origin by fetch metadata', headers: { 'sec-fetch-site': 'same-origin' }, allowed: true },
  { title: 'exact origin', headers: { origin: ORIGIN }, allowed: true },
  { title: 'both', headers: { 'origin': ORIGIN, 'sec-fetch-site': 'same-origin' }, allowed: true },
  { title: 'null origin of our own page', headers: { 'origin': 'null', 'sec-fetch-site': 'same-origin' }, allowed: true },
  { title: 'neither', headers: {}, allowed: false },
  { title: 'null origin', headers: { origin: 'null' }, allowed: false },
  { title: 'evil origin', headers: { origin: 'https://evil.test' }, allowed: false },
  { title: 'other scheme', headers: { origin: ORIGIN.replace('https', 'http') }, allowed: false },
  { title: 'other port', headers: { origin: 'https://phien.thanhgiang.gov.vn:9443' }, allowed: false },
  { title: 'no port', headers: { origin: 'https://phien.thanhgiang.gov.vn' }, allowed: false },
  { title: 'host as prefix', headers: { origin: `${ORIGIN}.evil.test` }, allowed: false },
  { title: 'host as suffix', headers: { origin: 'https://evil-phien.thanhgiang.gov.vn:8443' }, allowed: false },
  { title: 'upper case', headers: { origin: ORIGIN.toUpperCase() }, allowed: false },
  { title: 'trailing slash', headers: { origin: `${ORIGIN}/` }, allowed: false },
  { title: 'empty origin', headers: { origin: '' }, allowed: false },
  { title: 'cross site', headers: { 'sec-fetch-site': 'cross-site' }, allowed: false },
  { title: 'same site', headers: { 'sec-fetch-site': 'same-site' }, allowed: false },
  { title: 'typed address', headers: { 'sec-fetch-site': 'none' }, allowed: false },
  { title: 'foreign host name pointing here', headers: { 'origin': 'https://evil.test', 'sec-fetch-site': 'same-origin' }, allowed: false },
  { title: 'doubled metadata', headers: { 'sec-fetch-site': ['same-origin', 'cross-site'] }, allowed: false },
  { title: 'spoofed forwarded host', headers: { 'origin': 'https://evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' }, allowed: false },
  { title: 'spoofed host', headers: { origin: 'https://evil.test', host: 'evil.test' }, allowed: false },
  { title: 'referer alone', headers: { referer: `${ORIGIN}/meetings` }, allowed: false },
];

let server: Server;
let ran = 0;

beforeAll(async () => {
  const app = express();
  app.use(originCheck(ORIGIN));
  app.all('*', (_req, res) => {
    ran += 1;
    res.send('ran');
  });
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    res.status(error instanceof DomainError ? error.status : 500).json(toPublicError(error));
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function send(method: string, path: string, headers: Vector['headers'], body = ''): Promise<{ status: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: res.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('http C10 requests that change something', () => {
  const bodies = ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'];
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    it.each(VECTORS)(`${method}: $title`, async ({ headers, allowed }) => {
      for (const type of bodies) {
        const before = ran;
        const { status, text } = await send(method, '/meetings/1?index', { ...headers, 'content-type': type }, '{}');
        expect(status).toBe(allowed ? 200 : 403);
        expect(ran - before).toBe(allowed ? 1 : 0);
        if (!allowed) expect(JSON.parse(text)).toMatchObject({ code: 'forbidden', reason: 'request.cross_origin' });
      }
    });
  }

  it.each(['/a?_data=routes/ui', '/a?x=1&_data=', '/a?%5Fdata=routes/ui', '/a.data?_data=x'])(
    'refuses the loader parameter whoever asks: %s',
    async (path) => {
      for (const method of ['GET', 'POST']) expect((await send(method, path, { origin: ORIGIN })).status).toBe(403);
    },
  );

  it('lets .data requests of our pages through and stops foreign ones', async () => {
    expect((await send('POST', '/a.data', { origin: ORIGIN })).status).toBe(200);
    expect((await send('POST', '/a.data', { origin: 'https://evil.test' })).status).toBe(403);
  });

  it('leaves reading alone', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect((await send(method, '/a', {})).status).toBe(200);
  });
});

describe('http C11 socket handshakes', () => {
  const asRequest = (headers: Vector['headers']): IncomingMessage => {
    const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
    return { headers: Object.fromEntries(flat) } as IncomingMessage;
  };

  it.each(VECTORS)('polling: $title', ({ headers, allowed }) => {
    expect(isAllowedHandshake(asRequest(headers), ORIGIN)).toBe(allowed);
  });

  it.each(VECTORS)('websocket: $title', ({ headers }) => {
    const upgrade = asRequest({ ...headers, upgrade: 'websocket' });
    expect(isAllowedHandshake(upgrade, ORIGIN)).toBe(headers.origin === ORIGIN);
  });
});
