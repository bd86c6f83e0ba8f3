import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMark } from '../../../server/adapters/standby/marks';
import { openGate } from '../../../server/adapters/standby/gate';
import { holdDataFolder, openApplication } from '../../../server/application';
import { readConfig } from '../../../server/kernel/config';
import { readFollowingPlan, readShippingPlan, standbyProblem } from '../../../server/kernel/standby-plan';
import { checkStandby } from '../../../server/transports/cli/doctor-standby';
import { standby } from '../../../server/transports/cli/standby';
import { hear } from '../../support/hear';
import { makeInstallation, PROGRAM, type MadeInstallation } from '../../support/made-installation';
import { KEY, StandbyPair } from '../../support/standby-pair';
import { copyFolder, remove } from '../../support/used-folder';

let made: MadeInstallation;
let room: string;
beforeAll(async () => void (made = await makeInstallation()));
afterAll(() => remove(made.dataDir));
beforeEach(() => void (room = mkdtempSync(path.join(os.tmpdir(), 'phien-standby-cli-'))));
afterEach(() => {
  for (const name of ['PHIEN_STANDBY_OF', 'PHIEN_STANDBY_KEY']) Reflect.deleteProperty(process.env, name);
  rmSync(room, { recursive: true, force: true });
});
const NOW = new Date();

