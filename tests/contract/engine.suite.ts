import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../server/kernel/errors';
import { verifyAuditChain } from '../../server/kernel/audit';
import type { Database } from '../../server/kernel/ports/database';
import { keepBaseline } from '../../server/kernel/baseline';
import { verifyRecord, type RecordTable } from '../../server/kernel/record';
import { appendAudit, auditRows, oldReceipts, findReceipt, storeReceipt } from '../../server/kernel/repository';
import { appendEvents, eventsOf, historyHead, lastApartFrom } from '../../server/kernel/repository.history';
import { putInLine } from '../../server/kernel/jobs/repository';
import { modules } from '../../server/modules';
import { collationKey, nameKey } from '../../server/shared/language/collation';
import { sampleMembers } from '../../prisma/seed/province';
import { startChild } from '../support/child-words';
import { makeEngine, type EngineName, type EngineUnderTest } from '../support/engines';
import type { Hammered } from '../support/hammer-child';
import { newUuid } from '../support/ink-samples';

const records: RecordTable[] = modules.flatMap((module) => [...module.tables]).filter((table) => !('outside' in table));
const tables = records.map(({ table }) => table);
const at = new Date('2026-11-26T01:00:00.007Z');
const facts = { objectType: 'test', objectId: 'x', at, actorId: null, actorName: 'test', action: 'test.act', changes: [] };
const meta = { at, actorId: null, id: newUuid };

