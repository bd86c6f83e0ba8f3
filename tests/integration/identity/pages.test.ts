import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arePagesBuilt, pageRoutes, serveInstallation, type ServedInstallation } from '../../support/served-installation';
import { openDesk, PASSWORD, type Desk } from './desk';

describe.skipIf(!arePagesBuilt)('identity over HTTP', () => {
  let desk: Desk;
  let served: ServedInstallation;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.addAccount('khiem.lq');
    served = await serveInstallation(desk.application, desk.installation.dataDir);
  }, 120_000);
  afterAll(async () => {
    await served.stop();
    await desk.installation.close();
  });

  const signIn = (cookie: string, next: string, password = PASSWORD) =>
    served.ask('/sign-in', { method: 'POST', headers: { origin: served.origin, cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ userName: 'khiem.lq', password, next }) });
  const cookiesOf = (response: Response): Record<string, string> => Object.fromEntries(response.headers.getSetCookie().map((line) => line.split(';', 1)[0]?.split('=', 2) as [string, string]));
  const header = (cookies: Record<string, string>): string => Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ');

  it('identity I12 I14 signing in gives the browser a token of its own, and signing in again ends the session before', async () => {
    const first = await signIn('', '/account');
    expect(first.headers.get('location')).toBe('/account');
    expect(first.headers.getSetCookie().find((line) => line.startsWith('phien_device='))).toMatch(/HttpOnly/);
    const before = cookiesOf(first);
    const again = cookiesOf(await signIn(header(before), '/'));
    expect(again.phien_device).toBe(before.phien_device);
    expect(await desk.resolve(before.phien_session ?? '')).toBeNull();
    expect(await desk.resolve(again.phien_session ?? '')).not.toBeNull();
    // Another person's typing in the same hall does not keep this tablet out.
    for (let guess = 0; guess < 6; guess += 1) await signIn('', '/', 'đoán bừa một lần nữa');
    expect((await signIn('', '/')).status).toBe(429);
    expect((await signIn(`phien_device=${again.phien_device ?? ''}`, '/')).status).toBe(302);
  });

  it.each(['/%09/evil.example', '//evil.example', '/%5Cevil.example', 'https://evil.example/', '%2F%2Fevil.example', '/.//evil.example'])('identity I16 nothing leads to another host: %s', async (next) => {
    const { phien_session, phien_device } = cookiesOf(await signIn(`phien_device=${(await desk.application.execute('identity.sign-in', { userName: 'khiem.lq', password: PASSWORD }, { kind: 'anonymous', ip: '10.7.0.1' })).device}`, '/'));
    const cookie = header({ phien_session: phien_session ?? '', phien_device: phien_device ?? '' });
    const led = [
      await served.ask(`/sign-in?next=${next}`, { headers: { cookie } }),
      await served.ask(`/sign-in?next=${encodeURIComponent(decodeURIComponent(next))}`, { headers: { cookie } }),
      await signIn(cookie, decodeURIComponent(next)),
      await served.ask('/language', { method: 'POST', headers: { origin: served.origin, cookie, referer: `${served.origin}${decodeURIComponent(next).replace(/[^\x21-\x7e]/g, '')}` }, body: new URLSearchParams({ locale: 'vi' }) }),
    ];
    for (const response of led) {
      expect(response.status).toBe(302);
      expect(new URL(response.headers.get('location') ?? '', served.origin).origin).toBe(served.origin);
      expect(response.headers.get('location')).toMatch(/^\/(?![/\\])/);
    }
  });

  it('identity I17 no browser keeps a page or its data, and drops its copies of papers when a sign-in begins or ends', async () => {
    const device = (await desk.application.execute('identity.sign-in', { userName: 'khiem.lq', password: PASSWORD }, { kind: 'anonymous', ip: '10.7.0.2' })).device;
    const began = await signIn(`phien_device=${device}`, '/');
    expect(began.headers.get('clear-site-data')).toBe('"cache"');
    const cookie = header(cookiesOf(began));
    const routes = (await pageRoutes({})).filter(({ hasPage }) => hasPage).map(({ address }) => address);
    expect(routes.length).toBeGreaterThan(20);
    const dataOf = (address: string): string => `${address.split('?')[0]?.replace(/\/$/u, '') || '/_root'}.data`;
    const kept: string[] = [];
    for (const address of routes.flatMap((route) => [route, dataOf(route)])) {
      for (const headers of [{}, { cookie }] as Record<string, string>[]) {
        const answer = await served.ask(address, { headers });
        await answer.body?.cancel();
        if (answer.headers.get('cache-control') !== 'no-store') kept.push(`${address} ${answer.status} ${answer.headers.get('cache-control')}`);
      }
    }
    expect(kept).toEqual([]);
    const out = await served.ask('/sign-out', { method: 'POST', headers: { origin: served.origin, cookie }, body: new URLSearchParams() });
    expect(out.headers.get('clear-site-data')).toBe('"cache"');
    // The cookie of a sign-in that has ended, wherever it comes back.
    const page = await served.ask('/', { headers: { cookie, 'sec-fetch-dest': 'document' } });
    expect([page.headers.get('clear-site-data'), page.headers.getSetCookie().find((line) => line.startsWith('phien_session='))]).toEqual(['"cache"', expect.stringContaining('Max-Age=0')]);
    for (const address of ['/_root.data', '/files/documents/x/1']) expect((await served.ask(address, { headers: { cookie } })).headers.get('clear-site-data')).toBe('"cache"');
  }, 120_000);
});
