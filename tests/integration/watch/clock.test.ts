import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createInstallationClock } from '../../../server/adapters/system/clock';
import { anonymous, system } from '../../../server/kernel/actor';
import { watchInstallation } from '../../../server/transports/installation-watch';
import { createSignIns } from '../../../server/transports/http/sign-ins';
import { openTestInstallation, testClock, type TestInstallation } from '../../support/installation';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PASSWORD = 'giấy tờ để ở nhà 2026';
const installer = system('installer');
const log = pino({ level: 'silent' });

let installation: TestInstallation;
afterEach(() => installation.close());

async function signedIn(): Promise<string> {
  await installation.application.execute('organization.create-person', { userName: 'khiem.lq', fullName: 'Lại Quốc Khiêm', password: PASSWORD }, installer);
  return (await installation.application.execute('identity.sign-in', { userName: 'khiem.lq', password: PASSWORD }, anonymous('10.0.0.1'))).token;
}
const resolve = (token: string) => installation.application.query('identity.resolve-sign-in', { token }, system('transport'));

describe('the clock of the installation', () => {
  it('watch W1 the time of the installation never goes back, goes on while it is behind, and takes the machine\u2019s again when that has caught up', async () => {
    installation = await openTestInstallation();
    const machine = testClock('2026-11-26T01:00:00Z');
    const clock = createInstallationClock(machine, { recorded: 0, run: 0 });
    const told = [clock.now()];
    for (const step of [0, -3 * HOUR, 20 * MINUTE, -20 * MINUTE, 3 * HOUR]) {
      machine.step(step);
      for (let minute = 0; minute < 30; minute += 1) {
        machine.advance(MINUTE);
        told.push(clock.now());
      }
    }
    for (const [index, at] of told.entries()) if (index > 0) expect(at.getTime()).toBeGreaterThan(told[index - 1]?.getTime() ?? 0);
    machine.advance(24 * HOUR);
    expect(clock.now()).toEqual(machine.now());
  });

  it('watch W1 what is recorded after the clock was set back, or after a start with such a clock, is not before what was recorded', async () => {
    installation = await openTestInstallation();
    const note = () => installation.application.execute('watch.note-step', { seconds: 1, when: 'running', machine: installation.clock.now().toISOString() }, system('watch'));
    await note();
    installation.clock.step(-3 * HOUR);
    await note();
    installation.clock.step(3 * HOUR + 20 * MINUTE);
    await note();
    await installation.application.stop();
    const dataDir = installation.dataDir;
    installation = await openTestInstallation({ dataDir, at: '2026-11-25T22:00:00Z' });
    await note();
    const rows = await installation.application.database.reader.auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(rows.filter(({ action }) => action === 'watch.note-step')).toHaveLength(4);
    for (const [index, { at }] of rows.entries()) if (index > 0) expect(at.getTime()).toBeGreaterThanOrEqual(rows[index - 1]?.at.getTime() ?? 0);
  });

  it.each([
    ['three hours back', -3 * HOUR],
    ['three hours forward', 3 * HOUR],
    ['twenty minutes forward', 20 * MINUTE],
    ['twenty minutes back', -20 * MINUTE],
  ])('watch W2 a clock set %s signs nobody out, and idle time runs on as before', async (_what, step) => {
    installation = await openTestInstallation();
    const token = await signedIn();
    installation.clock.advance(10 * MINUTE);
    installation.clock.step(step);
    expect(await resolve(token)).not.toBeNull();
    installation.clock.advance(5 * MINUTE - 1_000);
    expect(await resolve(token)).not.toBeNull();
    installation.clock.advance(1_000);
    expect(await resolve(token)).toBeNull();
  });

  it('watch W2 a restart seventeen minutes after the last activity signs nobody out, and what was idle before counts on', async () => {
    installation = await openTestInstallation();
    const token = await signedIn();
    const sessions = createSignIns(installation.application, { https: false });
    const watch = await watchInstallation({ application: installation.application, log, recorded: installation.application.recordedBefore });
    installation.clock.advance(10 * MINUTE);
    await sessions.stop();
    await watch.stop();
    await installation.application.stop();
    const dataDir = installation.dataDir;
    installation = await openTestInstallation({ dataDir, at: '2026-11-26T01:27:00Z' });
    expect(await resolve(token)).not.toBeNull();
    installation.clock.advance(4 * MINUTE);
    expect(await resolve(token)).not.toBeNull();
    installation.clock.advance(MINUTE);
    expect(await resolve(token)).toBeNull();
  });

  it('watch W2 however long the installation was down, a sign-in of the day before is over', async () => {
    installation = await openTestInstallation();
    const token = await signedIn();
    await installation.application.stop();
    const dataDir = installation.dataDir;
    installation = await openTestInstallation({ dataDir, at: '2026-11-27T01:00:01Z' });
    expect(await resolve(token)).toBeNull();
  });

  it('watch W3 a step leaves an entry that administrators are shown, slewing leaves none, and a start behind the record leaves one', async () => {
    installation = await openTestInstallation();
    const watch = await watchInstallation({ application: installation.application, log, recorded: 0 });
    for (let look = 0; look < 20; look += 1) {
      installation.clock.advance(5_000);
      installation.clock.step(3);
      await watch.look();
    }
    const recent = () => installation.application.query('watch.recent', {}, system('doctor'));
    expect((await recent()).steps).toEqual([]);
    installation.clock.step(-3 * HOUR);
    await watch.look();
    await watch.look();
    expect((await recent()).steps).toMatchObject([{ seconds: -10_800, when: 'running' }]);
    await watch.stop();
    await installation.application.stop();
    const dataDir = installation.dataDir;
    installation = await openTestInstallation({ dataDir, at: '2026-11-25T01:00:00Z' });
    const again = await watchInstallation({ application: installation.application, log, recorded: installation.application.recordedBefore });
    const [first] = (await recent()).steps;
    expect(first?.when).toBe('start');
    expect(first?.seconds).toBeLessThan(-23 * 3_600);
    await again.stop();
  });

  it('watch W4 what was counted is one entry per topic and window; nothing counted leaves none', async () => {
    installation = await openTestInstallation();
    const { tallies } = installation.application.ports;
    const watch = await watchInstallation({ application: installation.application, log, recorded: 0 });
    for (let attempt = 0; attempt < 1_000; attempt += 1) tallies.count('sign_in', `unknown 10.0.${attempt % 250}.1`);
    installation.clock.advance(5 * MINUTE);
    await watch.note();
    await watch.note();
    const rows = await installation.application.database.reader.auditEntry.findMany({ where: { action: 'watch.note-counts' } });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.details.length).toBeLessThan(2_000);
    expect(JSON.parse(rows[0]?.details ?? '{}')).toMatchObject({ total: 1_000, seconds: 300 });
    await watch.stop();
  });

  it('watch W5 a person who is no administrator does not see what the installation noticed', async () => {
    installation = await openTestInstallation();
    const caller = { kind: 'person' as const, personId: installation.application.ports.ids.next(), signInId: installation.application.ports.ids.next(), fullName: 'A', roles: ['officer' as const] };
    await expect(installation.application.query('watch.recent', {}, caller)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(installation.application.execute('watch.note-clock', {}, caller)).rejects.toMatchObject({ code: 'not_found' });
  });
});