/** What every engine must do for the repositories, whatever it is built on. */
export function describeEngine(name: EngineName): void {
  describe(`${name} as an engine`, () => {
    let engine: EngineUnderTest;
    let database: Database;
    beforeEach(async () => {
      engine = await makeEngine(name);
      database = await engine.open(tables);
    });
    afterEach(async () => {
      await database.stop();
      await engine.remove();
    });
    const person = (id: string, fullName = 'Bùi Văn An') => ({ id, fullName, sortName: nameKey(fullName), createdAt: at });

    it('database P4 two processes hammer one stream, one chain, one line of jobs and one ink stream: dense, in order, once', async () => {
      const rounds = 30;
      const docId = newUuid();
      const both = Array.from({ length: rounds }, () => newUuid());
      await database.transaction(async (db) => {
        const kind = { name: 'test.job', payload: { parse: (value: unknown) => value }, priority: 'soon' };
        for (let job = 0; job < rounds; job += 1) await putInLine(db, kind as never, {} as never, {}, { now: new Date(Date.now() - 1_000), id: newUuid, queuedById: null });
      });
      const children = ['one', 'two'].map((child) => startChild('hammer-child.ts', name, engine.where, child, String(rounds), docId, both.join(',')));
      await Promise.all(children.map((child) => new Promise((resolve, reject) => child.once('message', resolve).once('exit', () => reject(new Error('ended before it began'))))));
      const results = await Promise.all(
        children.map(
          (child) =>
            new Promise<Hammered>((resolve, reject) => {
              child.once('message', (result) => resolve(result as Hammered)).once('exit', (code) => reject(new Error(`ended with ${code}`)));
              child.send('go');
            }),
        ),
      );
      const sum = (of: (one: Hammered) => number): number => results.reduce((total, one) => total + of(one), 0);
      expect([sum(({ acted }) => acted), sum(({ replayed }) => replayed)]).toEqual([rounds, rounds]);
      expect(Math.min(...results.map(({ acted }) => acted)), 'both had their turns').toBeGreaterThan(0);
      const events = await eventsOf(database.reader, 'hall');
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events.length).toBe(2 * rounds);
      const all = await database.reader.historyEvent.findMany({ orderBy: { position: 'asc' } });
      expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
      expect(all.map((event) => event.at.getTime())).toEqual(all.map((event) => event.at.getTime()).sort((a, b) => a - b));
      expect(await verifyAuditChain(auditRows(database.reader))).toMatchObject({ ok: true, rows: rounds });
      const jobs = results.flatMap((one) => one.jobs);
      expect(new Set(jobs).size).toBe(jobs.length);
      expect(jobs.length).toBe(rounds);
      const own = results.flatMap(({ ink }) => ink);
      const shared = results.map((one) => one.shared);
      expect(own.every(({ outcome }) => outcome === 'committed')).toBe(true);
      expect(shared.map((list) => list.map(({ seq }) => seq))[0]).toEqual(shared.map((list) => list.map(({ seq }) => seq))[1]);
      for (let round = 0; round < rounds; round += 1) expect(shared.map((list) => list[round]?.outcome).sort()).toEqual(['committed', 'duplicate']);
      const ink = await engine.openInk();
      const stored = await ink.read(docId, 'shared', { personId: '', canSeeShared: true }, 0, 10_000);
      expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 5 * rounds }, (_, index) => index + 1));
      expect(new Set([...own, ...(shared[0] ?? [])].map(({ seq }) => seq)).size).toBe(5 * rounds);
      await ink.close();
    }, 120_000);

    it('database P5 all of it or nothing, and nothing is acknowledged that the database took back', async () => {
      await expect(
        database.transaction(async (db) => {
          await appendEvents(db, [{ stream: 's', type: 't', payload: {} }], meta);
          await appendAudit(db, facts);
          throw new DomainError('conflict', 'test.refused');
        }),
      ).rejects.toMatchObject({ reason: 'test.refused' });
      expect(await historyHead(database.reader)).toBe(0);
      await database.transaction((db) => db.person.create({ data: person('p1') }).then(() => undefined));
      const swallowed = database.transaction(async (db) => {
        await db.setting.create({ data: { key: 'k', value: 'v' } });
        await db.person.create({ data: person('p1') }).catch(() => undefined);
      });
      const acknowledged = await swallowed.then(() => true, () => false);
      expect((await database.reader.setting.findUnique({ where: { key: 'k' } })) !== null, 'what was acknowledged is there, what was not is not').toBe(acknowledged);
      await expect(database.transaction((db) => appendEvents(db, [{ stream: 's', type: 't', payload: {} }, { stream: 's', type: 't', payload: {} }], meta))).resolves.toMatchObject([{ position: 1, seq: 1 }, { position: 2, seq: 2 }]);
    });

    it('database P3 rows of the record have the text that was noted, whatever is in them', async () => {
      const odd = 'a"b\\c/\b\f\n\r\t\u0001\u007f\u2028 Ủy ban 😀 \u00a0';
      await database.transaction(async (db) => {
        await db.orgUnit.create({ data: { id: 'u', name: odd, shortName: '', kind: 'k', validFrom: '2026-01-01', sortOrder: -3 } });
        await db.body.create({ data: { id: 'b', name: 'x', shortName: 'x', unitId: 'u', policy: '{}', validFrom: '2026-01-01' } });
        await db.person.create({ data: { ...person('p'), createdAt: new Date('1999-12-31T23:59:59.999Z') } });
        await db.membership.create({ data: { id: 'm', bodyId: 'b', personId: 'p', position: '', voting: false, protocolOrder: 1, validFrom: '2026-01-01' } });
        for (const [index, value] of [0, 1, -2.5, 0.1, 100, 1e15, 123456.789, 1e-5, 2.5e20, 4.64].entries()) {
          await db.factor.create({ data: { id: `f${index}`, key: `f${index}`, value, unit: '', source: '', year: 2026, kind: 'measured', version: 1 } });
        }
        await db.factor.update({ where: { id: 'f9' }, data: { id: 'f10' } });
        const written = await database.written(db);
        expect(written.map(({ kind, id, text }) => `${kind} ${id} ${text}`)).toEqual(EXPECTED(odd));
      });
      await engine.withRecord(tables, async (source) => {
        const texts: string[] = [];
        for (const table of ['Body', 'Factor', 'Membership', 'OrgUnit', 'Person']) for await (const { text } of source.rows(table, source.columnsOf(table))) texts.push(text);
        const last = new Map(EXPECTED(odd).map((line) => [line.split(' ', 2).join(' '), line.split(' ').slice(2).join(' ')]));
        expect(texts.sort()).toEqual([...last.values()].filter((text) => text !== 'null').sort());
      });
    });

    it('database P3 the chain of what was done here verifies, and tells what was changed past the program', async () => {
      await engine.withRecord(tables, (source) => keepBaseline(database, source, { records, now: at, migrated: null }));
      await database.transaction(async (db) => {
        await db.person.create({ data: person('p') });
        const written = await database.written(db);
        const { changesOf } = await import('../../server/kernel/record');
        await appendAudit(db, { ...facts, changes: changesOf(written) });
      });
      const report = () => engine.withRecord(tables, (source) => verifyRecord(source, records));
      expect(await report()).toMatchObject({ chain: { ok: true, rows: 2 }, records: 1, differing: 0 });
      await engine.exec(`UPDATE "Person" SET "fullName" = 'Khác' WHERE "id" = 'p'`);
      expect((await report()).differences).toEqual([{ problem: 'changed', kind: 'Person', id: 'p' }]);
    });

    it('database P6 words are sorted by their bytes, names by their stored keys, and compared as they are written', async () => {
      const names = [...sampleMembers.map((member) => member.name), 'Đỗ Văn An', 'Bùi Văn An', 'ĐỖ VĂN AN', 'an', 'Ấn', 'z', 'Z', 'đ', 'e\u0301', '\u00e9'];
      await database.transaction(async (db) => {
        for (const [index, one] of names.entries()) await db.person.create({ data: { ...person(`p${index}`, one), title: one } });
      });
      const rows = await database.reader.person.findMany({ orderBy: [{ sortName: 'asc' }, { id: 'asc' }], select: { sortName: true } });
      const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(rows.map(({ sortName }) => sortName)).toEqual(names.map(nameKey).sort(bytes));
      const titles = await database.reader.person.findMany({ orderBy: [{ title: 'asc' }, { id: 'asc' }], select: { title: true } });
      expect(titles.map(({ title }) => title)).toEqual([...names].sort(bytes));
      expect(await database.reader.person.count({ where: { title: 'z' } })).toBe(1);
      expect(await database.reader.person.count({ where: { title: { gt: 'a', lt: 'b' } } })).toBe(1);
      expect(collationKey('đa') > collationKey('dạ')).toBe(true);
    });

    it('database P5 receipts are forgotten the oldest first, and what is asked past the mapper has its types', async () => {
      await database.transaction(async (db) => {
        for (const day of [3, 1, 2]) await storeReceipt(db, { actorId: 'a', commandId: `c${day}`, command: 'x', inputHash: '', result: { day }, at: new Date(Date.UTC(2026, 0, day)) });
        await appendEvents(db, ['a.one', 'b.two', 'a.three'].map((type) => ({ stream: 's', type, payload: {} })), meta);
      });
      expect(await database.transaction((db) => oldReceipts.drop(db, new Date(Date.UTC(2026, 0, 3)), 1))).toBe(1);
      expect([await findReceipt(database.reader, 'a', 'c1'), (await findReceipt(database.reader, 'a', 'c2'))?.result]).toEqual([null, { day: 2 }]);
      expect([await lastApartFrom(database.reader, 's', ['a.']), await lastApartFrom(database.reader, 's', ['b.'])]).toEqual([2, 3]);
      expect(await database.transaction((db) => lastApartFrom(db, 's', ['a.', 'b.']))).toBe(0);
    });

    it('database P12 whoever reads cannot write', async () => {
      await expect(database.reader.setting.create({ data: { key: randomUUID(), value: '' } })).rejects.toThrow();
      expect(await engine.ask('SELECT * FROM "Setting"')).toEqual([]);
    });
  });
}