describe('phien standby', () => {
  it('cli D56 storage W9 makes a key, says how both machines stand, takes over where none runs, and dismisses', async () => {
    const key = path.join(room, 'khoa');
    expect(await standby(['key', key], room)).toBe(0);
    expect([readFileSync(key, 'utf8').trim().length, statSync(key).mode & 0o777]).toEqual([43, 0o600]);
    await expect(standby(['key', key], room)).rejects.toThrow(/EEXIST/u);
    const pair = new StandbyPair(copyFolder(made.dataDir, path.join(room, 'first')));
    try {
      await expect(standby(['take-over'], pair.firstDir)).rejects.toThrow(/is no standby's folder/u);
      expect(JSON.parse((await hear(() => standby(['status', '--json'], pair.firstDir))).out)).toMatchObject({ state: 'alone' });
      await pair.startFirst();
      const second = pair.startSecond();
      await second.whole();
      expect(JSON.parse((await hear(() => standby(['status', '--json'], second.dataDir))).out)).toMatchObject({ state: 'following', late: false });
      expect(checkStandby(second.dataDir, {}, new Date())).toMatchObject({ id: 'standby', state: 'ok' });
      await second.stop();
      await pair.stopFirst();
      expect(JSON.parse((await hear(() => standby(['status', '--json'], pair.firstDir))).out)).toMatchObject({ state: 'followed' });
      expect(checkStandby(pair.firstDir, {}, NOW)).toMatchObject({ state: 'fail' });
      expect(checkStandby(pair.firstDir, { PHIEN_STANDBY: 'x:1' }, NOW)).toMatchObject({ state: 'ok' });
      await expect(openGate({ dataDir: pair.firstDir, standby: null, blobs: null }, () => undefined, () => undefined)).rejects.toThrow(/PHIEN_STANDBY is not set/u);
      const copy = copyFolder(pair.firstDir, path.join(room, 'dismissed'));
      expect((await hear(() => standby(['dismiss'], copy))).code).toBe(0);
      expect(readMark(copy)).toBeNull();
      // Nobody runs on the second one: the command does it itself.
      process.env['PHIEN_STANDBY_OF'] = `127.0.0.1:${pair.port}`;
      process.env['PHIEN_STANDBY_KEY'] = KEY;
      expect((await hear(() => standby(['take-over'], second.dataDir))).code).toBe(0);
      holdDataFolder(second.dataDir).release();
      expect(JSON.parse((await hear(() => standby(['status', '--json'], second.dataDir))).out)).toMatchObject({ state: 'took-over' });
      await expect(standby(['take-over'], second.dataDir)).rejects.toThrow(/is no standby's folder/u);
      await takesNote(second.dataDir);
    } finally {
      await pair.end();
    }
  }, 120_000);

  it('cli D57 settings that are wrong are named, and the key is never repeated', () => {
    const key = { PHIEN_STANDBY_KEY: 'bi-mat-khong-duoc-lap-lai-0123456789' };
    expect(readShippingPlan({})).toBeNull();
    expect(readShippingPlan({ PHIEN_STANDBY: '10.0.0.1:3190', ...key, PHIEN_STANDBY_WAIT: '2000' })).toMatchObject({ host: '10.0.0.1', port: 3190, waitMs: 2000 });
    expect(readFollowingPlan({ PHIEN_STANDBY_OF: '[::1]:3190', ...key })).toMatchObject({ host: '::1', port: 3190, fence: null, afterMs: 10_000 });
    expect(() => readShippingPlan({ PHIEN_STANDBY: '3190', ...key })).toThrow(/must be ADDRESS:PORT/u);
    expect(() => readShippingPlan({ PHIEN_STANDBY: '10.0.0.1:3190' })).toThrow(/needs PHIEN_STANDBY_KEY/u);
    expect(() => readShippingPlan({ PHIEN_STANDBY: 'a:1', ...key, PHIEN_STANDBY_WAIT: '99999' })).toThrow(/from 0 to 10000/u);
    expect(() => readShippingPlan({ PHIEN_STANDBY: 'a:1', ...key, PHIEN_STANDBY_KEY_FILE: 'x' })).toThrow(/not in both/u);
    const both = (): unknown => readConfig({ PHIEN_STANDBY: 'a:1', ...key, DATABASE_URL: 'postgres://u@127.0.0.1/d' });
    expect(both).toThrow(/is for an installation in a data folder/u);
    expect(both).not.toThrow(/bi-mat/u);
  });

  it('storage W10 a second machine that is silent or late is a warning', () => {
    const now = 1_000_000;
    expect(standbyProblem({ known: true, heardAt: null, wholeAt: null, behindBytes: 0 }, now)).toBe('standby_away');
    expect(standbyProblem({ known: true, heardAt: now - 31_000, wholeAt: now, behindBytes: 0 }, now)).toBe('standby_away');
    expect(standbyProblem({ known: true, heardAt: now, wholeAt: now - 31_000, behindBytes: 9 }, now)).toBe('standby_late');
    expect(standbyProblem({ known: true, heardAt: now - 1_000, wholeAt: now - 29_000, behindBytes: 9 }, now)).toBeNull();
  });

  it('storage W10 administrators see it, and so does who watches', async () => {
    const dataDir = copyFolder(made.dataDir, path.join(room, 'house'));
    const condition = { known: true, heardAt: Date.now(), wholeAt: Date.now() - 60_000, behindBytes: 4_096 };
    const shipping = { condition, waits: false, open: () => Promise.resolve(), settled: () => Promise.resolve(), closed: () => Promise.resolve() };
    const application = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, shipping });
    try {
      expect(await application.query('storage.standby', {}, PROGRAM)).toMatchObject({ term: 0, condition, problem: 'standby_late' });
      expect((await application.health()).warnings).toEqual(['standby_late']);
      expect((await application.figures()).standby).toEqual(condition);
      const member = { kind: 'person' as const, personId: made.person, fullName: 'x', roles: [] as string[], signInId: 'x' };
      await expect(application.query('storage.standby', {}, member as never)).rejects.toMatchObject({ code: 'forbidden' });
    } finally {
      await application.stop();
    }
    expect(existsSync(path.join(dataDir, 'standby.json'))).toBe(false);
  });
});

/** storage W9: once, with the first start after it. */
async function takesNote(dataDir: string): Promise<void> {
  for (let start = 0; start < 2; start += 1) {
    const gate = await openGate({ dataDir, standby: null, blobs: null }, () => undefined, () => undefined);
    const application = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0 });
    await gate.note((facts) => application.execute('storage.note-take-over', facts, PROGRAM));
    const noted = await application.database.reader.auditEntry.findMany({ where: { action: 'storage.note-take-over' } });
    const { term } = await application.query('storage.standby', {}, PROGRAM);
    await application.stop();
    expect([noted.map(({ objectId }) => objectId), term]).toEqual([['1'], 1]);
  }
}
