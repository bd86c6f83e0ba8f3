import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDesk, type ServedDesk } from '../integration/identity/served-desk';
import { ask, tablesOf } from '../support/installation';
import { commandForm } from '../support/command-form';
import { arePagesBuilt, pageRoutes, type PageRoute, type ServedInstallation } from '../support/served-installation';

const SOME_ID = '0199a000-0000-7000-8000-000000000001';
const PARAMETERS = { meetingId: SOME_ID, documentId: SOME_ID, token: 'khong-co-lien-ket-nay', code: 'KHONG-CO' };
const routes: PageRoute[] = arePagesBuilt ? await pageRoutes(PARAMETERS) : [];

/** Pages that people without a session may see; everything else sends them to the sign-in page. */
const PUBLIC = new Set(['routes/sign-in', 'routes/sign-out', 'routes/language', 'routes/verify._index', 'routes/verify.$code', 'routes/welcome.$token', 'routes/trust', 'routes/screen', 'routes/screen_.state', 'routes/locked', 'routes/lock', 'routes/pass.$token', 'routes/guest', 'routes/rehearsal.leave', 'routes/rehearsal.state', 'routes/rehearsal.over', 'routes/rehearsal.wall.$id']);

const JSON_DOORS = new Set(['routes/meetings.$meetingId.ballot', 'routes/meetings.$meetingId.secret.$questionId', 'routes/meetings.$meetingId.committee.$questionId']);
const WALL = 'routes/_app.meetings.$meetingId.sitting.screen';

/** Ways a foreign page, or no page at all, sends something under the cookie of a signed-in person (reliability-security: C10). */
const VECTORS: Record<string, { headers: (own: URL) => Record<string, string>; target?: (address: string) => string; body?: BodyInit }> = {
  'a foreign origin': { headers: () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }) },
  'the origin null': { headers: () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' }) },
  'no word of where it comes from': { headers: () => ({}) },
  'another port of this host': { headers: ({ hostname }) => ({ origin: `http://${hostname}:1` }) },
  'another scheme of this host': { headers: ({ host }) => ({ origin: `https://${host}` }) },
  'a forged forwarded host': { headers: ({ host }) => ({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: `host=${host}` }) },
  'a foreign origin under a host name of its own': { headers: () => ({ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }) },
  'the loader parameter of old': { headers: ({ origin }) => ({ origin }), target: (address) => `${address}${address.includes('?') ? '&' : '?'}_data=routes%2Fsign-out` },
  'the single-fetch address': { headers: () => ({ origin: 'https://evil.example' }), target: (address) => (address.startsWith('/?') ? '/_root.data' : `${address.split('?')[0] ?? ''}.data`) },
  'plain text': { headers: () => ({ origin: 'https://evil.example', 'content-type': 'text/plain' }), body: 'command=meetings.create&input={}' },
  'a multipart form': { headers: () => ({ origin: 'https://evil.example' }), body: (() => { const form = new FormData(); form.set('command', 'meetings.create'); return form; })() },
};

/** Digest of every row of every table; last activity is no act of the caller. */
async function digestOf(dataDir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const table of await tablesOf(dataDir)) {
    const rows = (await ask(dataDir, `SELECT * FROM "${table}"`)).map((row) => JSON.stringify({ ...row, lastSeenAt: null, seenRun: null }));
    hash.update(`${table}\n${rows.sort().join('\n')}\n`);
  }
  return hash.digest('hex');
}

/** Left out with a message where nothing is built (`npm test` builds first). */
describe.skipIf(!arePagesBuilt)(`requests to every page${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, () => {
  let desk: ServedDesk['desk'];
  let served: ServedInstallation;
  let cookie: string;
  let close: ServedDesk['close'];
  beforeAll(async () => {
    ({ desk, served, cookie, close } = await serveDesk());
    expect(cookie).not.toBe('');
  });
  afterAll(() => close());

  it('the list of pages is read from the build and is not short', () => {
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter(({ hasAction }) => hasAction).length).toBeGreaterThan(5);
    expect([...PUBLIC].filter((id) => !routes.some((route) => route.id === id) && id !== 'routes/trust' && id !== 'routes/welcome.$token')).toEqual([]);
  });

  it.each(Object.keys(VECTORS))('%s changes nothing, on any page', async (name) => {
    const vector = VECTORS[name];
    if (!vector) throw new Error('the vector is gone');
    const before = await digestOf(desk.installation.dataDir);
    for (const { id, address } of routes) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await served.ask(vector.target?.(address) ?? address, { method, headers: { cookie, ...vector.headers(new URL(served.origin)) }, body: vector.body ?? new URLSearchParams({ command: 'meetings.create', input: '{}', everywhere: 'yes', locale: 'en' }) });
        await answer.arrayBuffer();
        expect([id, method, answer.status]).toEqual([id, method, 403]);
      }
    }
    expect(await digestOf(desk.installation.dataDir)).toBe(before);
  });

  it('our own page gets through: the refusals above are no refusal of everything', async () => {
    const answer = await served.ask('/language', { method: 'POST', headers: { cookie, origin: served.origin }, body: new URLSearchParams({ locale: 'en' }) });
    expect(answer.status).toBe(302);
    expect(await desk.audit()).toContain('identity.set-locale');
  });

  it.each(routes.map((route) => [route.id, route] as const))('without a session: %s', async (id, { address, hasAction, hasPage }) => {
    const before = await digestOf(desk.installation.dataDir);
    const seen = await served.ask(address);
    const text = await seen.text();
    if (PUBLIC.has(id)) expect(seen.headers.get('location') ?? '').not.toContain('/sign-in');
    else if (!hasPage) expect(seen.status).toBe(400);
    // A screen on the wall asks to be paired; it never shows a sign-in (R21).
    else if (id === WALL) expect([seen.status, seen.headers.get('location')]).toEqual([302, '/screen']);
    // Asked for by a page that is open, not by a person: JSON says it.
    else if (JSON_DOORS.has(id)) expect([seen.status, JSON.parse(text)]).toEqual([401, expect.objectContaining({ reason: 'sign_in_first' })]);
    else expect([seen.status, seen.headers.get('location')]).toEqual([302, expect.stringMatching(/^\/sign-in\?next=%2F/u)]);
    expect(text).not.toContain('Đỗ Khắc Trường Vân');
    if (hasAction && !PUBLIC.has(id)) {
      const sent = await served.ask(address, { method: 'POST', headers: { origin: served.origin }, body: commandForm('meetings.create') });
      await sent.arrayBuffer();
      expect(sent.status, `POST ${address}`).not.toBe(200);
      expect([302, 400, 401, 404, 415]).toContain(sent.status);
    }
    expect(await digestOf(desk.installation.dataDir)).toBe(before);
  });

  it('a form announced too large, or not announced, is refused unread', async () => {
    const large = await served.ask('/sign-in', { method: 'POST', headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' }, body: 'x'.repeat(4 * 1024 * 1024 + 1) }).catch(() => null);
    expect(large === null || large.status === 413).toBe(true);
  });
});