const EXPECTED = (odd: string): string[] => {
  const name = JSON.stringify(odd).replace('\\u007f', '\u007f');
  const factor = (id: string, value: string, key = id): string => `Factor ${id} {"high":null,"id":"${id}","key":"${key}","kind":"measured","low":null,"source":"","unit":"","value":${value},"version":1,"year":2026}`;
  const values = ['0.0', '1.0', '-2.5', '0.1', '100.0', '1000000000000000.0', '123456.789', '1.0e-05', '2.5e+20', '4.64'];
  return [
    `OrgUnit u {"id":"u","kind":"k","name":${name},"organId":null,"parentId":null,"shortName":"","sortOrder":-3,"validFrom":"2026-01-01","validTo":null,"version":1}`,
    'Body b {"id":"b","name":"x","policy":"{}","shortName":"x","unitId":"u","validFrom":"2026-01-01","validTo":null,"version":1}',
    `Person p {"createdAt":"1999-12-31T23:59:59.999+00:00","email":null,"fullName":"Bùi Văn An","id":"p","locale":"vi","passwordHash":null,"phone":null,"preferences":"{}","removedAt":null,"sortName":${JSON.stringify(nameKey('Bùi Văn An'))},"status":"active","title":"","unitId":null,"userName":null,"version":1}`,
    'Membership m {"bodyId":"b","id":"m","personId":"p","position":"","protocolOrder":1,"role":"member","validFrom":"2026-01-01","validTo":null,"voting":0}',
    ...values.map((value, index) => factor(`f${index}`, value)),
    'Factor f9 null',
    factor('f10', '4.64', 'f9'),
  ];
};
