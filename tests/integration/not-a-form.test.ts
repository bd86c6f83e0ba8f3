import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandForm } from '../support/command-form';
import { arePagesBuilt, pageRoutes, type PageRoute, type ServedInstallation } from '../support/served-installation';
import { serveDesk, type ServedDesk } from './identity/served-desk';
import { sampled } from '../support/long';

const SOME_ID = '0199a000-0000-7000-8000-000000000001';
const routes: PageRoute[] = arePagesBuilt ? await pageRoutes({ meetingId: SOME_ID, documentId: SOME_ID, token: 'khong-co-lien-ket-nay', code: 'KHONG-CO' }) : [];

/** Addresses that are no page, or are the page of another address. */
const BESIDE = ['/', '/khong-co-trang-nay', '/health', '/health/files', `/files/documents/${SOME_ID}/1`, '/upload/verify', `/upload/meetings/${SOME_ID}`, '/upload', '/assets/khong-co.js', '/icons/phien.svg'];

const FORM = 'application/x-www-form-urlencoded';
const multipart = (): FormData => {
  const form = new FormData();
  form.set('command', 'organization.import-people');
  form.set('input', new Blob(['{}']), 'input.json');
  form.set('commandId', new Blob(['x']), 'x');
  return form;
};
/** Bodies that no page of ours sends, and forms that are none of its forms. */
const BODIES: Record<string, { type?: string; body?: () => BodyInit }> = {
  'JSON': { type: 'application/json', body: () => '{"command":"meetings.create"}' },
  'JSON that is none': { type: 'application/json', body: () => '{' },
  'JSON of another shape': { type: 'application/json', body: () => '[1]' },
  'plain text': { type: 'text/plain', body: () => 'command=meetings.create' },
  'a kind that does not exist': { type: 'x', body: () => 'command=meetings.create' },
  'XML': { type: 'application/xml', body: () => '<a/>' },
  'no body and no kind': {},
  'an empty form': { type: FORM, body: () => '' },
  'an input that is no JSON': { type: FORM, body: () => new URLSearchParams({ command: 'agenda.add-item', input: '{', commandId: 'x' }) },
  'an input of another shape': { type: FORM, body: () => new URLSearchParams({ command: 'meetings.publish', input: '[null]' }) },
  'an input without a field': { type: FORM, body: () => commandForm('organization.import-people', {}) },
  'a command that does not exist': { type: FORM, body: () => new URLSearchParams({ command: '__proto__', input: '{' }) },
  'a command that some pages take': { type: FORM, body: () => commandForm('sitting.check-in', { place: 'room' }) },
  'a very long id': { type: FORM, body: () => commandForm('meetings.publish', {}, 'x'.repeat(10_000)) },
  'files in place of fields': { body: multipart },
};

/** Left out with a message where nothing is built (`npm test` builds first). */
describe.skipIf(!arePagesBuilt)(`what is posted to a page and is none of its forms${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, () => {
  let served: ServedInstallation;
  let cookie: string;
  let close: ServedDesk['close'];
  beforeAll(async () => {
    ({ served, cookie, close } = await serveDesk());
  });
  afterAll(() => close());

  it('the list of pages is read from the build', () => expect(routes.filter(({ hasAction }) => hasAction).length).toBeGreaterThan(10));

  it.each(Object.keys(BODIES))('%s is no fault of the server on any page, signed in or not, and a browser is told in words', { timeout: 240_000 }, async (name) => {
    const { type, body } = BODIES[name] ?? {};
    // The page framework says so of every address that is no page.
    const quiet = ['warn', 'error'] as const;
    for (const level of quiet) vi.spyOn(console, level).mockImplementation(() => undefined);
    const faults: unknown[] = [];
    // Each body meets a sixth of the doors, each door a sixth of the bodies.
    const doors = sampled([...routes, ...BESIDE.map((address) => ({ id: address, address }))], 6, Object.keys(BODIES).indexOf(name));
    for (const { id, address } of doors) {
      // Signing out ends the session that the other pages are asked with.
      const cookies = id === 'routes/sign-out' ? [''] : [cookie, ''];
      for (const held of cookies) {
        for (const target of [address, address.startsWith('/?') ? '/_root.data' : `${address.split('?')[0] ?? ''}.data`]) {
          const answer = await served.ask(target, { method: 'POST', headers: { origin: served.origin, accept: 'text/html', ...(held && { cookie: held }), ...(type && { 'content-type': type }) }, body: body?.() });
          const text = await answer.text();
          // What is told by a page is told in its language; an empty answer leaves an empty window.
          if (answer.status >= 500 || (answer.status >= 400 && target === address && text.trim() === '')) faults.push([id, target, held !== '', answer.status, text.slice(0, 200)]);
        }
      }
    }
    vi.restoreAllMocks();
    expect(faults).toEqual([]);
  });
});
