import { randomUUID } from 'node:crypto';
import { decode } from 'turbo-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandForm } from '../support/command-form';
import { arePagesBuilt, type ServedInstallation } from '../support/served-installation';
import { PASSWORD } from './identity/desk';
import { serveDesk, type ServedDesk } from './identity/served-desk';

const UNIT = { name: 'Sở Thử nghiệm', shortName: 'STN', kind: 'department', parentId: null, organId: null, validFrom: '2026-01-01', validTo: null, sortOrder: 1, successorIds: [] };

/** Left out with a message where nothing is built (`npm test` builds first). */
describe.skipIf(!arePagesBuilt)(`the one door of pages to commands${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, () => {
  let desk: ServedDesk['desk'];
  let served: ServedInstallation;
  let cookie: string;
  let close: ServedDesk['close'];
  beforeAll(async () => {
    ({ desk, served, cookie, close } = await serveDesk());
  });
  afterAll(() => close());

  interface Told {
    status: number;
    answer: unknown;
  }

  /** What the page's own program is told. */
  async function send(page: string, body: BodyInit, held = cookie): Promise<Told> {
    const reply = await served.ask(`${page}.data`, { method: 'POST', headers: { origin: served.origin, cookie: held }, body });
    if (!reply.body) return { status: reply.status, answer: null };
    const { value } = await decode(reply.body);
    return { status: reply.status, answer: typeof value === 'object' && value !== null && 'data' in value ? value.data : value };
  }
  const refused = (field: string): Told => ({ status: 400, answer: { ok: false, error: { code: 'invalid', reason: 'input.invalid', params: { field } } } });
  const acts = async (): Promise<number> => (await desk.audit()).length;

  it('a command that the page names is carried out once, however often it is sent under its id', async () => {
    const id = randomUUID();
    const first = await send('/admin/units', commandForm('organization.create-unit', UNIT, id));
    expect(first).toEqual({ status: 200, answer: { ok: true, value: { unitId: expect.any(String) } } });
    const before = await acts();
    expect(await send('/admin/units', commandForm('organization.create-unit', UNIT, id))).toEqual(first);
    expect(await acts()).toBe(before);
  });

  it('the same id with another input is a conflict', async () => {
    const id = randomUUID();
    await send('/admin/units', commandForm('organization.create-unit', { ...UNIT, name: 'Sở Hai', shortName: 'S2' }, id));
    const again = await send('/admin/units', commandForm('organization.create-unit', { ...UNIT, name: 'Sở Ba', shortName: 'S3' }, id));
    expect(again).toMatchObject({ status: 409, answer: { ok: false, error: { code: 'conflict', reason: 'command.id_reused' } } });
  });

  it.each([
    ['no command', new URLSearchParams({ input: '{}' })],
    ['a command that does not exist', commandForm('organization.abolish')],
    ['what every object has', commandForm('constructor')],
    ['the prototype', commandForm('__proto__')],
    ['an intent of old', new URLSearchParams({ intent: 'create', values: JSON.stringify(UNIT) })],
    ['a command of another page', commandForm('organization.create-body', { name: 'Ủy ban' })],
    ['a command that no page sends', commandForm('identity.sign-in', { userName: 'quan.tri', password: PASSWORD, userAgent: '', device: '' })],
    ['a command of an officer at a page of the administrator', commandForm('meetings.create', {})],
  ])('%s is refused and falls through to nothing', async (_what, body) => {
    const before = await acts();
    expect(await send('/admin/units', body)).toEqual(refused('command'));
    expect(await acts()).toBe(before);
  });

  it.each([
    ['that is no JSON', { input: '{' }, 'input'],
    ['that is a list', { input: '[1]' }, 'input'],
    ['that is nothing', { input: 'null' }, 'input'],
    ['that is a word', { input: '"x"' }, 'input'],
    ['under an id that is none', { input: '{}', commandId: 'x' }, 'commandId'],
    ['under a very long id', { input: '{}', commandId: 'x'.repeat(10_000) }, 'commandId'],
  ])('an input %s is refused by the door', async (_what, fields, field) => {
    expect(await send('/admin/units', new URLSearchParams({ command: 'organization.create-unit', ...fields }))).toEqual(refused(field));
  });

  it.each(['command', 'commandId', 'input'])('a file in the place of the field %s is refused', async (field) => {
    const form = new FormData();
    form.set('command', 'organization.create-unit');
    form.set('input', '{}');
    form.set(field, new Blob(['{}']), 'x.json');
    expect(await send('/admin/units', form)).toEqual(refused(field));
  });

  it.each([
    ['lacks a field', { name: 'Sở' }],
    ['has one too many', { ...UNIT, boss: 'x' }],
    ['has a number as text', { ...UNIT, sortOrder: '1' }],
  ])('an input that %s is refused by the command', async (_what, input) => {
    expect(await send('/admin/units', commandForm('organization.create-unit', input))).toMatchObject({ status: 400, answer: { ok: false, error: { code: 'invalid' } } });
  });

  it('the session of a command is the one in the address, whatever the input says', async () => {
    const [there, other] = [randomUUID(), randomUUID()];
    const answer = await send(`/meetings/${there}/edit`, commandForm('meetings.cancel', { meetingId: other, version: 1, reason: 'x' }));
    expect(answer).toMatchObject({ status: 404, answer: { ok: false, error: { code: 'not_found' } } });
  });

  it('a form without a script names its command in a field, and its other fields are the input', async () => {
    const wrong = await send('/account/password', new URLSearchParams({ command: 'identity.change-password', current: 'không phải', next: 'một mật khẩu rất dài 2026' }));
    expect(wrong).toMatchObject({ status: 422, answer: { ok: false, error: { code: 'rejected' } } });
    const page = await served.ask('/account/password', { method: 'POST', headers: { origin: served.origin, cookie, accept: 'text/html' }, body: new URLSearchParams({ command: 'identity.sign-out' }) });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('name="command" value="identity.change-password"');
  });

  it('whoever is signed in no longer is led to sign in again, before the command is looked at', async () => {
    for (const body of [commandForm('organization.create-unit', UNIT), commandForm('organization.abolish'), new URLSearchParams()]) {
      const answer = await served.ask('/admin/units', { method: 'POST', headers: { origin: served.origin }, body });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?next=%2Fadmin%2Funits']);
    }
  });
});
