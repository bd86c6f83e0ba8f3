import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalAuthority } from '../../server/adapters/tls/authority';
import { REQUEST_ID } from '../../server/kernel/request-scope';
import { createPdfInspector } from '../../server/adapters/pdf/inspect';
import { projectRoot } from '../../server/adapters/project-root';
import { SERVER_LIMITS } from '../../server/transports/http/connections';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import { bundleChildren } from '../support/bundled-child';
import { freePort } from '../support/free-port';
import { signedIn } from '../support/sign-in-rows';
import { writeLargePdf } from '../support/large-pdf';
import { tool } from '../support/tools';
import { arePagesBuilt, serveInstallation, type ServedInstallation } from '../support/served-installation';
import { openCommittee, publishedMeeting, type Committee } from './meetings/committee';

const sample = (name: string): string => path.join(projectRoot, 'deploy', name);
const ENV = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` };
const run = promisify(execFile);
const MB = 1024 * 1024;

describe('samples for the operator', () => {
  it.skipIf(!tool('systemd-analyze'))('http N1 systemd takes the units without a word', async () => {
    const said = await run('systemd-analyze', ['verify', '--man=no', '--generators=no', sample('systemd/phien.service'), sample('systemd/phien-standby.service')], { env: ENV });
    expect(`${said.stdout}${said.stderr}`).toBe('');
  });

  it.skipIf(!tool('logrotate'))('http N2 logrotate takes its file', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-rotate-'));
    try {
      // As somebody of this machine; the sample names an account that is made at the installation.
      const config = path.join(folder, 'phien');
      writeFileSync(config, readFileSync(sample('logrotate/phien'), 'utf8').replace('su phien phien', `su ${os.userInfo().username} ${os.userInfo().username}`).replaceAll('/var/log/phien', folder), { mode: 0o600 });
      writeFileSync(path.join(folder, 'phien.log'), 'one line\n');
      await run('logrotate', ['--force', '--state', path.join(folder, 'state'), config], { env: ENV });
      expect([readFileSync(path.join(folder, 'phien.log'), 'utf8'), readFileSync(path.join(folder, 'phien.log.1'), 'utf8')]).toEqual(['', 'one line\n']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(['phien.conf', 'phien-nodes.conf'])('http N3 %s lets go of its connections before Phiên does', (name) => {
    const seconds = /keepalive_timeout (\d+)s;/u.exec(readFileSync(sample(`nginx/${name}`), 'utf8'))?.[1];
    expect(Number(seconds) * 1_000).toBeLessThan(SERVER_LIMITS.keepAliveTimeout ?? 0);
  });
});

interface Heard {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

describe.skipIf(!tool('nginx') || !arePagesBuilt)('nginx in front', () => {
  let folder: string;
  let c: Committee;
  let served: ServedInstallation;
  let nginx: ChildProcess;
  let origin: string;
  let ca: string;
  let cookie: string;
  let children: { folder: string };
  let plainPort: number;
  /** Warnings and errors of the program. */
  const logged: string[] = [];

  /** The sample with other ports and files, in a folder of its own. */
  function configuration(listening: { http: number; https: number; to: number }): string {
    const text = readFileSync(sample('nginx/phien.conf'), 'utf8')
      .replace('listen 80;', `listen 127.0.0.1:${listening.http};`)
      .replace('listen 443 ssl http2 backlog=4096;', `listen 127.0.0.1:${listening.https} ssl http2 backlog=4096;`)
      .replace('server 127.0.0.1:3000;', `server 127.0.0.1:${listening.to};`)
      .replaceAll('phien.example.gov.vn', 'localhost')
      .replaceAll('/etc/phien/tls/', `${folder}/tls/`);
    const file = path.join(folder, `nginx-${listening.https}.conf`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ');
    const user = process.getuid?.() === 0 ? `user ${os.userInfo().username};` : '';
    writeFileSync(file, `${user} daemon off; pid ${folder}/nginx-${listening.https}.pid; error_log ${folder}/error.log info; events {} http { access_log off; ${temporary}\n${text}\n}\n`);
    return file;
  }

  const ask = (target: string, options: RequestOptions & { body?: Readable } = {}): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const { body, ...rest } = options;
      const req = request(`${origin}${target}`, { ca, agent: false, ...rest, headers: { origin, cookie, ...rest.headers } }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
      });
      req.on('error', reject);
      if (body) body.pipe(req);
      else req.end();
    });

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-nginx-'));
    ({ ca } = await openLocalAuthority(path.join(folder, 'tls'), ['localhost', '127.0.0.1'], new Date()));
    const [http, https] = [await freePort(), await freePort()];
    [origin, plainPort] = [`https://localhost:${https}`, http];
    c = await openCommittee();
    const { application, dataDir } = c.installation;
    const made = await bundleChildren('pdf-inspect');
    children = made;
    application.ports.inspector = createPdfInspector({ program: made.programs['pdf-inspect'], wallMs: 120_000 });
    application.jobs.start();
    served = await serveInstallation(application, dataDir, pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }), { origin, proxies: '127.0.0.1' });
    const { token, row } = signedIn(c.secretary.personId, { now: application.ports.clock.now(), run: application.ports.clock.monotonic() });
    await application.database.transaction((db) => db.signIn.create({ data: row }));
    cookie = `__Host-phien=${token}`;
    const file = configuration({ http, https, to: Number(new URL(served.origin).port) });
    await run('nginx', ['-t', '-q', '-c', file, '-p', folder], { env: ENV });
    nginx = spawn('nginx', ['-c', file, '-p', folder], { env: ENV, stdio: 'ignore' });
    expect((await retry(() => ask('/health'))).status).toBe(200);
  }, 120_000);
  afterAll(async () => {
    nginx.kill('SIGTERM');
    await new Promise((resolve) => nginx.once('exit', resolve));
    await served.stop();
    await c.installation.close();
    rmSync(folder, { recursive: true });
    rmSync(children.folder, { recursive: true });
  });

  it('http N3 pages come over TLS under the origin people type; plain http leads there', async () => {
    const page = await ask('/');
    expect([page.status, page.text.includes('<html')]).toEqual([200, true]);
    const plain = await fetch(`http://127.0.0.1:${plainPort}/meetings?when=past`, { redirect: 'manual' });
    expect([plain.status, plain.headers.get('location')]).toEqual([301, 'https://127.0.0.1/meetings?when=past']);
  });

  it('http N4 whose address a request comes from is the tablet, whatever it claims; another Host is no way in', async () => {
    const { application } = c.installation;
    await ask('/sign-in', { method: 'POST', headers: { cookie: '', 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.test' }, body: Readable.from(['userName=ai&password=khong-dung-dau']) });
    const counted = JSON.stringify(application.tallies.drain());
    expect([counted.includes('127.0.0.1'), counted.includes('203.0.113.9')]).toEqual([true, false]);
    const wrong = await ask('/', { servername: 'localhost', headers: { host: 'evil.test' } });
    expect(wrong.status).toBeLessThan(500);
    expect(wrong.headers.location ?? '').not.toContain('evil.test');
    expect(logged).toEqual([]);
  });

  it('http N9 figures are nowhere, and what a stranger calls a request is not what it is called', async () => {
    expect((await ask('/metrics')).status).toBe(404);
    const answer = await ask('/khong-co', { headers: { 'x-request-id': '7KA2-9XHE' } });
    expect(answer.headers['x-request-id']).toMatch(REQUEST_ID);
    expect(answer.headers['x-request-id']).not.toBe('7KA2-9XHE');
  });

  it('http N5 a socket is upgraded and carries words both ways; polling works too', async () => {
    for (const transports of [['websocket'], ['polling']]) {
      const socket = io(origin, { parser: { Encoder, Decoder }, transports, ca, extraHeaders: { origin, cookie, 'sec-fetch-site': 'same-origin' }, forceNew: true, timeout: 10_000, reconnection: false } as never);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      expect(socket.io.engine.transport.name).toBe(transports[0]);
      socket.close();
    }
  });

  it('http N6 a paper of 190 MB goes through as it comes and is a paper; a larger one than allowed is refused in words', { timeout: 240_000 }, async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const file = path.join(folder, 'large.pdf');
    await writeLargePdf(file, 190 * MB);
    const send = async (bytes: Blob): Promise<Heard> => {
      const form = new FormData();
      form.set('itemId', itemId);
      form.set('file', bytes, 'Báo cáo tổng hợp ý kiến thành viên.pdf');
      const made = new Response(form);
      return ask(`/upload/meetings/${meetingId}`, { method: 'POST', headers: { 'content-type': made.headers.get('content-type') ?? '' }, body: Readable.fromWeb(made.body as never) });
    };
    const taken = await send(await openAsBlob(file));
    expect([taken.status, taken.text]).toEqual([201, expect.stringContaining('documentId') as string]);
    const refused = await send(new Blob([await openAsBlob(file), Buffer.alloc(11 * MB)]));
    expect([refused.status, refused.text]).toEqual([413, expect.stringContaining('too_large') as string]);
  });

  it('http N7 an answer is passed on while it is being made, and a body before it has ended', async () => {
    // What stands behind is asked of the same file with a server that can say when it heard what.
    let begun = 0;
    const behind = createServer((req, res) => {
      req.once('data', () => {
        begun = performance.now();
        res.write('một');
      });
      req.on('end', () => res.end('hai'));
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    const [http, https] = [await freePort(), await freePort()];
    const second = spawn('nginx', ['-c', configuration({ http, https, to: (behind.address() as AddressInfo).port }), '-p', folder], { env: ENV, stdio: 'ignore' });
    try {
      const heard = await retry(
        () =>
          new Promise<{ first: number; text: string }>((resolve, reject) => {
            const req = request(`https://localhost:${https}/`, { method: 'POST', ca, agent: false, headers: { 'transfer-encoding': 'chunked' } }, (res) => {
              let [first, text] = [0, ''];
              res.setEncoding('utf8').on('data', (part: string) => {
                if (first === 0) {
                  first = performance.now();
                  req.end('đủ');
                }
                text += part;
              });
              res.on('end', () => resolve({ first, text }));
            });
            req.on('error', reject);
            req.write('phần đầu');
          }),
      );
      expect(heard.text).toBe('mộthai');
      expect(heard.first).toBeGreaterThanOrEqual(begun);
    } finally {
      second.kill('SIGTERM');
      await new Promise((resolve) => second.once('exit', resolve));
      behind.closeAllConnections();
      await new Promise((resolve) => behind.close(resolve));
    }
  });
});

async function retry<T>(work: () => Promise<T>): Promise<T> {
  for (let count = 0; ; count += 1) {
    try {
      return await work();
    } catch (error) {
      if (count === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
