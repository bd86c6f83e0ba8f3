import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { openCuttingProxy, type CuttingProxy } from '../../support/cutting-proxy';
import { cluster } from '../../support/postgresql-cluster';
import { asSuperuser, hasPostgresql, makeDatabase, placeOf, urlOf, type TestDatabase } from '../../support/postgresql';
import { addPerson } from '../../support/people';

describe.runIf(hasPostgresql())('a connection that is lost', () => {
  let database: TestDatabase;
  let proxy: CuttingProxy;
  let installation: TestInstallation;
  beforeEach(async () => {
    database = await makeDatabase();
    proxy = await openCuttingProxy((await cluster()).port);
    installation = await openTestInstallation({ rows: placeOf(await urlOf(database.name, { port: proxy.port })) });
  });
  afterEach(async () => {
    proxy.onSend = null;
    await installation.close();
    await proxy.close();
    await database.drop();
  });

  /** COMMIT as the driver sends it, and its answer. */
  const isCommit = (bytes: Buffer): boolean => bytes.includes('COMMIT');
  const admin = async () => addPerson(installation, 'Quản Trị Viên', ['admin']);
  const unit = (name: string) => ({ name, shortName: name, kind: 'department' as const, parentId: null, organId: null, validFrom: '2026-01-01' });
  const units = async (): Promise<string[]> => (await database.query<{ name: string }>('SELECT "name" FROM "OrgUnit" ORDER BY "id"')).map(({ name }) => name);

  it('database P8 at COMMIT, before the server had it: unknown, ask again; asked again it is done once', async () => {
    const caller = await admin();
    const { application } = installation;
    const before = await application.auditHead();
    let cuts = 0;
    proxy.onSend = (bytes, direction) => !(direction === 'up' && isCommit(bytes) && cuts++ === 0);
    const commandId = '01900000-0000-7000-8000-000000000001';
    const ask = () => application.execute('organization.create-unit', unit('Sở Một'), caller, { commandId });
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.unanswered' });
    expect(await units()).not.toContain('Sở Một');
    let replayed = false;
    await application.execute('organization.create-unit', unit('Sở Một'), caller, { commandId, onReplay: () => (replayed = true) });
    expect([replayed, (await units()).filter((name) => name === 'Sở Một').length]).toEqual([false, 1]);
    expect((await application.auditHead()).rows).toBe(before.rows + 1);
  });

  it('database P8 at COMMIT, after the server had done it: unknown, ask again; asked again the receipt answers', async () => {
    const caller = await admin();
    const { application } = installation;
    const before = await application.auditHead();
    let cuts = 0;
    proxy.onSend = (bytes, direction) => !(direction === 'down' && isCommit(bytes) && cuts++ === 0);
    const commandId = '01900000-0000-7000-8000-000000000002';
    await expect(application.execute('organization.create-unit', unit('Sở Hai'), caller, { commandId })).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.unanswered' });
    expect((await units()).filter((name) => name === 'Sở Hai')).toHaveLength(1);
    let replayed = false;
    const answer = await application.execute('organization.create-unit', unit('Sở Hai'), caller, { commandId, onReplay: () => (replayed = true) });
    expect(replayed).toBe(true);
    expect(answer).toBeTruthy();
    expect((await units()).filter((name) => name === 'Sở Hai')).toHaveLength(1);
    expect((await application.auditHead()).rows).toBe(before.rows + 1);
  });

  it('database P7 before the end: nothing was done, it is tried again and nobody hears of it', async () => {
    const caller = await admin();
    const { application } = installation;
    let cuts = 0;
    proxy.onSend = (bytes, direction) => !(direction === 'up' && bytes.includes('INSERT INTO "public"."OrgUnit"') && cuts++ < 2);
    await application.execute('organization.create-unit', unit('Sở Ba'), caller);
    expect(cuts).toBe(3);
    expect((await units()).filter((name) => name === 'Sở Ba')).toHaveLength(1);
  });

  it('database P7 idle connections that the server ended, all of them, are made again', async () => {
    const caller = await admin();
    const { application } = installation;
    await application.query('organization.directory', {}, caller);
    const ended = await asSuperuser((client) => client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`));
    expect(ended.rowCount).toBeGreaterThan(1);
    await application.execute('organization.create-unit', unit('Sở Bốn'), caller);
    await expect.poll(() => application.query('organization.directory', {}, caller).then(() => true, () => false)).toBe(true);
    expect((await units()).filter((name) => name === 'Sở Bốn')).toHaveLength(1);
  });

  it('database P8 a server that is away is said as such, health too, and everything goes on when it is back', async () => {
    const caller = await admin();
    const { application } = installation;
    proxy.onSend = () => false;
    await expect(application.query('organization.directory', {}, caller)).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.database_unreachable' });
    await expect(application.execute('organization.create-unit', unit('Sở Năm'), caller)).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.database_unreachable' });
    expect((await application.health()).problems).toContain('database_unreadable');
    proxy.onSend = null;
    await application.execute('organization.create-unit', unit('Sở Năm'), caller);
    expect(await application.query('identity.installation', {}, system('test'))).toBeTruthy();
  });

  it('database P11 ink: a commit that was not answered is asked again, and each mark is in its stream once', async () => {
    const { ink } = installation.application;
    let cuts = 0;
    proxy.onSend = (bytes, direction) => {
      const isCut = cuts < 4 && isCommit(bytes) && direction === (cuts % 2 === 0 ? 'down' : 'up');
      cuts += isCut ? 1 : 0;
      return !isCut;
    };
    const docId = '01900000-0000-7000-8000-00000000000a';
    const ops = Array.from({ length: 6 }, (_, index) => ({ docId, layer: 'shared' as const, opId: `01900000-0000-7000-8000-0000000001${index}0`, authorId: 'a', body: Uint8Array.of(1, index), targets: [] }));
    const results = [];
    for (const op of ops) results.push(...(await ink.append([op])));
    expect(cuts).toBe(4);
    expect(results.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await ink.read(docId, 'shared', { personId: 'b', canSeeShared: true }, 0, 100)).map(({ seq, opId }) => [seq, opId])).toEqual(ops.map(({ opId }, index) => [index + 1, opId]));
  });
});
