import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUEST_ID } from '../../../server/kernel/request-scope';
import { keptLog } from '../../support/kept-log';
import type { TestInstallation } from '../../support/installation';
import { arePagesBuilt, cookieOf, serveInstallation, type ServedInstallation } from '../../support/served-installation';
import { openDesk, PASSWORD, type Desk } from '../identity/desk';

/** Left out with a message where nothing is built (`npm test` builds first). */
describe.skipIf(!arePagesBuilt)(`codes of requests${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, () => {
  const kept = keptLog();
  let desk: Desk;
  let installation: TestInstallation;
  let served: ServedInstallation;
  let proxied: ServedInstallation;
  /** What fails as nobody foresaw, by name. */
  let broken: string | null = null;
  beforeAll(async () => {
    desk = await openDesk();
    ({ installation } = desk);
    await desk.addAccount('quantri', { roles: ['admin'] });
    const { application } = installation;
    const failing = (name: string): Promise<never> => Promise.reject(new Error(`${name} broke inside`));
    const faulty: typeof application = {
      ...application,
      query: (name, input, caller) => (name === broken ? failing(name) : application.query(name, input, caller)),
      execute: (name, input, caller, options) => (name === broken ? failing(name) : application.execute(name, input, caller, options)),
    };
    served = await serveInstallation(faulty, installation.dataDir, kept.log);
    proxied = await serveInstallation(faulty, installation.dataDir, kept.log, { origin: 'https://hop.example', proxies: '127.0.0.1' });
  });
  afterAll(async () => {
    await served.stop();
    await proxied.stop();
    await installation.close();
  });
  const codeOf = (answer: Response): string => answer.headers.get('x-request-id') ?? '';
  const linesOf = (code: string) => kept.entries().filter(({ request }) => request === code);

  it('http O1 every answer has its own, of whatever kind', async () => {
    const answers = [];
    for (const target of ['/health', '/ready', '/sign-in', '/khong-co', '/assets/none.js', '/files/documents/x/1', '/sign-in.data']) answers.push(await served.ask(target));
    answers.push(await served.ask('/sign-out', { method: 'POST' }));
    answers.push(await served.ask('/', { method: 'PUT' }));
    const codes = answers.map(codeOf);
    for (const code of codes) expect(code).toMatch(REQUEST_ID);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('http O2 what a stranger claims counts for nothing; of a listed proxy our form is taken, another stands beside it', async () => {
    expect(codeOf(await served.ask('/khong-co', { headers: { 'x-request-id': '7KA2-9XHE' } }))).not.toBe('7KA2-9XHE');
    expect(codeOf(await proxied.ask('/khong-co', { headers: { 'x-request-id': '7KA2-9XHE' } }))).toBe('7KA2-9XHE');
    const foreign = '0123456789abcdef0123456789abcdef';
    const answer = await proxied.ask('/khong-co', { headers: { 'x-request-id': foreign } });
    expect(codeOf(answer)).toMatch(REQUEST_ID);
    await expect.poll(() => linesOf(codeOf(answer))).toMatchObject([{ msg: 'answered', proxied: foreign }]);
    const evil = await proxied.ask('/khong-co', { headers: { 'x-request-id': '{"level":60}' } });
    await expect.poll(() => linesOf(codeOf(evil)).length).toBe(1);
    expect(linesOf(codeOf(evil))[0]?.proxied).toBeUndefined();
  });

  it('http O3 O4 a page that is refused or fails says it in both languages, and by it one finds the line', async () => {
    const missing = await served.ask('/khong-co');
    const text = await missing.text();
    expect(missing.status).toBe(404);
    expect(text).toContain(`Mã yêu cầu: ${codeOf(missing)}`);
    expect(await (await served.ask('/khong-co', { headers: { cookie: 'phien_locale=en' } })).text()).toContain('Request code: ');
    await expect.poll(() => linesOf(codeOf(missing))).toMatchObject([{ msg: 'answered', status: 404, page: 'other', method: 'GET' }]);
    expect(Object.keys(linesOf(codeOf(missing))[0] ?? {})).not.toContain('path');

    broken = 'records.by-code';
    const failed = await served.ask('/verify/ABCD');
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain(`Mã yêu cầu: ${codeOf(failed)}`);
    await expect.poll(() => linesOf(codeOf(failed)).map(({ msg }) => msg)).toEqual(['page failed', 'answered']);
    expect(linesOf(codeOf(failed))[0]).toMatchObject({ err: { message: 'records.by-code broke inside' } });
    expect(linesOf(codeOf(failed))[1]).toMatchObject({ page: '/verify/:code', status: 500 });
    const asData = await served.ask('/verify/ABCD.data');
    const data = await asData.text();
    expect(data).toContain(codeOf(asData));
    expect(data).not.toContain('broke inside');
    broken = null;
  });

  it('http O3 a command that fails inside answers its form with it, and so does what is asked by a program', async () => {
    const cookie = await cookieOf(served, 'quantri', PASSWORD);
    broken = 'identity.change-password';
    const fields = { command: 'identity.change-password', input: JSON.stringify({ current: PASSWORD, next: PASSWORD }) };
    const answer = await served.ask('/account/password.data', { method: 'POST', headers: { origin: served.origin, cookie }, body: new URLSearchParams(fields) });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain(codeOf(answer));
    expect(linesOf(codeOf(answer))[0]).toMatchObject({ msg: 'page failed', err: { message: 'identity.change-password broke inside' } });
    broken = 'records.verify-upload';
    const body = new FormData();
    body.set('file', new Blob(['%PDF-1.7 nothing']), 'a.pdf');
    const upload = await served.ask('/upload/verify', { method: 'POST', headers: { origin: served.origin }, body });
    expect([upload.status, await upload.json()]).toMatchObject([500, { error: { code: 'internal', params: { request: codeOf(upload) } } }]);
    expect(linesOf(codeOf(upload)).map(({ msg }) => msg)).toContain('request failed');
    broken = null;
  });

  it('http O3 where no page can be drawn the plain one says it too', async () => {
    const answer = await served.ask('/', { method: 'PUT', headers: { origin: served.origin, accept: 'text/html' } });
    const text = await answer.text();
    expect(answer.status).toBe(405);
    expect(text).toContain(`Mã yêu cầu: ${codeOf(answer)}`);
    expect(text).toContain(`Request code: ${codeOf(answer)}`);
  });

  it('http N8 a wrong Host is answered, and leads nowhere else', async () => {
    for (const host of ['evil.example', 'evil.example:99999', '[::1', '', 'a b', '%00', 'x'.repeat(300)]) {
      const status = await rawStatus(served.origin, host);
      expect([host, status]).toEqual([host, expect.stringMatching(/^(?:200|302|400)$/u)]);
    }
  });
});

async function rawStatus(origin: string, host: string): Promise<string> {
  const { connect } = await import('node:net');
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(`GET /sign-in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('close', () => {
      expect(text.split('\r\n\r\n', 1)[0]).not.toContain('evil');
      resolve(/^HTTP\/1\.1 (\d+)/u.exec(text)?.[1] ?? '');
    });
    socket.on('error', reject);
  });
}
