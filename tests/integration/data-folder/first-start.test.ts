import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/kernel/config';
import { createPasswordHasher } from '../../../server/adapters/system/password-hasher';
import { system } from '../../../server/kernel/actor';
import { beginInstallation, wantsSample } from '../../../server/transports/cli/begin';
import { loopbackOnly } from '../../../server/transports/http/loopback-only';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { addPerson } from '../../support/people';
import { startProgram, type Program } from '../../support/program';
import { arePagesBuilt } from '../../support/served-installation';
import { remove } from '../../support/used-folder';

let folder: string;
let dataDir: string;
const running: Program[] = [];
const start = (...options: Parameters<typeof startProgram>): Program => {
  const program = startProgram(...options);
  running.push(program);
  return program;
};
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-first-'));
  dataDir = path.join(folder, 'data');
});
afterEach(async () => {
  for (const program of running.splice(0)) {
    program.child.kill('SIGKILL');
    await program.ended;
  }
  remove(folder);
});

/** Resolves when the path is there or the program has ended. */
async function appears(file: string, program: Program): Promise<void> {
  let over = false;
  void program.ended.then(() => (over = true));
  await expect.poll(() => over || existsSync(file), { timeout: 150_000, interval: 20 }).toBe(true);
}

describe.skipIf(!arePagesBuilt)('the first start of the real program', () => {
  it('installation DF5 DF6 killed in its middle, then twice at once: one whole sample, and a clear word to the other', { timeout: 180_000 }, async () => {
    const first = start({ PHIEN_DATA: dataDir });
    await appears(path.join(dataDir, '.sample', 'phien.sqlite'), first);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(existsSync(path.join(dataDir, 'phien.sqlite'))).toBe(false);

    const both = [start({ PHIEN_DATA: dataDir }), start({ PHIEN_DATA: dataDir })];
    const listens = await Promise.all(both.map(({ listening }) => listening));
    expect([...listens].sort()).toEqual([false, true]);
    const [served, refused] = listens[0] ? both : both.reverse();
    expect(await refused?.ended).toBe(1);
    expect(refused?.stderr()).toMatch(/is in use by another Phiên server/u);
    expect(served?.stdout()).toContain('Sample province Thanh Giang');
    served?.child.kill('SIGTERM');
    expect(await served?.ended).toBe(0);

    const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { readonly: true });
    const count = (sql: string): unknown => db.prepare(sql).pluck().get();
    const keys = db.prepare('SELECT blobKey FROM DocumentVersion UNION SELECT blobKey FROM OfficialFile').pluck().all() as string[];
    expect(count('SELECT count(*) FROM Meeting')).toBe(2);
    expect(count("SELECT count(*) FROM Setting WHERE key IN ('sample.accounts', 'sample.password', 'installation')")).toBe(3);
    db.close();
    expect(keys.filter((key) => !existsSync(path.join(dataDir, 'blobs', key.slice(-2), key)))).toEqual([]);
    expect(keys.length).toBeGreaterThan(30);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('installation DF12 DF13 behind a public origin an unused folder begins empty, and the link of the first administrator is in a file of this account, not in the log', async () => {
    const program = start({ PHIEN_DATA: dataDir, PHIEN_ORIGIN: 'https://hop.thanhgiang.example' });
    expect(await program.listening).toBe(true);
    const note = path.join(dataDir, 'sign-in.txt');
    expect(program.stdout()).toContain(note);
    expect(`${program.stdout()}${program.stderr()}`).not.toContain('/welcome/');
    expect(readFileSync(note, 'utf8')).toMatch(/https:\/\/hop\.thanhgiang\.example\/welcome\/\S+/u);
    expect(statSync(note).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir).filter((name) => (statSync(path.join(dataDir, name)).mode & 0o077) !== 0)).toEqual([]);
  });

  it('installation DF11 a full disk: /health tells, the log tells, and it is well again when there is space', { timeout: 120_000 }, async (context) => {
    const mounted = ['unshare', '-rm', 'sh', '-c', 'mkdir -p "$PHIEN_DATA" && mount -t tmpfs -o size=120m none "$PHIEN_DATA" && exec "$@"', 'sh'];
    const { port } = await new Promise<AddressInfo>((resolve) => {
      const probe = express().listen(0, '127.0.0.1', () => {
        const address = probe.address() as AddressInfo;
        probe.close(() => resolve(address));
      });
    });
    const program = start({ PHIEN_DATA: dataDir, PORT: String(port) }, ['--empty'], mounted);
    if (!(await program.listening) && /unshare|mount/u.test(program.stderr())) return context.skip('this machine lets nobody mount');
    const health = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/health`);
      return [answer.status, await answer.json()] as const;
    };
    expect(await health()).toEqual([200, { ok: true }]);
    // Its disk is seen by nobody else: the way in leads over the process.
    const inside = `/proc/${program.child.pid ?? 0}/root${dataDir}`;
    const { spawnSync } = await import('node:child_process');
    spawnSync('dd', ['if=/dev/zero', `of=${inside}/lost+found`, 'bs=1M', 'count=200']);
    await expect.poll(health, { timeout: 20_000, interval: 500 }).toEqual([503, { ok: false, problems: ['disk_full'] }]);
    await expect.poll(() => program.stdout(), { timeout: 60_000 }).toMatch(/health: disk_full/u);
    spawnSync('rm', [`${inside}/lost+found`]);
    await expect.poll(health, { timeout: 20_000, interval: 500 }).toEqual([200, { ok: true }]);
    await expect.poll(() => program.stdout(), { timeout: 60_000 }).toMatch(/health: well again/u);
  });
});

describe('who a sample province opens to', () => {
  const LOCAL = readConfig({});
  const PUBLIC = readConfig({ PHIEN_ORIGIN: 'https://hop.thanhgiang.example' });

  it('installation DF12 it is filled by itself only where nobody but the people at this machine can come in', () => {
    const wants = (env: Record<string, string>): boolean => wantsSample(readConfig(env));
    expect(wants({})).toBe(true);
    expect(wants({ HOST: '127.0.0.1', PHIEN_ORIGIN: 'http://[::1]:3000' })).toBe(true);
    expect(wants({ PHIEN_ORIGIN: 'https://hop.thanhgiang.example' })).toBe(false);
    expect(wants({ PHIEN_TRUSTED_PROXIES: '127.0.0.1' })).toBe(false);
    expect(wants({ HOST: '0.0.0.0', PHIEN_TLS: 'local' })).toBe(false);
    expect(wants({ PHIEN_ORIGIN: 'https://127.0.0.1.evil.example' })).toBe(false);
    expect(wants({ PHIEN_ORIGIN: 'https://hop.thanhgiang.example', PHIEN_SAMPLE: '1', PHIEN_SAMPLE_PASSWORD: 'mật khẩu riêng 1' })).toBe(true);
  });

  describe('one that is there already', () => {
    let installation: TestInstallation;
    beforeEach(async () => {
      installation = await openTestInstallation();
      const { personId } = await addPerson(installation, 'Hứa Duy Toản', ['admin']);
      const passwordHash = await createPasswordHasher().hash('phien-hop-mau-2026');
      await installation.application.database.transaction((db) => db.person.update({ where: { id: personId }, data: { userName: 'quan.tri', passwordHash, status: 'active' } }));
    });
    afterEach(() => installation.close());
    const mark = (input: { accounts: string[]; published?: boolean }) => installation.application.execute('identity.mark-sample', input, system('installer'));
    const at = (config: typeof LOCAL) => ({ ...config, dataDir: installation.dataDir });

    it('installation DF12 identity I20 with the published password it is refused behind a public origin and served on this machine', async () => {
      await mark({ accounts: ['quan.tri'] });
      await expect(beginInstallation(installation.application, at(PUBLIC), false)).rejects.toThrow(/Refusing to start: .* is the sample province with its published password/u);
      const begun = await beginInstallation(installation.application, at(LOCAL), false);
      expect(begun).toMatchObject({ sample: true, published: true });
      expect(begun.welcome).toContain('phien-hop-mau-2026');
    });

    it('installation DF12 DF13 with a password of its own it is served to others, and the password is shown at a terminal only', async () => {
      await mark({ accounts: ['quan.tri'], published: false });
      const config = { ...at(PUBLIC), samplePassword: 'sông Thanh chảy qua' };
      const begun = await beginInstallation(installation.application, config, false);
      expect(begun).toMatchObject({ sample: true, published: false });
      expect(begun.welcome).not.toContain(config.samplePassword);
      expect((await beginInstallation(installation.application, config, true)).welcome).toContain(config.samplePassword);
    });
  });

  it('installation DF12 a tunnel or a proxy that nobody told the settings of is turned away', async () => {
    const app = express().use(loopbackOnly).get('/', (_req, res) => void res.send('mở'));
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const ask = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request({ port, host: '127.0.0.1', headers }, (res) => {
          res.resume();
          resolve(res.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await Promise.all([{ host: `localhost:${port}` }, { host: `127.0.0.1:${port}` }, { host: `[::1]:${port}` }].map(ask))).toEqual([200, 200, 200]);
    const foreign: Record<string, string>[] = [{ host: 'hop.thanhgiang.example' }, { host: 'localhost', 'x-forwarded-for': '203.0.113.7' }, { host: 'localhost', forwarded: 'for=203.0.113.7' }, { host: 'localhost.evil.example' }];
    expect(await Promise.all(foreign.map(ask))).toEqual([403, 403, 403, 403]);
    await new Promise((resolve) => server.close(resolve));
  });
});
