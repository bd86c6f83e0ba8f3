import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, utimesSync, writeFileSync } from 'node:fs';
import { chmod, chown } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTls } from '../../server/adapters/tls/load-tls';
import { projectRoot } from '../../server/adapters/project-root';
import { judgeFlushes, judgeMemory, judgeOpenFiles } from '../../server/transports/cli/doctor-machine';
import { formatNext, nextSteps } from '../../server/transports/cli/doctor-next';
import { formatDoctor, runDoctor, type DoctorOptions } from '../../server/transports/cli/doctor';
import type { DoctorRow } from '../../server/transports/cli/doctor-tools';
import { openTestInstallation } from '../support/installation';

const TMPFS = 0x0102_1994;
const EXT4 = 0xef53;
const DAY_MS = 24 * 3_600_000;

describe('doctor looks at the machine and the settings', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'phien-doctor-machine-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const rowsOf = async (options: Partial<DoctorOptions> = {}): Promise<DoctorRow[]> => (await runDoctor({ dataDir: folder, ...options })).rows;
  const rowOf = async (id: string, options: Partial<DoctorOptions> = {}): Promise<DoctorRow | undefined> => (await rowsOf(options)).find((row) => row.id === id);

  it('cli D24 a disk that answers faster than one can that keeps its bytes is doubtful; memory and network disks are named', () => {
    const said = (median: number, kind = EXT4): string => judgeFlushes([median / 2, median, median * 9], kind).state;
    expect([said(0.001), said(0.014), said(0.02), said(0.5), said(9)]).toEqual(['warn', 'warn', 'ok', 'ok', 'ok']);
    expect(judgeFlushes([0.02, 0.02, 0.02], EXT4).note?.en).toMatch(/protected against power loss/u);
    expect(judgeFlushes([0.5, 0.5, 0.5], EXT4).note).toBeUndefined();
    expect([said(5, TMPFS), said(5, 0x6969), said(5, 0xff53_4d42 | 0)]).toEqual(['fail', 'warn', 'warn']);
  });

  it.skipIf(!existsSync('/dev/shm') || statfsSync('/dev/shm').type !== TMPFS)('cli D24 a data folder in memory fails, measured where it lies', async () => {
    const inMemory = mkdtempSync('/dev/shm/phien-doctor-');
    const row = (await runDoctor({ dataDir: inMemory })).rows.find(({ id }) => id === 'flush');
    expect(row).toMatchObject({ state: 'fail', value: expect.stringMatching(/ ms \(tmpfs\)$/u) as string, note: { en: expect.stringMatching(/power cut/u) as string } });
    expect(readdirSync(inMemory)).toEqual([]);
    rmSync(inMemory, { recursive: true });
  });

  it('cli D25 a clock behind the last audit entry fails, behind the newest file is told; the time zone is said', async () => {
    const installation = await openTestInstallation({ at: '2026-11-26T01:00:00Z' });
    const { dataDir } = installation;
    await installation.application.stop();
    const row = async (at: string) => (await runDoctor({ dataDir, now: new Date(at) })).rows.find(({ id }) => id === 'clock_record');
    const files = (at: string): void => readdirSync(dataDir).forEach((name) => utimesSync(path.join(dataDir, name), new Date(at), new Date(at)));
    files('2026-11-26T00:00:00Z');
    expect(await row('2026-11-26T01:00:30Z')).toMatchObject({ state: 'ok' });
    files('2026-11-26T00:00:00Z');
    expect(await row('2026-11-20T00:00:00Z')).toMatchObject({ state: 'fail', value: '2026-11-26T01:00:00.000Z', note: { en: expect.stringMatching(/behind what was recorded/u) as string } });
    files('2026-12-01T00:00:00Z');
    expect(await row('2026-11-26T02:00:00Z')).toMatchObject({ state: 'warn' });
    expect((await runDoctor({ dataDir })).rows.find(({ id }) => id === 'time_zone')?.value).toMatch(/UTC[+-]/u);
    rmSync(dataDir, { recursive: true });
    expect(await rowOf('clock_record')).toBeUndefined();
  });

  it('cli D26 the end of the certificate is told, with what to do before it comes', async () => {
    const made = await loadTls({ tls: { mode: 'local' }, dataDir: folder, origin: 'https://localhost', host: '127.0.0.1' }, new Date());
    const [cert, key] = [path.join(folder, 'a.crt'), path.join(folder, 'a.key')];
    writeFileSync(cert, made?.cert ?? '');
    writeFileSync(key, made?.key ?? '');
    const env = { PHIEN_TLS_CERT: cert, PHIEN_TLS_KEY: key, PORT: '443' };
    const end = (await rowOf('certificate', { env }))?.value.slice(0, 10) ?? '';
    const before = (days: number): Date => new Date(Date.parse(end) - days * DAY_MS);
    expect(await rowOf('certificate', { env })).toMatchObject({ state: 'ok' });
    expect(await rowOf('certificate', { env, now: before(10) })).toMatchObject({ state: 'warn', note: { en: expect.stringMatching(/without a restart/u) as string } });
    expect(await rowOf('certificate', { env, now: before(-2) })).toMatchObject({ state: 'fail' });
    expect(await rowOf('certificate', { env: { PHIEN_TLS: 'local' } })).toMatchObject({ state: 'ok' });
    expect(await rowOf('certificate', { env: { PHIEN_TLS: 'local' }, now: before(-2) })).toMatchObject({ state: 'warn', note: { en: expect.stringMatching(/renews it/u) as string } });
    expect(await rowOf('certificate')).toBeUndefined();
  });

  it.each([
    [{ PORT: 'x' }, 'settings', 'fail', /PORT/u],
    [{ HOST: '0.0.0.0' }, 'settings', 'fail', /TLS/u],
    [{ PHIEN_BLOBS: 's3://x' }, 'settings', 'fail', /PHIEN_BLOBS/u],
    [{ PHIEN_ORIGIN: 'https://hop.example' }, 'origin', 'fail', /no proxy is trusted/u],
    [{ PHIEN_ORIGIN: 'http://hop.example', PHIEN_TRUSTED_PROXIES: '10.0.0.1' }, 'origin', 'fail', /Use https/u],
    [{ HOST: '0.0.0.0', PHIEN_TLS: 'local' }, 'origin', 'warn', /as people type it/u],
    [{ HOST: '0.0.0.0', PHIEN_TLS: 'local', PHIEN_ORIGIN: 'https://hop.example' }, 'origin', 'warn', /PORT=443/u],
    [{ PHIEN_ORIGIN: 'https://hop.example', PHIEN_TRUSTED_PROXIES: 'proxy.example' }, 'proxies', 'fail', /no list of IP addresses/u],
    [{ PHIEN_ORIGIN: 'https://hop.example', PHIEN_TRUSTED_PROXIES: '128.0.0.0/1' }, 'proxies', 'fail', /believes a large part/u],
  ])('cli D27 settings that do not fit each other are told: %j', async (env, id, state, what) => {
    expect(await rowOf(id, { env })).toMatchObject({ state, note: { en: expect.stringMatching(what) as string, vi: expect.stringMatching(/[ạảấầậếệịọộợụứừữựđơư]/u) as string } });
  });

  it('cli D27 settings that fit are said to', async () => {
    for (const env of [{}, { PHIEN_ORIGIN: 'https://hop.example', PHIEN_TRUSTED_PROXIES: '127.0.0.1' }, { HOST: '0.0.0.0', PHIEN_TLS: 'local', PHIEN_ORIGIN: 'https://hop.example', PORT: '443' }]) {
      expect((await rowsOf({ env })).filter(({ id, state }) => ['settings', 'origin', 'proxies'].includes(id) && state !== 'ok')).toEqual([]);
    }
  });

  it('cli D28 keys that others may read are told, certificates are not', async () => {
    for (const name of ['tls/server.key', 'tls/server.crt', 'signing/a.p12']) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true, mode: 0o700 });
      writeFileSync(path.join(folder, name), 'x', { mode: 0o600 });
    }
    await chmod(path.join(folder, 'tls', 'server.crt'), 0o644);
    expect(await rowOf('owner')).toMatchObject({ state: 'ok' });
    await chmod(path.join(folder, 'signing', 'a.p12'), 0o640);
    expect(await rowOf('owner')).toMatchObject({ state: 'warn', value: path.join('signing', 'a.p12') });
  });

  it.skipIf(process.getuid?.() !== 0)('cli D28 files of another account fail, with what to do', async () => {
    mkdirSync(path.join(folder, 'signing'));
    writeFileSync(path.join(folder, 'signing', 'a.p12'), 'x', { mode: 0o600 });
    await chown(path.join(folder, 'signing', 'a.p12'), 65_534, 65_534);
    expect(await rowOf('owner')).toMatchObject({ state: 'fail', value: path.join('signing', 'a.p12'), note: { en: expect.stringMatching(/chown -R/u) as string } });
  });

  it('cli D29 too few open files and too little memory are told', async () => {
    const limits = (hard: string): string => `Limit                     Soft Limit           Hard Limit           Units     \nMax open files            1024                 ${hard}               files     \n`;
    expect([judgeOpenFiles(limits('4096'))?.state, judgeOpenFiles(limits('65536'))?.state, judgeOpenFiles(limits('unlimited'))?.state, judgeOpenFiles('')]).toEqual(['warn', 'ok', 'ok', null]);
    const GIB = 1024 ** 3;
    expect([judgeMemory(1 * GIB, 1 * GIB).state, judgeMemory(8 * GIB, 0.1 * GIB).state, judgeMemory(2 * GIB, GIB).state]).toEqual(['warn', 'warn', 'ok']);
    expect(await rowOf('memory')).toMatchObject({ value: expect.stringMatching(/^\d+\.\d GiB, \d+\.\d GiB free$/u) as string });
  });

  it.skipIf(!existsSync('/proc/self/limits'))('cli D29 the limit is that of the process', () => {
    const program = `import { checkOpenFiles } from './server/transports/cli/doctor-machine.ts'; console.log(JSON.stringify(checkOpenFiles()))`;
    const told = execFileSync('sh', ['-c', `ulimit -n 3000; exec "$0" --import tsx --input-type=module -e "$1"`, process.execPath, program], { cwd: projectRoot, encoding: 'utf8' });
    expect(JSON.parse(told)).toMatchObject({ state: 'warn', value: '3000' });
  });

  it('cli D30 ends with what to do, what cannot work before what somebody should look at; the same as JSON', async () => {
    const report = await runDoctor({ dataDir: folder, searchPath: folder, nodeVersion: '18.0.0', env: { PORT: 'x' }, now: new Date('1970-01-02') });
    const ids = report.next.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['settings', 'node']);
    expect(ids.indexOf('clock')).toBeGreaterThan(ids.indexOf('node'));
    expect(ids.at(-1)).toBe('unshare');
    expect(ids).not.toContain('qpdf');
    expect(formatDoctor(report, 'vi')).toMatch(/\n\nViệc cần làm, theo thứ tự:\n1\. Cấu hình: .*PORT[^\n]*\n2\. Node\.js: /u);
    expect(formatDoctor(report, 'en')).toMatch(/\n\nWhat to do next, in order:\n1\. Settings: /u);
    const [last, first] = [{ id: 'memory', state: 'warn' }, { id: 'space', state: 'fail' }].map((row) => ({ ...row, label: { vi: 'x', en: 'x' }, value: '' }) as DoctorRow);
    expect(nextSteps([last, first].filter((row) => row !== undefined)).map(({ id }) => id)).toEqual(['space', 'memory']);
    expect(formatNext([], 'vi')).toBe('Không có việc gì cần làm.');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
