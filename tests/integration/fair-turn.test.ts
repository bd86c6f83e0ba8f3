import express from 'express';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createFairShares } from '../../server/kernel/fair-shares';
import { errorResponse } from '../../server/transports/http/errors';
import { fairTurn } from '../../server/transports/http/fair-turn';

/** Keeps the processor for so long. */
function burn(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

describe('requests of one person', () => {
  let server: Server;
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  /** Pages that keep the processor for 50 ms, and a file that takes as long as its reader does. */
  async function serve(): Promise<(person: string | null, path?: string, headers?: Record<string, string>) => Promise<Answer>> {
    const app = express();
    app.use((req, res, next) => {
      const personId = req.headers['x-person'];
      res.locals.session = typeof personId === 'string' ? { personId } : null;
      next();
    });
    app.use(fairTurn(createFairShares({ now: () => performance.now(), busy: () => performance.eventLoopUtilization().active })));
    app.get('/files/slow', (_req, res) => {
      res.setHeader('Content-Length', 4);
      res.write('ab');
      setTimeout(() => res.end('cd'), 400);
    });
    app.get('*', (_req, res) => {
      burn(50);
      res.send('page');
    });
    app.use(errorResponse(pino({ level: 'silent' })));
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

  it('who asks for a hundred pages at once is told when to come again, in both languages; others are served', async () => {
    const ask = await serve();
    const greedy = Promise.all(Array.from({ length: 150 }, () => ask('greedy')));
    const member = await ask('member');
    expect(member.status).toBe(200);
    const answers = await greedy;
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(100);
    const [first] = refused;
    expect(Number(first?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(first?.body).toMatch(/Xin chờ một chút[\s\S]*lang="en"/u);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(4);
  }, 30_000);

  it('programs are told as data', async () => {
    const ask = await serve();
    const answers = await Promise.all(Array.from({ length: 120 }, () => ask('greedy', '/meetings.data', { accept: '*/*' })));
    const refused = answers.find(({ status }) => status === 429);
    expect(JSON.parse(refused?.body ?? '')).toMatchObject({ error: { code: 'rate_limited', reason: 'load.own_share' } });
  }, 30_000);

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
  }, 30_000);
});
