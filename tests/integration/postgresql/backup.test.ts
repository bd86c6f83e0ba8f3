import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordInFolder } from '../../../server/adapters/installation/record';
import { openApplication, verifyInstallation, type OpenedApplication } from '../../../server/application';
import { BootError, readConfig } from '../../../server/kernel/config';
import { encodeOp } from '../../../server/shared/protocol/ink';
import { backup } from '../../../server/transports/cli/backup';
import { move } from '../../../server/transports/cli/move';
import { restore } from '../../../server/transports/cli/restore';
import { freePort } from '../../support/free-port';
import { hear } from '../../support/hear';
import { newUuid, sampleStroke, seededRandom } from '../../support/ink-samples';
import { backUp, makeInstallation, PROGRAM, type MadeInstallation } from '../../support/made-installation';
import { onFile } from '../../support/moving';
import { hasPostgresql, makeDatabase, urlOf, placeOf, type TestDatabase } from '../../support/postgresql';

describe.runIf(hasPostgresql())('backups of an installation whose rows lie in a database', () => {
  let installed: MadeInstallation;
  let database: TestDatabase;
  let room: string;
  let dataDir: string;
  let folder: string;
  beforeEach(async () => {
    installed = await makeInstallation();
    dataDir = installed.dataDir;
    room = mkdtempSync(path.join(os.tmpdir(), 'phien-pg-backup-'));
    folder = path.join(room, 'sao-luu');
    database = await makeDatabase('nothing');
    await hear(() => move(['--to', database.url], dataDir));
    for (const name of readdirSync(dataDir).filter((name) => /^(phien|ink)\.sqlite/u.test(name))) rmSync(path.join(dataDir, name));
  });
  afterEach(async () => {
    Reflect.deleteProperty(process.env, 'DATABASE_URL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(room, { recursive: true, force: true });
  });
  const open = () => openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, rows: database.place });
  const refusal = async (work: () => Promise<unknown>): Promise<string> => {
    const error = await work().then(() => null, (cause: unknown) => cause);
    if (!(error instanceof BootError)) throw new Error('not refused in words', { cause: error });
    return error.en;
  };

  /** Marks, each acknowledged before the next is asked for, and settings of one row each. */
  async function busy(application: OpenedApplication, until: () => boolean): Promise<string[]> {
    const random = seededRandom(4);
    const done: string[] = [];
    while (!until()) {
      const opId = newUuid();
      await application.ink.append([{ docId: installed.papers[0]?.documentId ?? '', layer: 'shared', opId, authorId: installed.person, body: encodeOp(sampleStroke(random)), targets: [] }]);
      done.push(opId);
      await application.execute('identity.keep-device-secret', {}, PROGRAM).catch(() => undefined);
    }
    return done;
  }

  it('backup BK13 made while everybody writes it is of one moment, has everything acknowledged before it, comes back into a folder, and from there into a database', { timeout: 120_000 }, async () => {
    process.env['DATABASE_URL'] = database.url;
    const application = await open();
    let ended = false;
    const early = await busy(application, (() => {
      let rounds = 0;
      return () => (rounds += 1) > 20;
    })());
    const late = busy(application, () => ended);
    const made = await hear(() => backup([folder, '--json'], dataDir)).finally(() => (ended = true));
    expect(made.code).toBe(0);
    const facts = JSON.parse(made.out) as { files: number; missing: number; audit: { rows: number; head: string } };
    expect(facts).toMatchObject({ files: 3, missing: 0 });
    expect((await late).length).toBeGreaterThan(0);
    await application.stop();
    expect(await hear(() => backup(['verify', folder, '--json'], dataDir))).toMatchObject({ code: 0 });
    const to = path.join(room, 'moi');
    const restored = await hear(() => restore([folder, '--to', to], dataDir));
    expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/start without DATABASE_URL/u) as string });
    expect(recordInFolder(to)?.parts).toEqual(expect.arrayContaining(['phien.sqlite', 'ink.sqlite', 'blobs', 'signing']));
    expect(recordInFolder(to)?.id).toBe(recordInFolder(dataDir)?.id);
    const found = new Set(onFile(to, 'ink.sqlite', (db) => db.prepare('SELECT lower(hex(op_id)) FROM op').pluck().all() as string[]));
    expect(early.filter((opId) => !found.has(opId.replaceAll('-', '')))).toEqual([]);
    expect(await verifyInstallation(to, { noted: [facts.audit], files: true })).toMatchObject({ chain: { ok: true }, differing: 0, files: 3 });
    const here = await openApplication({ dataDir: to, origin: 'http://localhost:3000', floorBytes: 0 });
    await here.stop();
    const other = await makeDatabase('nothing');
    expect(await hear(() => move(['--to', other.url], to))).toMatchObject({ code: 0 });
    const there = await openApplication({ dataDir: to, origin: 'http://localhost:3000', floorBytes: 0, rows: other.place });
    await there.stop();
    await other.drop();
  });

  it('backup BK13 the daily one is made with DATABASE_URL too; a database that is away, or another installation’s, is said and leaves nothing', { timeout: 120_000 }, async () => {
    expect(readConfig({ DATABASE_URL: database.url, PHIEN_BACKUP: folder }).backups?.folder).toBe(folder);
    const away = placeOf(await urlOf(database.name, { port: await freePort() }));
    expect(await refusal(() => backUp(dataDir, folder, { rows: away }))).toMatch(/cannot be reached/u);
    const other = await makeInstallation({ papers: ['Khác.pdf'] });
    expect(await refusal(() => backUp(other.dataDir, folder, { rows: database.place }))).toMatch(/lie in phien\.sqlite/u);
    rmSync(path.join(other.dataDir, 'phien.sqlite'));
    const text = readFileSync(path.join(other.dataDir, 'installation.json'), 'utf8').replace('"phien.sqlite"', '"postgresql"');
    writeFileSync(path.join(other.dataDir, 'installation.json'), text);
    expect(await refusal(() => backUp(other.dataDir, folder, { rows: database.place }))).toMatch(/another installation/u);
    rmSync(other.dataDir, { recursive: true, force: true });
    expect(existsSync(path.join(folder, 'backups'))).toBe(false);
    expect(await backUp(dataDir, folder, { rows: database.place })).toMatchObject({ files: 3, missing: 0 });
  });
});
