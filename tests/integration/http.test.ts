import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Application } from '../../server/application';
import { openTestInstallation } from '../support/installation';
import { arePagesBuilt, serveInstallation, type ServedInstallation } from '../support/served-installation';
import { assemble, type Assembly } from './sitting/assembly';
import { openDesk, PASSWORD, type Desk } from './identity/desk';

interface Logged extends ServedInstallation {
  logs: string[];
}

/** With what it logged from warnings on. */
async function serve(application: Application, dataDir: string): Promise<Logged> {
  const logs: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logs.push(line) });
  return { ...(await serveInstallation(application, dataDir, log)), logs };
}

/** Left out with a message where nothing is built (`npm test` builds first). */
describe.skipIf(!arePagesBuilt)(`http${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, () => {
  let room: Assembly;
  let served: Logged;
  const ask: ServedInstallation['ask'] = (target, init) => served.ask(target, init);
  const uploads = (): string => path.join(room.installation.dataDir, 'uploads');

  beforeAll(async () => {
    room = await assemble({ members: 3 });
    served = await serve(room.installation.application, room.installation.dataDir);
  });
  afterAll(async () => {
    await served.stop();
    await room.close();
  });

  const form = (fields: Record<string, string>) => new URLSearchParams(fields);
  const reasonOf = async (answer: Response) => ((await answer.json()) as { error: { reason: string } }).error.reason;

  describe('headers', () => {
    it('let only scripts of this answer run, by a nonce that is never the same, and load nothing from elsewhere', async () => {
      const answers = [await ask('/sign-in'), await ask('/sign-in')];
      const policies = answers.map(({ headers }) => headers.get('content-security-policy') ?? '');
      const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
      expect(nonces[0]).toHaveLength(24);
      expect(nonces[0]).not.toBe(nonces[1]);
      for (const [index, answer] of answers.entries()) {
        const page = await answer.text();
        const scripts = [...page.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
        expect(scripts.length).toBeGreaterThan(0);
        for (const tag of scripts) expect(tag).toContain(`nonce="${nonces[index] ?? ''}"`);
        expect(page).not.toMatch(/<[^>]+\sstyle="/);
        expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
      }
      expect(policies[0]).toContain("default-src 'none'");
      expect(policies[0]).toContain("frame-ancestors 'none'");
      expect(policies[0]).toContain(`connect-src 'self' ${served.origin.replace('http', 'ws')}`);
      expect(policies[0]).not.toMatch(/unsafe|https?:/);
    });

    it('stand on every kind of answer', async () => {
      const answers = await Promise.all([ask('/health'), ask('/sign-in'), ask('/files/documents/x/1'), ask('/khong-co'), ask('/sign-out', { method: 'POST' })]);
      for (const { headers } of answers) {
        expect(headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('referrer-policy')).toBe('same-origin');
        expect(headers.get('x-powered-by')).toBeNull();
      }
    });
  });

  describe('where a request comes from', () => {
    const targets = ['/sign-in', '/sign-out', '/language', '/upload/verify', '/upload/meetings/x', '/verify', '/khong-co'];

    it('is proved before anything that changes something, on pages, resource routes and uploads alike', async () => {
      for (const target of targets) {
        const foreign: Record<string, string>[] = [{}, { origin: 'http://evil.example' }, { origin: 'null' }, { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, { 'x-forwarded-host': new URL(served.origin).host, origin: 'http://evil.example' }, { 'sec-fetch-site': 'same-site' }];
        for (const headers of foreign) {
          const answer = await ask(target, { method: 'POST', headers, body: form({ a: '1' }) });
          expect([target, headers, answer.status]).toEqual([target, headers, 403]);
          expect(await reasonOf(answer)).toBe('request.cross_origin');
        }
      }
    });

    it('is believed of our own pages', async () => {
      const answer = await ask('/language', { method: 'POST', headers: { origin: served.origin }, body: form({ locale: 'en' }) });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/']);
      expect(answer.headers.get('set-cookie')).toMatch(/^phien_locale=en; .*SameSite=Lax/);
    });

    it('matters also for the loader parameter of old, which nothing here uses', async () => {
      expect((await ask('/sign-in?_data=routes%2Fsign-in')).status).toBe(403);
    });
  });

  describe('files on their way in', () => {
    const envelope = (): FormData => {
      const body = new FormData();
      body.set('file', new Blob(['%PDF-1.7']), 'a.pdf');
      return body;
    };

    it('that a killed server left half are gone after the next start', async () => {
      const { application, dataDir, clock } = await openTestInstallation();
      const half = path.join(dataDir, 'uploads', 'half');
      writeFileSync(half, 'from before');
      await application.stop();
      const next = await openTestInstallation({ dataDir, at: clock.now().toISOString() });
      expect(existsSync(half)).toBe(false);
      await next.close();
    });

    it('leave the disk the space the journals of a sitting need', async () => {
      const { application } = room.installation;
      const blobs = Object.assign(Object.create(application.ports.blobs) as typeof application.ports.blobs, { floorBytes: Number.MAX_SAFE_INTEGER });
      const narrow = await serve({ ...application, blobs }, room.installation.dataDir);
      const answer = await narrow.ask('/upload/verify', { method: 'POST', headers: { origin: narrow.origin }, body: envelope() });
      expect([answer.status, await reasonOf(answer)]).toEqual([507, 'storage.full']);
      await narrow.stop();
    });

    it('to be verified by anybody hold no place that others need: eighteen half-open ones close nothing', { timeout: 120_000 }, async () => {
      const { port } = new URL(served.origin);
      const half = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-`;
      const lines = Array.from({ length: 18 }, () => {
        const line = connect(Number(port), '127.0.0.1');
        line.on('error', () => undefined);
        line.write(`POST /upload/verify HTTP/1.1\r\nHost: x\r\nOrigin: ${served.origin}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n${half}`);
        return line;
      });
      await vi.waitFor(() => expect(readdirSync(uploads()).length).toBe(18), { timeout: 20_000 });
      const taken = await ask('/upload/verify', { method: 'POST', headers: { origin: served.origin }, body: envelope() });
      expect([taken.status, ((await taken.json()) as { verdict: string }).verdict]).toEqual([200, 'indeterminate']);
      for (const line of lines) line.destroy();
      await vi.waitFor(() => expect(readdirSync(uploads())).toEqual([]), { timeout: 20_000 });
    });
  });

  describe('what is not written as it should be', () => {
    const FORM = 'application/x-www-form-urlencoded';
    const post = (type: string | undefined, body: BodyInit | undefined, headers: Record<string, string> = {}): RequestInit => ({ method: 'POST', headers: { origin: served.origin, ...(type && { 'content-type': type }), ...headers }, body });

    it.each<[string, string, () => RequestInit, number, string]>([
      ['no form at all', '/sign-in', () => post(undefined, undefined), 415, 'request.not_a_form'],
      ['JSON in place of a form', '/sign-in', () => post('application/json', '{}'), 415, 'request.not_a_form'],
      ['plain text', '/language', () => post('text/plain', 'locale=en'), 415, 'request.not_a_form'],
      ['half a multipart form', '/language', () => post('multipart/form-data; boundary=x', '--x\r\nContent-Dis'), 400, 'request.form_malformed'],
      ['a multipart form without its boundary', '/language', () => post('multipart/form-data', '--x--'), 400, 'request.form_malformed'],
      ['bytes that are no UTF-8', '/language', () => post(FORM, new Uint8Array([0x61, 0x3d, 0xff])), 400, 'request.form_malformed'],
      ['percent signs that are no UTF-8', '/sign-in', () => post(FORM, 'userName=%ff'), 400, 'request.form_malformed'],
      ['more than 64 kB before signing in', '/sign-in', () => post(FORM, `userName=${'x'.repeat(70_000)}`), 413, 'request.form_too_large'],
      ['thousands of fields', '/sign-in', () => post(FORM, 'a&'.repeat(30_000)), 413, 'request.too_many_fields'],
      ['a compressed form', '/sign-in', () => post(FORM, 'a=1', { 'content-encoding': 'gzip' }), 415, 'request.encoding'],
      ['another method', '/sign-in', () => ({ method: 'PUT', headers: { origin: served.origin } }), 405, 'request.method'],
      ['a path that is no UTF-8', '/%ff', () => ({}), 400, 'request.address'],
      ['a zero byte in the path', '/a%00b', () => ({}), 400, 'request.address'],
      ['a very long address', `/sign-in?next=${'x'.repeat(5_000)}`, () => ({}), 414, 'request.address_too_long'],
      ['hundreds of parameters', `/sign-in?${'a&'.repeat(200)}`, () => ({}), 400, 'request.address'],
    ])('%s is refused with its status and a sentence in both languages', async (_name, target, init, status, reason) => {
      const answer = await ask(target, init());
      const { error } = (await answer.json()) as { error: { reason: string; text: { vi: string; en: string } } };
      expect([answer.status, error.reason]).toEqual([status, reason]);
      expect(error.text.vi).toMatch(/[ăâđêôơưạảấ]/u);
      expect(error.text.en).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
      const page = await ask(target, { ...init(), headers: { ...init().headers, accept: 'text/html' } });
      expect(await page.text()).toContain('lang="vi"');
      expect(served.logs).toEqual([]);
    });

    it('is no fault of the server: a forged host, odd cookies and ranges, a missing list of routes', async () => {
      const odd: [string, Record<string, string>][] = [
        ['/sign-in', { 'x-forwarded-host': 'x:99999' }], ['/sign-in', { 'x-forwarded-proto': 'gopher' }], ['/sign-in', { cookie: 'phien_session=%ff; a=%; =;;; phien_locale=%00' }],
        ['/icons/phien.svg', { range: 'bytes=9-1,x-,-' }], ['/icons/phien.svg', { range: 'bytes=99999999-' }], ['/icons/phien.svg', { 'if-match': '"x"' }], ['/_root.data?_routes=%00', {}], ['/sign-in.data?_routes=khong/co', {}], ['/sign-in.data', {}],
      ];
      for (const [target, headers] of odd) expect((await ask(target, { headers })).status, target).toBeLessThan(500);
    });

    it('leaves no list of the build, source map or hidden file to be read', async () => {
      for (const target of ['/.vite/manifest.json', '/.vite/', '/%2evite/manifest.json', '/assets/../.vite/manifest.json', '/assets/x.js.map', '/.env']) {
        const answer = await ask(target);
        expect([target, answer.status]).toEqual([target, 404]);
        expect(await answer.text()).not.toContain('isEntry');
      }
      expect((await ask('/icons/phien.svg')).status).toBe(200);
    });
  });

  describe('errors', () => {
    it('are JSON with the code\'s status, never a stack', async () => {
      const anonymous = await ask(`/files/documents/${room.papers.first}/1`);
      expect([anonymous.status, anonymous.headers.get('content-type')]).toEqual([404, expect.stringContaining('application/json')]);
      const bad = await ask('/files/documents/x/abc');
      expect(bad.status).toBeGreaterThanOrEqual(400);
      expect(bad.status).toBeLessThan(500);
      expect(JSON.stringify(await bad.json())).not.toMatch(/\bat |\.ts|node_modules/);
      expect(served.logs).toEqual([]);
    });

    it('send people without a session to the sign-in page and back to where they were', async () => {
      const answer = await ask(`/meetings/${room.meetingId}?trang=2`);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, `/sign-in?next=${encodeURIComponent(`/meetings/${room.meetingId}?trang=2`)}`]);
    });
  });
});

