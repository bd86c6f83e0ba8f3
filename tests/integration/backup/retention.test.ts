import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { keptOf, pruneBackups } from '../../../server/adapters/backup/prune';
import { backup } from '../../../server/transports/cli/backup';
import { hear } from '../../support/hear';
import { backUp, makeInstallation, type MadeInstallation } from '../../support/made-installation';
import { copyFolder, picture, remove } from '../../support/used-folder';

let installed: MadeInstallation;
let room: string;
let dataDir: string;
let folder: string;
beforeAll(async () => void (installed = await makeInstallation()));
afterAll(() => remove(installed.dataDir));
beforeEach(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-keep-'));
  dataDir = copyFolder(installed.dataDir, path.join(room, 'data'));
  folder = path.join(room, 'b');
});
afterEach(() => remove(room));

const day = (at: string) => ({ id: at, madeAt: new Date(at) });
const DAY_MS = 86_400_000;

describe('which backups stay', () => {
  it('backup BK10 the newest of each day, week and month by Vietnam’s clock', () => {
    const all = ['2026-11-29T19:00:00Z', '2026-11-29T10:00:00Z', '2026-11-28T19:00:00Z', '2026-11-27T19:00:00Z', '2026-11-21T19:00:00Z', '2026-11-14T19:00:00Z', '2026-10-30T19:00:00Z', '2026-09-30T19:00:00Z'].map(day);
    expect([...keptOf(all, { daily: 2, weekly: 0, monthly: 0 })]).toEqual(['2026-11-29T19:00:00Z', '2026-11-29T10:00:00Z']);
    expect([...keptOf(all, { daily: 0, weekly: 3, monthly: 0 })]).toEqual(['2026-11-29T19:00:00Z', '2026-11-29T10:00:00Z', '2026-11-21T19:00:00Z']);
    expect([...keptOf(all, { daily: 0, weekly: 0, monthly: 2 })]).toEqual(['2026-11-29T19:00:00Z', '2026-10-30T19:00:00Z']);
    expect([...keptOf(all, { daily: 0, weekly: 0, monthly: 0 })]).toEqual(['2026-11-29T19:00:00Z']);
  });

  it('backup BK10 of one a day the wished number stays, whatever day it is, and going on from what stayed is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 1, max: 500 }), (start, days) => {
        const keep = { daily: 7, weekly: 4, monthly: 12 };
        let left: { id: string; madeAt: Date }[] = [];
        const all: typeof left = [];
        for (let index = 0; index < days; index += 1) {
          const made = day(new Date(Date.UTC(2026, 0, 1, 19) + (start + index) * DAY_MS).toISOString());
          all.unshift(made);
          left = [made, ...left];
          const kept = keptOf(left, keep);
          left = left.filter(({ id }) => kept.has(id));
        }
        expect(new Set(left.map(({ id }) => id))).toEqual(keptOf(all, keep));
        expect(left.length).toBeLessThanOrEqual(7 + 4 + 12);
        expect(left.length).toBeGreaterThanOrEqual(Math.min(days, 7));
      }),
      { numRuns: 30 },
    );
  });
});

describe('letting old backups go', () => {
  const at = (date: string) => ({ now: () => new Date(date) });

  it('backup BK10 takes the files that no other names, and no more', async () => {
    await backUp(dataDir, folder, at('2026-11-01T00:00:00Z'));
    const [gone] = installed.papers;
    // The next one lacks it: only the old one names it.
    const place = path.join(folder, 'blobs', gone?.sha256.slice(0, 2) ?? '', gone?.sha256 ?? '');
    const bytes = readFileSync(place);
    rmSync(path.join(dataDir, 'blobs', gone?.blobKey.slice(-2) ?? '', gone?.blobKey ?? ''));
    rmSync(place);
    const { id } = await backUp(dataDir, folder, at('2026-11-20T00:00:00Z'));
    const { writeFileSync } = await import('node:fs');
    writeFileSync(place, bytes);
    const { code, out } = await hear(() => backup(['prune', folder, '--keep', '1,0,0', '--json'], dataDir));
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ removed: ['2026-11-01T00-00-00Z'], kept: [id], files: 1, bytes: bytes.length })]);
    expect(readdirSync(path.join(folder, 'backups'))).toEqual([id]);
    expect((await hear(() => backup(['verify', folder, '--json'], dataDir))).out).toMatch(/"files":2,"named":3,"lost":\[\]/u);
    expect(Object.keys(picture(folder)).filter((name) => name.startsWith('.making'))).toEqual([]);
  });

  it('backup BK10 while one cannot be believed, or its list is cut off, no file goes', async () => {
    const { id: old } = await backUp(dataDir, folder, at('2026-11-01T00:00:00Z'));
    const { id: middle } = await backUp(dataDir, folder, at('2026-11-10T00:00:00Z'));
    await backUp(dataDir, folder, at('2026-11-20T00:00:00Z'));
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path.join(folder, 'blobs', '00-lạ'), '');
    rmSync(path.join(folder, 'blobs', '00-lạ'));
    const papers = picture(path.join(folder, 'blobs'));
    truncateSync(path.join(folder, 'backups', middle, 'blobs.list'), 10);
    expect(await pruneBackups(folder, { daily: 1, weekly: 0, monthly: 0 })).toMatchObject({ unreadable: [middle], files: 0 });
    expect(picture(path.join(folder, 'blobs'))).toEqual(papers);
    expect(readdirSync(path.join(folder, 'backups'))).not.toContain(old);
    truncateSync(path.join(folder, 'backups', '2026-11-20T00-00-00Z', 'manifest.json'), 10);
    expect((await pruneBackups(folder, { daily: 1, weekly: 0, monthly: 0 })).unreadable).toContain('2026-11-20T00-00-00Z');
    expect(picture(path.join(folder, 'blobs'))).toEqual(papers);
    const told = await hear(() => backup(['prune', folder], dataDir));
    expect([told.code, told.out]).toEqual([1, expect.stringMatching(/chưa xóa tệp nào[^]*no stored file was removed/u)]);
  });

  it('backup BK10 a list names what there is, newest first, and what cannot be believed', async () => {
    await backUp(dataDir, folder, at('2026-11-01T00:00:00Z'));
    const { id } = await backUp(dataDir, folder, at('2026-11-20T00:00:00Z'));
    truncateSync(path.join(folder, 'backups', id, 'manifest.json'), 10);
    const { code, out } = await hear(() => backup(['list', folder], dataDir));
    expect(code).toBe(1);
    expect(out.indexOf(id)).toBeLessThan(out.indexOf('2026-11-01T00-00-00Z'));
    expect(out).toMatch(/bị cắt cụt[^]*is cut off/u);
    expect((await hear(() => backup(['list', path.join(room, 'không có')], dataDir))).code).toBe(1);
  });
});
