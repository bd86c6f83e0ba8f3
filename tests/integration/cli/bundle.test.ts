import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { canEnter, inBareMachine, layBareMachine } from '../../support/bare-machine';
import { arePagesBuilt } from '../../support/served-installation';
import { tool } from '../../support/tools';
import { writeSums } from '../../../server/transports/cli/bundle/sums';

const run = promisify(execFile);

interface Probed {
  health?: { status: number };
  page?: { status: number; text: string };
  verdict?: { status: number; text: string };
  code: number;
  said: string;
}

describe.skipIf(!arePagesBuilt)('a bundle', { timeout: 300_000 }, () => {
  let folder: string;
  let archive: string;
  let made: { sha256: string; mark: { name: string; glibc: string } };
  let unpacked: string;
  /** The built command line: what is packed is what was built. */
  const bundle = (...args: string[]) => run(process.execPath, [path.join(projectRoot, 'build', 'server', 'cli.js'), 'bundle', ...args], { env: { ...process.env, PHIEN_CWD: folder } });
  const refusal = (...args: string[]) => bundle(...args).then(() => 'taken', (error: unknown) => (error as { stderr: string }).stderr);

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-bundled-'));
    archive = path.join(folder, 'out.tar');
    made = JSON.parse((await bundle('out.tar', '--json')).stdout) as typeof made;
    layBareMachine(path.join(folder, 'machine'));
    await run('tar', ['-xf', archive, '-C', path.join(folder, 'machine', 'opt', 'phien')]);
    unpacked = path.join(folder, 'machine', 'opt', 'phien', made.mark.name);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!tool('sha256sum'))('cli B1 is whole by sums that any machine can compare, alone in its folder, and holds no path of this one', async () => {
    expect(readFileSync(`${archive}.sha256`, 'utf8')).toBe(`${made.sha256}  out.tar\n`);
    await run('sha256sum', ['-c', '--quiet', 'out.tar.sha256'], { cwd: folder });
    await run('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: unpacked });
    expect(readdirSync(folder).sort()).toEqual(['machine', 'out.tar', 'out.tar.sha256']);
    // Everything the program may be asked to bring a database to, on either engine.
    for (const folder of ['migrations', 'migrations-postgresql']) expect(readdirSync(path.join(unpacked, 'app', 'prisma', folder))).toEqual(readdirSync(path.join(projectRoot, 'prisma', folder)));
    expect(made.mark.glibc).toMatch(/^2\.\d+$/u);
    const own = [path.join(unpacked, 'app', 'package.json'), path.join(unpacked, 'app', 'bundle.json'), path.join(unpacked, 'bin', 'phien')].map((file) => readFileSync(file, 'utf8')).join('');
    expect(own).not.toContain(projectRoot);
  });

  it('cli B1 names its parts in CycloneDX, Node and libraries too, with a licence for each', () => {
    const bom = JSON.parse(readFileSync(path.join(unpacked, 'sbom.cdx.json'), 'utf8')) as { bomFormat: string; specVersion: string; components: { name: string; version?: string; hashes?: unknown[] }[] };
    expect([bom.bomFormat, bom.specVersion]).toEqual(['CycloneDX', '1.5']);
    const parts = new Set(bom.components.map(({ name, version }) => `${name}@${version ?? ''}`));
    const modules = path.join(unpacked, 'app', 'node_modules');
    const packages = readdirSync(modules).flatMap((name) => (name.startsWith('@') ? readdirSync(path.join(modules, name)).map((inner) => `${name}/${inner}`) : [name]));
    expect(packages.length).toBeGreaterThan(50);
    const versionOf = (name: string): string => (JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')) as { version: string }).version;
    expect(packages.filter((name) => !parts.has(`${name}@${versionOf(name)}`))).toEqual([]);
    expect(packages.filter((name) => !existsSync(path.join(unpacked, 'licences', `${name}@${versionOf(name)}`.replace('/', '+'))))).toEqual([]);
    expect(parts).toContain(`node@${process.versions.node}`);
    for (const library of readdirSync(path.join(unpacked, 'lib'))) expect(parts).toContain(`${library}@`);
    // Tools and tests stay at home.
    expect(packages.filter((name) => ['vitest', 'typescript', 'eslint', 'esbuild', 'prisma', '@playwright/test'].includes(name))).toEqual([]);
  });

  it('cli B5 overwrites nothing, and refuses other names and folders that are not there in words; nothing is left', async () => {
    expect(await refusal('out.tar')).toContain('nothing is overwritten');
    expect(await refusal('out.zip')).toContain('phien bundle FILE.tar.gz');
    expect(await refusal()).toContain('phien bundle FILE.tar.gz');
    expect(await refusal('nowhere/out.tar')).toContain('There is no folder');
    expect(await refusal('check')).toContain('runs in an unpacked bundle');
    expect(readdirSync(folder).sort()).toEqual(['machine', 'out.tar', 'out.tar.sha256']);
  });

  describe.skipIf(!tool('ip') || !canEnter())('on a machine with a shell and glibc, without a network', () => {
    const machine = (): string => path.join(folder, 'machine');
    const phien = (name: string, ...args: string[]) => inBareMachine(machine(), `/opt/phien/${name}/bin/phien`, ...args);
    const probe = async (name: string): Promise<Probed> => {
      cpSync(path.join(projectRoot, 'tests', 'integration', 'cli', 'bundle-probe.mjs'), path.join(machine(), 'probe.mjs'));
      const { out, err } = await inBareMachine(machine(), '/bin/sh', '-c', `cd /opt/phien && LD_LIBRARY_PATH=${name}/lib exec ${name}/node/bin/node /probe.mjs /opt/phien/${name}/bin/phien /opt/phien/phien-data`);
      if (out === '') throw new Error(err);
      return JSON.parse(out) as Probed;
    };

    /** The bundle in use, started once and ended in order. */
    let begun: Promise<{ first: Awaited<ReturnType<typeof phien>>; seen: Probed }> | null = null;
    const begin = () => (begun ??= phien(made.mark.name, 'bundle', 'use').then(async (first) => ({ first, seen: await probe('current') })));

    it('cli B2 fills the sample, serves pages, typesets, and reads PDFs in children; stops in order', async () => {
      const { first, seen } = await begin();
      expect([first.code, first.err]).toEqual([0, '']);
      expect(readlinkSync(path.join(machine(), 'opt', 'phien', 'current'))).toBe(made.mark.name);
      expect(seen, seen.said).toMatchObject({ health: { status: 200 }, page: { status: 200 }, verdict: { status: 200 }, code: 0 });
      expect(seen.page?.text).toContain('<html lang="vi"');
      expect(JSON.parse(seen.verdict?.text ?? '')).toMatchObject({ signatures: expect.arrayContaining([expect.objectContaining({})]) as unknown });
    });

    it('cli B4 an upgrade is unpacked beside, used in one step, finds the data, and can be taken back', async () => {
      await begin();
      const next = path.join(path.dirname(unpacked), 'phien-99.0.0');
      cpSync(unpacked, next, { recursive: true });
      writeFileSync(path.join(next, 'app', 'bundle.json'), JSON.stringify({ ...made.mark, name: 'phien-99.0.0', version: '99.0.0' }));
      writeFileSync(path.join(next, 'SHA256SUMS'), await writeSums(next, 'SHA256SUMS'));
      const used = await phien('phien-99.0.0', 'bundle', 'use');
      expect([used.code, used.out]).toEqual([0, expect.stringContaining(`/opt/phien/${made.mark.name}/bin/phien bundle use`)]);
      expect(readlinkSync(path.join(machine(), 'opt', 'phien', 'current'))).toBe('phien-99.0.0');
      const seen = await probe('current');
      expect(seen, seen.said).toMatchObject({ health: { status: 200 }, code: 0 });
      // No second sample: it found the first one's.
      expect(seen.said).not.toContain('Filling in the sample');
      const checked = await phien('current', 'audit', 'verify', '--json');
      expect([checked.code, JSON.parse(checked.out)]).toMatchObject([0, { ok: true }]);
      expect((await phien(made.mark.name, 'bundle', 'use')).code).toBe(0);
      expect(readlinkSync(path.join(machine(), 'opt', 'phien', 'current'))).toBe(made.mark.name);
    });

    it('cli B3 names what was changed, taken or added, and is not used then', async () => {
      await begin();
      const broken = path.join(path.dirname(unpacked), 'phien-broken');
      cpSync(unpacked, broken, { recursive: true });
      appendFileSync(path.join(broken, 'app', 'build', 'server', 'main.js'), '\n');
      rmSync(path.join(broken, 'README.txt'), { force: true });
      mkdirSync(path.join(broken, 'extra'), { recursive: true });
      writeFileSync(path.join(broken, 'extra', 'guest.js'), '');
      const checked = await phien('phien-broken', 'bundle', 'check', '--json');
      expect([checked.code, JSON.parse(checked.out)]).toEqual([1, { ok: false, differences: [{ file: 'README.txt', what: 'missing' }, { file: 'app/build/server/main.js', what: 'changed' }, { file: 'extra/guest.js', what: 'added' }] }]);
      const used = await phien('phien-broken', 'bundle', 'use');
      expect([used.code, used.out]).toEqual([1, expect.stringContaining('CHANGED: app/build/server/main.js')]);
      expect(readlinkSync(path.join(machine(), 'opt', 'phien', 'current'))).not.toBe('phien-broken');
      expect((await phien(made.mark.name, 'bundle', 'other.tar')).err).toContain('This is a bundle already');
    });
  });
});
