import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackup } from '../../../server/adapters/backup/contents';
import { chooseBackup } from '../../../server/adapters/backup/place';
import { inWords } from '../../../server/adapters/backup/refusals';
import { intoFolder, putBack } from '../../../server/adapters/backup/restore';
import { knownMigrations } from '../../../server/adapters/db/migrate';
import { keepBeforeUpgrade } from '../../../server/adapters/installation/before-upgrade';
import { BootError } from '../../../server/kernel/boot-error';
import { backUp, makeInstallation, type MadeInstallation } from '../../support/made-installation';
import { onSmallDisk } from '../../support/small-disk';
import { copyFolder, picture, remove } from '../../support/used-folder';

let installed: MadeInstallation;
let room: string;
beforeAll(async () => {
  installed = await makeInstallation();
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-full-'));
});
afterAll(() => {
  remove(installed.dataDir);
  remove(room);
});

/** Disks from far too small to just enough: each ends the work at another step. @param work true when it went through. */
async function growing(work: (folder: string) => Promise<boolean>): Promise<{ refused: number; wentThrough: boolean } | null> {
  const outcome = { refused: 0, wentThrough: false };
  for (let bytes = 16 * 1024; bytes < 8 * 1024 ** 2 && !outcome.wentThrough; bytes = Math.ceil((bytes * 1.3) / 4096) * 4096) {
    const tried = await onSmallDisk(bytes, work);
    if (!tried) return null;
    if (tried.done) outcome.wentThrough = true;
    else outcome.refused += 1;
  }
  return outcome;
}

const inWordsOfFull = (error: unknown): void => {
  if (!(error instanceof BootError)) throw error;
  expect((error as BootError).en).toMatch(/is full|cannot be read or written|has no room|could not be copied first/u);
};

describe('a disk that is full', () => {
  it('backup BK2 at whatever step of a backup: said, nothing half made, and the installation untouched', async ({ skip }) => {
    const before = picture(installed.dataDir);
    const outcome = await growing(async (disk) => {
      const folder = path.join(disk, 'b');
      try {
        await backUp(installed.dataDir, folder, { spareBytes: -Infinity });
        return true;
      } catch (error) {
        inWordsOfFull(error);
        expect(existsSync(path.join(folder, 'backups')) ? readdirSync(path.join(folder, 'backups')) : []).toEqual([]);
        expect(existsSync(path.join(folder, '.making'))).toBe(false);
        return false;
      }
    });
    if (!outcome) return skip('no right to mount a small disk');
    expect(outcome.wentThrough).toBe(true);
    expect(outcome.refused).toBeGreaterThan(8);
    expect(picture(installed.dataDir)).toEqual(before);
  });

  it('backup BK2 with room to spare for nothing it is refused before it begins, and older ones stay', async ({ skip }) => {
    const done = await onSmallDisk(4 * 1024 ** 2, async (disk) => {
      const folder = path.join(disk, 'b');
      const { id } = await backUp(installed.dataDir, folder, { spareBytes: 0 });
      await expect(backUp(installed.dataDir, folder)).rejects.toMatchObject({ en: expect.stringMatching(/needs \d+ MB and has \d+ MB left/u) });
      expect(readdirSync(path.join(folder, 'backups'))).toEqual([id]);
    });
    if (!done) skip('no right to mount a small disk');
  });

  it('backup BK7 at whatever step of a restore: said, and what is there is no installation', async ({ skip }) => {
    const folder = path.join(room, 'b');
    await backUp(installed.dataDir, folder);
    const backup = await openBackup(folder, chooseBackup(folder), null);
    const outcome = await growing(async (disk) => {
      try {
        await putBack(backup, disk, intoFolder(disk), { known: knownMigrations(), partial: false, papersHere: true, spareBytes: -Infinity });
        return true;
      } catch (error) {
        inWordsOfFull(inWords(disk, error));
        return false;
      }
    });
    if (!outcome) return skip('no right to mount a small disk');
    expect(outcome.wentThrough).toBe(true);
    expect(outcome.refused).toBeGreaterThan(8);
  });

  it('installation DF14 without room for the copy of an upgrade nothing is changed, at whatever step', async ({ skip }) => {
    const done = await onSmallDisk(4 * 1024 ** 2, async (disk) => {
      const dataDir = copyFolder(installed.dataDir, path.join(disk, 'd'));
      const before = picture(dataDir);
      await expect(keepBeforeUpgrade(dataDir, new Date())).rejects.toMatchObject({ vi: expect.stringMatching(/Không nâng cấp/u), en: expect.stringMatching(/Not upgraded: the copy of the databases[^]*Nothing was changed/u) });
      const { 'before-upgrade/': made, ...after } = picture(dataDir);
      expect([made, after]).toEqual(['', before]);
    });
    if (!done) return skip('no right to mount a small disk');
    const needed = statSync(path.join(installed.dataDir, 'phien.sqlite')).size;
    const tight = await onSmallDisk(needed * 2, async (disk) => {
      const dataDir = path.join(disk, 'd');
      copyFolder(path.join(installed.dataDir, 'phien.sqlite'), path.join(dataDir, 'phien.sqlite'));
      const before = picture(dataDir);
      await keepBeforeUpgrade(dataDir, new Date(), -Infinity).then(
        () => undefined,
        (error: unknown) => inWordsOfFull(error),
      );
      expect(picture(dataDir)).toMatchObject(before);
    });
    expect(tight).not.toBeNull();
  });
});
