import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApplication } from '../../../server/application';
import { BootError, readConfig } from '../../../server/kernel/config';
import { freePort } from '../../support/free-port';
import { openCuttingProxy } from '../../support/cutting-proxy';
import { cluster } from '../../support/postgresql-cluster';
import { asSuperuser, hasPostgresql, makeDatabase, placeOf, urlOf, type TestDatabase } from '../../support/postgresql';
import { startProgram } from '../../support/program';
import { picture } from '../../support/used-folder';

/** One paragraph, without the words of a driver. */
const READABLE = /^(?!.*(?:Error:| at \S+:\d)).+$/u;

describe.runIf(hasPostgresql())('a database that cannot be used', () => {
  let database: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await makeDatabase('nothing');
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-refusal-'));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const dataDir = (name = 'data'): string => path.join(folder, name);
  const open = (url = database.url, name = 'data') => openApplication({ dataDir: dataDir(name), origin: 'http://localhost:3000', floorBytes: 0, rows: placeOf(url) });
  const begin = async (url?: string, name?: string): Promise<void> => (await open(url, name)).stop();
  const tables = async (): Promise<string[]> => (await database.query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1")).map(({ name }) => name);

  /** Said in both languages, in one sentence or a few; a second try says the same, and nothing was left behind. */
  async function expectRefusal(work: () => Promise<unknown>, english: RegExp, vietnamese = /Cơ sở dữ liệu|DATABASE_URL/u): Promise<void> {
    const before = await tables();
    for (let round = 0; round < 2; round += 1) {
      const error = await work().then(
        () => null,
        (cause: unknown) => cause,
      );
      expect(error).toBeInstanceOf(BootError);
      const { vi, en } = error as BootError;
      expect(en).toMatch(english);
      expect(vi).toMatch(vietnamese);
      for (const words of [vi, en]) expect(words).toMatch(READABLE);
      expect(`${vi}${en}`).not.toContain('mật-khẩu');
    }
    expect(await tables()).toEqual(before);
  }

  it('database P9 an address that is none, of somewhere else, or with a wrong password', async () => {
    for (const [wrong, words] of [
      ['mysql://localhost/x', /must begin with postgres:/u],
      ['postgres://localhost', /name of the database/u],
      ['postgres://localhost/x?pgbouncer=true', /unknown parameters: pgbouncer/u],
      ['postgres://localhost/x?sslmode=maybe', /unknown sslmode/u],
      ['postgres://localhost/50%', /write it as %25/u],
    ] as const) {
      await expectRefusal(async () => readConfig({ DATABASE_URL: wrong }), words);
    }
    await expectRefusal(async () => readConfig({ DATABASE_URL: 'postgres://a:b@localhost/x', DATABASE_PASSWORD_FILE: '/x' }), /not in both/u);
    await expectRefusal(() => open(database.url.replace('127.0.0.1', 'no-such-host.invalid') + '?sslmode=disable'), /there is no host/u);
    await expectRefusal(async () => open(await urlOf(database.name, { port: await freePort() })), /cannot be reached/u);
    await expectRefusal(async () => open(await urlOf(database.name, { password: 'sai' })), /user or its password is wrong/u);
    await expectRefusal(async () => open(await urlOf(database.name, { user: 'nobody_here' })), /user or its password is wrong/u);
    await expectRefusal(async () => open(await urlOf('not_made_yet')), /there is no such database/u);
    await expectRefusal(() => open(`${database.url}?sslmode=require`), /no encrypted connection/u);
    await expectRefusal(async () => open(placeless(database.url)), /asks for a password and none is set/u);
    await expectRefusal(() => openApplication({ dataDir: dataDir(), origin: 'http://localhost:3000', rows: { ...placeOf(database.url), password: { file: path.join(folder, 'none') } } }), /cannot be read/u, /Không đọc được tệp/u);
  });

  it('database P9 a password may lie in a file', async () => {
    const { password } = await cluster();
    writeFileSync(path.join(folder, 'password'), `${password}\n`);
    const { rows } = readConfig({ DATABASE_URL: placeless(database.url), DATABASE_PASSWORD_FILE: path.join(folder, 'password') });
    await (await openApplication({ dataDir: dataDir(), origin: 'http://localhost:3000', floorBytes: 0, rows })).stop();
  });

  it('database P9 read-only, not the owner’s, of another encoding, without fsync, too old', async () => {
    await asSuperuser((client) => client.query(`ALTER DATABASE ${database.name} SET default_transaction_read_only TO on`));
    await expectRefusal(() => open(), /is read-only/u);
    await asSuperuser((client) => client.query(`ALTER DATABASE ${database.name} RESET default_transaction_read_only`));
    await asSuperuser((client) => client.query('ALTER SCHEMA public OWNER TO phien_tests'), database.name);
    await expectRefusal(() => open(), /this user may not make tables/u);
    const latin = `${database.name}_latin`;
    await asSuperuser((client) => client.query(`CREATE DATABASE ${latin} OWNER phien_owner TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`));
    await expectRefusal(async () => open(await urlOf(latin)), /UTF8 is needed/u);
    await asSuperuser((client) => client.query(`DROP DATABASE ${latin}`));
    const proxy = await openCuttingProxy((await cluster()).port);
    const through = await urlOf(database.name, { port: proxy.port });
    const replaced = (from: string, to: string) => (bytes: Buffer, direction: 'up' | 'down') => (direction === 'down' && bytes.includes(from) ? Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1') : true);
    const { rows } = await asSuperuser((client) => client.query<{ number: string; words: string }>("SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS words"));
    proxy.onSend = replaced(rows[0]?.number ?? '', '140020');
    await expectRefusal(() => open(through), /15 or later is needed/u);
    // The last two columns of the look: fsync and full_page_writes, each two letters.
    proxy.onSend = replaced('\x00\x00\x00\x02on\x00\x00\x00\x02on', '\x00\x00\x00\x02of\x00\x00\x00\x02on');
    await expectRefusal(() => open(through), /fsync is off/u);
    await proxy.close();
  });

  it('database P9 somebody’s tables, and migrations from the future', async () => {
    await database.query('CREATE TABLE orders (id int)');
    await expectRefusal(() => open(), /holds tables that are not Phiên's \(orders\)/u);
    await database.query('DROP TABLE orders');
    await begin();
    await database.query(`INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name) VALUES ('x', '', now(), '9999_future')`);
    await expectRefusal(() => open(), /belongs to a newer version \(9999_future\)/u);
  });

  it('database P9 of two installations on one database the second is refused, at once and later', async () => {
    const first = await open();
    await expectRefusal(() => open(undefined, 'second'), /in use by another Phiên server/u);
    cpSync(dataDir(), dataDir('copy'), { recursive: true, filter: (file) => !file.includes('lock.sqlite') });
    await expectRefusal(() => open(undefined, 'copy'), /in use by another Phiên server/u);
    await first.stop();
    await expectRefusal(() => open(undefined, 'second'), /belongs to another installation than/u);
    const other = await makeDatabase('nothing');
    await begin(other.url, 'second');
    await expectRefusal(() => open(undefined, 'second'), /belongs to another installation than/u);
    await expectRefusal(() => open(other.url), /belongs to another installation than/u);
    await begin();
    await begin(other.url, 'second');
    await other.drop();
  });

  it('database P9 a folder whose rows lie elsewhere than the address says, and a database begun anew beside it', async () => {
    const sqlite = () => openApplication({ dataDir: dataDir('sqlite'), origin: 'http://localhost:3000', floorBytes: 0 });
    await (await sqlite()).stop();
    await expectRefusal(() => open(undefined, 'sqlite'), /lie in phien\.sqlite of that folder/u, /nằm trong phien\.sqlite/u);
    await (await sqlite()).stop();
    await begin();
    const before = picture(dataDir());
    await expectRefusal(() => openApplication({ dataDir: dataDir(), origin: 'http://localhost:3000', floorBytes: 0 }), /lie in PostgreSQL \(postgres:[^)]+\)\. Set DATABASE_URL again/u, /nằm trong PostgreSQL/u);
    expect(picture(dataDir())).toEqual(before);
    const empty = await makeDatabase('nothing');
    await expectRefusal(() => open(empty.url), /has no data yet but the folder .* has been in use/u);
    await empty.drop();
  });

  it('database P9 the program says it at its start, and ends', async () => {
    const program = startProgram({ PHIEN_DATA: dataDir(), DATABASE_URL: await urlOf(database.name, { password: 'sai' }) }, ['--empty']);
    expect(await program.listening).toBe(false);
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(/sai tên người dùng hoặc mật khẩu/u);
    expect(program.stderr()).toMatch(/the user or its password is wrong/u);
    expect(program.stderr()).not.toMatch(/\n\s+at /u);
  });
});

/** The same without its password. */
const placeless = (url: string): string => url.replace(/:[^:@/]+@/u, '@');
