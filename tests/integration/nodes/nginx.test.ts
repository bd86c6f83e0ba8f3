import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openMeetingFeed } from '../../../app/tablet/live/meeting-feed';
import { openLocalAuthority } from '../../../server/adapters/tls/authority';
import { projectRoot } from '../../../server/adapters/project-root';
import { Decoder, Encoder } from '../../../server/shared/protocol/ink-wire';
import { commandForm } from '../../support/command-form';
import { freePort } from '../../support/free-port';
import { InkClient } from '../../support/ink-client';
import { sampleStroke, seededRandom } from '../../support/ink-samples';
import { writeLargePdf } from '../../support/large-pdf';
import { startPair, type NodePair } from '../../support/node-pair';
import { canHaveNodes } from '../../support/nodes';
import { arePagesBuilt } from '../../support/served-installation';
import { tool } from '../../support/tools';

const ENV = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` };
const MB = 1024 * 1024;
const run = promisify(execFile);

describe.runIf(arePagesBuilt && tool('nginx') && canHaveNodes())('two nodes behind nginx', () => {
  let folder: string;
  let pair: NodePair;
  let nginx: ChildProcess;
  let origin: string;
  let ca: string;
  const sockets: Socket[] = [];

  const ask = (target: string, options: RequestOptions & { body?: Readable } = {}): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const { body, ...rest } = options;
      const req = request(`${origin}${target}`, { ca, agent: false, ...rest, headers: { origin, ...rest.headers } }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: res.statusCode ?? 0, text }));
      });
      req.on('error', reject);
      if (body) body.pipe(req);
      else req.end();
    });

  beforeAll(async () => {
    vi.stubGlobal('navigator', { onLine: true });
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-nginx-nodes-'));
    ({ ca } = await openLocalAuthority(path.join(folder, 'tls'), ['localhost', '127.0.0.1'], new Date()));
    const [http, https] = [await freePort(), await freePort()];
    origin = `https://localhost:${https}`;
    const proxied = { PHIEN_TRUSTED_PROXIES: '127.0.0.1' };
    pair = await startPair(8, { origin, env: [proxied, proxied] });
    const text = readFileSync(path.join(projectRoot, 'deploy', 'nginx', 'phien-nodes.conf'), 'utf8')
      .replace('listen 80;', `listen 127.0.0.1:${http};`)
      .replace('listen 443 ssl http2 backlog=4096;', `listen 127.0.0.1:${https} ssl http2 backlog=4096;`)
      .replaceAll('10.0.0.11:3000', `127.0.0.1:${pair.nodes[0].port}`)
      .replaceAll('10.0.0.12:3000', `127.0.0.1:${pair.nodes[1].port}`)
      .replaceAll('phien.example.gov.vn', 'localhost')
      .replaceAll('/etc/phien/tls/', `${folder}/tls/`);
    const file = path.join(folder, 'nginx.conf');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ');
    const user = process.getuid?.() === 0 ? `user ${os.userInfo().username};` : '';
    writeFileSync(file, `${user} daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log info; events {} http { access_log off; ${temporary}\n${text}\n}\n`);
    await run('nginx', ['-t', '-q', '-c', file, '-p', folder], { env: ENV });
    nginx = spawn('nginx', ['-c', file, '-p', folder], { env: ENV, stdio: 'ignore' });
    await vi.waitFor(async () => expect((await ask('/health')).status).toBe(200), { timeout: 20_000 });
  }, 180_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    nginx.kill('SIGTERM');
    await new Promise((resolve) => nginx.once('exit', resolve));
    await pair.stop();
    rmSync(folder, { recursive: true });
    vi.unstubAllGlobals();
  });
  const headersOf = (index: number): Record<string, string> => pair.headers[pair.people[index] ?? ''] ?? {};
  const enter = (to: string, index: number, transports = ['websocket']): Promise<Socket> => {
    const socket = io(to, { parser: { Encoder, Decoder }, transports, ca, extraHeaders: { ...headersOf(index), 'sec-fetch-site': 'same-origin' }, forceNew: true, timeout: 10_000 } as never);
    sockets.push(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });
  };

  it('http N13 a sign-in holds at both, what is done at one is seen at the other, and ink from either is in one order', async () => {
    const [a, b] = pair.nodes;
    for (const { url } of [a, b]) {
      const page = await fetch(`${url}/`, { headers: { ...headersOf(0), 'x-forwarded-proto': 'https' }, redirect: 'manual' });
      expect([page.status, (await page.text()).includes('<html')]).toEqual([200, true]);
    }
    const views: { at: string; json: string }[] = [];
    for (const { url } of [a, b]) openMeetingFeed(await enter(url, 1), pair.room.meetingId, { onView: (view) => void views.push({ at: url, json: JSON.stringify(view) }), onPage: () => undefined, onStatus: () => undefined, onEnd: () => undefined });
    await vi.waitFor(() => expect(new Set(views.map(({ at }) => at)).size).toBe(2), { timeout: 10_000 });
    const seen = views.length;
    const done = await ask(`/meetings/${pair.room.meetingId}/sitting/console.data`, { method: 'POST', headers: { ...pair.headers[pair.secretary], 'content-type': 'application/x-www-form-urlencoded' }, body: Readable.from([commandForm('sitting.extend-item', { itemId: pair.room.items.first, minutes: 5 }).toString()]) });
    expect(done.status, done.text).toBe(200);
    await vi.waitFor(() => expect(new Set(views.slice(seen).map(({ at }) => at)).size).toBe(2), { timeout: 10_000 });
    const random = seededRandom(13);
    const clients = [a, b].map(({ url }, index) => new InkClient({ url, person: pair.people[2 + index] ?? '', doc: pair.room.papers.first, headers: headersOf(2 + index) }));
    for (const client of clients) await client.until(() => client.welcome !== null, 'welcome');
    for (const client of [...clients, ...clients]) client.draw(sampleStroke(random, 4));
    await Promise.all(clients.map((client) => client.until(() => client.applied.shared.length === 4, 'four strokes')));
    expect(clients[0]?.applied.shared.map(({ opId }) => opId)).toEqual(clients[1]?.applied.shared.map(({ opId }) => opId));
    for (const client of clients) client.close();
  });

  it('http N11 through nginx long polling stays with its node, and web sockets are upgraded', async () => {
    for (let index = 0; index < 8; index += 1) {
      const polling = await enter(origin, index, ['polling']);
      for (let asked = 0; asked < 3; asked += 1) expect(await polling.timeout(5_000).emitWithAck('ink:join', {})).toMatchObject({ ok: false });
    }
    expect((await enter(origin, 0)).io.engine.transport.name).toBe('websocket');
  });

  it('http N13 a large paper goes through either, and a node that is gone is passed over', { timeout: 240_000 }, async () => {
    const file = path.join(folder, 'large.pdf');
    const send = async (): Promise<number> => {
      // Another paper each time: the same would be refused.
      await writeLargePdf(file, 80 * MB);
      const form = new FormData();
      form.set('itemId', pair.room.items.second);
      form.set('file', await openAsBlob(file), 'Báo cáo.pdf');
      const made = new Response(form);
      return (await ask(`/upload/meetings/${pair.room.meetingId}`, { method: 'POST', headers: { ...pair.headers[pair.secretary], 'content-type': made.headers.get('content-type') ?? '' }, body: Readable.fromWeb(made.body as never) })).status;
    };
    expect([await send(), await send()]).toEqual([201, 201]);
    await pair.nodes[0].kill();
    for (let round = 0; round < 6; round += 1) expect((await ask('/health')).status).toBe(200);
    expect(await send()).toBe(201);
    expect((await enter(origin, 5)).io.engine.transport.name).toBe('websocket');
    await pair.nodes[0].start();
    await expect.poll(() => fetch(`${pair.nodes[0].url}/health`).then(({ status }) => status), { timeout: 20_000 }).toBe(200);
  });
});
