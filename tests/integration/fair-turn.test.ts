import express from 'express';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createFairShares, SHARE_LIMITS, type FairShares } from '../../server/kernel/fair-shares';
import { errorResponse } from '../../server/transports/http/errors';
import { fairTurn } from '../../server/transports/http/fair-turn';
import type { ResolvedSignIn } from '../../server/transports/http/sign-ins';
import { createLoopMeter } from '../../server/transports/http/loop-meter';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

describe('requests of one person', () => {
  let server: Server;
  let shares: FairShares;
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  /** Pages, and a file that takes as long as its reader does. */
  async function serve(): Promise<(person: string | null, path?: string, headers?: Record<string, string>) => Promise<Answer>> {
    const app = express();
    app.use((req, res, next) => {
      const personId = req.headers['x-person'];
      // Whose it is is all that is looked at here.
      res.locals.signIn = typeof personId === 'string' ? ({ personId } as ResolvedSignIn) : null;
      next();
    });
    shares = createFairShares(createLoopMeter());
    app.use(fairTurn(shares));
    app.get('/files/slow', (_req, res) => {
      res.setHeader('Content-Length', 4);
      res.write('ab');
      setTimeout(() => res.end('cd'), 400);
    });
    app.get('*', (_req, res) => {
      res.send('page');
    });
    app.use(errorResponse(pino({ level: 'silent' }), { noteRefusal: () => undefined }));
    await new Promise<void>((resolve) => void (server = app.listen(0, '127.0.0.1', resolve)));
    const { port } = server.address() as AddressInfo;
    return (person, path = '/', headers = { accept: 'text/html' }) =>
      new Promise((resolve, reject) => {
        request({ port, host: '127.0.0.1', path, agent: false, headers: { ...headers, ...(person === null ? {} : { 'x-person': person }) } }, (answer) => {
          let body = '';
          answer.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
        })
          .on('error', reject)
          .end();
      });
  }

  /** What somebody has done who asked for pages without end. */
  const overdraw = (person: string): void => shares.charge(person, SHARE_LIMITS.ahead + 1_000);

  it('who has used up their share is told when to come again, in both languages; others are served', async () => {
    const ask = await serve();
    overdraw('greedy');
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('greedy')));
    expect((await ask('member')).status).toBe(200);
    for (const { status, headers, body } of answers) {
      expect(status).toBe(429);
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(30);
      expect(body).toMatch(/Xin chờ một chút[\s\S]*lang="en"/u);
    }
  });

  it('programs are told as data', async () => {
    const ask = await serve();
    overdraw('greedy');
    const { status, body } = await ask('greedy', '/meetings.data', { accept: '*/*' });
    expect(status).toBe(429);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'rate_limited', reason: 'load.own_share' } });
  });

  it('three devices with six connections each are served', async () => {
    const ask = await serve();
    expect((await Promise.all(Array.from({ length: 18 }, () => ask('leader')))).every(({ status }) => status === 200)).toBe(true);
  });

  it('what is the same for everybody is served to whoever has nothing left', async () => {
    const ask = await serve();
    overdraw('greedy');
    expect((await ask('greedy', '/assets/entry.js')).status).toBe(200);
  });

  it('slow receivers of files keep neither their person nor others out', async () => {
    const ask = await serve();
    const slow = Promise.all(Array.from({ length: 20 }, () => ask('reader', '/files/slow')));
    expect((await ask('reader')).status).toBe(200);
    expect((await ask('member')).status).toBe(200);
    expect((await slow).every(({ status, body }) => status === 200 && body === 'abcd')).toBe(true);
  });

  it('without a session nothing is counted', async () => {
    const ask = await serve();
    expect((await Promise.all(Array.from({ length: 60 }, () => ask(null)))).every(({ status }) => status === 200)).toBe(true);
  });
});