/** Signing in over HTTP, with real passwords. */
describe.skipIf(!arePagesBuilt)('http sign-in', () => {
  let desk: Desk;
  let served: Logged;
  const ask: ServedInstallation['ask'] = (target, init) => served.ask(target, init);

  beforeAll(async () => {
    desk = await openDesk();
    await desk.addAccount('thu.ky', { roles: ['officer'] });
    served = await serve(desk.application, desk.installation.dataDir);
  });
  afterAll(async () => {
    await served.stop();
    await desk.installation.close();
  });

  const signIn = (fields: Record<string, string>) => ask('/sign-in', { method: 'POST', headers: { origin: served.origin }, body: new URLSearchParams({ userName: 'thu.ky', password: PASSWORD, ...fields }) });
  const cookieOf = (answer: Response) => answer.headers.getSetCookie().find((line) => line.startsWith('phien_session=')) ?? '';

  it('gives a cookie that scripts cannot read, and stays on this host whatever "next" says', async () => {
    for (const [next, location] of [['/meetings/1', '/meetings/1'], ['//evil.example', '/'], ['https://evil.example', '/'], ['/\\evil.example', '/']] as const) {
      const answer = await signIn({ next });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
      expect(cookieOf(answer)).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    }
  });

  it('says the same for a wrong password and an unknown name, and keeps the name in the form', async () => {
    const wrong = await signIn({ password: 'không phải mật khẩu' });
    const unknown = await signIn({ userName: 'khong.co' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect([cookieOf(wrong), cookieOf(unknown)]).toEqual(['', '']);
    expect(await wrong.text()).toContain('value="thu.ky"');
  });

  it('ends with the session: what is written after it expired is refused and said so, not lost on an error page', async () => {
    const cookie = cookieOf(await signIn({})).split(';')[0] ?? '';
    expect((await ask('/', { headers: { cookie } })).status).toBe(200);
    desk.installation.clock.advance(16 * 60_000);
    const written = await ask('/meetings/new', { method: 'POST', headers: { origin: served.origin, cookie }, body: new URLSearchParams({ title: 'Phiên họp thường kỳ' }) });
    expect([302, 401]).toContain(written.status);
    expect((await ask('/', { headers: { cookie } })).headers.get('location')).toBe('/sign-in?next=%2F');
  });

  it('is undone by signing out, on the server too', async () => {
    const cookie = cookieOf(await signIn({})).split(';')[0] ?? '';
    const out = await ask('/sign-out', { method: 'POST', headers: { origin: served.origin, cookie }, body: new URLSearchParams() });
    expect([out.status, out.headers.get('location')]).toEqual([302, '/sign-in']);
    expect(cookieOf(out)).toContain('Max-Age=0');
    expect((await ask('/', { headers: { cookie } })).status).toBe(302);
  });
});
