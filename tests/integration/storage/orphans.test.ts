import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { createBus } from '../../../server/kernel/bus';
import { DomainError } from '../../../server/kernel/errors';
import { sweepOrphans } from '../../../server/modules/storage/jobs/sweep-orphans';
import { age } from '../../support/file-on-disk';
import { doJob } from '../../support/jobs';
import { openCommittee, publishedMeeting, stagedFile } from '../meetings/committee';
import type { TestInstallation } from '../../support/installation';
import { approvedMinutes, closedAssembly } from '../minutes/session';

let all: { installation: TestInstallation; close(): Promise<void> };
const program = system('test');
const DAY = 86_400_000;

afterEach(() => all.close());

/** An installation with minutes. */
async function withMinutes(): Promise<void> {
  const assembly = await closedAssembly();
  all = assembly;
  await approvedMinutes(assembly);
}

const place = (folder: string, key: string): string => path.join(all.installation.dataDir, folder, ...(folder === 'blobs' ? [key.slice(-2)] : []), key);
const stored = (): string[] => readdirSync(path.join(all.installation.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
const put = async (text: string): Promise<string> => (await all.installation.application.ports.blobs.put(Readable.from([Buffer.from(text)]))).key;
describe('stored files that no row names', () => {
  test('storage W6 are set aside after a day and deleted after thirty, with an entry; what a row names stays', async () => {
    await withMinutes();
    const named = stored();
    const [orphan, young] = [await put('không ai cần'), await put('đang ghi')];
    for (const key of [...named, orphan]) age(place('blobs', key), 2 * DAY);
    const { application } = all.installation;
    await doJob(application, sweepOrphans);
    expect([stored(), existsSync(place('aside', orphan))]).toEqual([[...named, young].sort(), true]);
    expect((await application.database.reader.auditEntry.findMany({ where: { action: 'storage.note-orphans' } })).map(({ details }) => JSON.parse(details) as object)).toEqual([{ keys: [orphan] }]);
    // Set aside now, whenever it was written.
    await doJob(application, sweepOrphans);
    expect(existsSync(place('aside', orphan))).toBe(true);
    age(place('aside', orphan), 31 * DAY);
    await doJob(application, sweepOrphans);
    expect([existsSync(place('aside', orphan)), stored()]).toEqual([false, [...named, young].sort()]);
  });

  test('storage W6 every table that names a file is asked', async () => {
    await withMinutes();
    const { application } = all.installation;
    const [version] = await application.database.reader.documentVersion.findMany({ take: 1 });
    const picture = await put('trang');
    await application.database.transaction((db) => db.pagePicture.create({ data: { id: crypto.randomUUID(), versionId: version?.id ?? '', page: 1, cause: 'pixels', figure: 70, state: 'made', blobKey: picture, sha256: 'x', size: 5, width: 1, height: 1 } }));
    const original = await put('tệp gốc');
    await application.database.transaction((db) => db.originalFile.create({ data: { versionId: version?.id ?? '', blobKey: original, sha256: 'x', size: 5, fileName: 'a.docx', conversion: '{}', keptAt: new Date() } }));
    const [item] = await application.database.reader.agendaItem.findMany({ take: 1 });
    const [brought, broughtOriginal, id] = [await put('tệp đơn vị gửi'), await put('tệp gốc đơn vị gửi'), crypto.randomUUID()];
    const [shelved, shelvedOriginal] = [await put('văn bản của thư viện'), await put('tệp gốc của văn bản')];
    const file = { sha256: 'x', size: 5, fileName: 'a.docx' };
    await application.database.transaction(async (db) => {
      await db.paperSubmission.create({ data: { ...file, id, lineId: id, number: 1, meetingId: item?.meetingId ?? '', itemId: item?.id ?? '', unitId: id, title: 'Tờ trình', blobKey: brought, pages: 1, facts: '{}', submittedById: id, submittedAt: new Date(), state: 'waiting_leader' } });
      await db.libraryEntry.create({ data: { ...file, id, number: '', numberKey: '', kind: 'luat', title: 'Luật', issuer: 'Quốc hội', issuedOn: '2025-06-16', blobKey: shelved, pages: 1, facts: '{}', addedById: id, addedAt: new Date() } });
      await db.libraryOriginal.create({ data: { ...file, entryId: id, blobKey: shelvedOriginal, conversion: '{}', keptAt: new Date() } });
      await db.submissionOriginal.create({ data: { ...file, submissionId: id, blobKey: broughtOriginal, conversion: '{}', keptAt: new Date() } });
    });
    const tables = application.registry.records.filter(({ file }) => file).map(({ table }) => table);
    const keys = await Promise.all(tables.map(async (table) => (await application.database.reader.$queryRawUnsafe<{ blobKey: string }[]>(`SELECT blobKey FROM "${table}" WHERE blobKey IS NOT NULL`)).map(({ blobKey }) => blobKey)));
    expect([tables.sort(), keys.every((of) => of.length > 0)]).toEqual([['DocumentVersion', 'LibraryEntry', 'LibraryOriginal', 'OfficialFile', 'OriginalFile', 'PagePicture', 'PaperSubmission', 'SubmissionOriginal'], true]);
    expect(await application.query('storage.unnamed-files', { keys: [...keys.flat(), '01900000-0000-7000-8000-000000000000'] }, program)).toEqual(['01900000-0000-7000-8000-000000000000']);
  });
});

describe('a transaction that failed', () => {
  test('storage W6 documents D3 leaves no stored file when it was refused, and an orphan at most when nobody knows', async () => {
    const c = await openCommittee();
    all = { installation: c.installation, close: () => c.installation.close() };
    const { application } = c.installation;
    const { meetingId } = await publishedMeeting(c);
    const before = stored();
    const file = await stagedFile(c, meetingId, 'x.pdf', 1);
    const attach = () => application.execute('documents.attach', { meetingId, itemId: null, ...file }, c.secretary);
    await application.database.transaction((db) => db.$executeRawUnsafe('CREATE TRIGGER no_paper BEFORE INSERT ON "Document" BEGIN SELECT RAISE(ABORT, \'cut off\'); END'));
    await expect(attach()).rejects.toThrow();
    const [orphan = ''] = stored().filter((key) => !before.includes(key));
    expect(orphan).not.toBe('');
    await application.database.transaction((db) => db.$executeRawUnsafe('DROP TRIGGER no_paper'));
    await attach();
    await expect(attach()).rejects.toMatchObject({ reason: 'documents.file_already_used' });
    expect(stored()).toHaveLength(before.length + 2);
    for (const key of stored()) age(place('blobs', key), 2 * DAY);
    await doJob(application, sweepOrphans);
    expect(stored()).toHaveLength(before.length + 1);
    expect(existsSync(place('aside', orphan))).toBe(true);
  });

  test('storage W6 documents D3 keeps the bytes of a paper whose commit came through and was told as a failure', async () => {
    const c = await openCommittee();
    all = { installation: c.installation, close: () => c.installation.close() };
    const { application } = c.installation;
    const { database, ports, registry } = application;
    const { meetingId } = await publishedMeeting(c);
    const { intakeId } = await stagedFile(c, meetingId, 'x.pdf', 1);
    const bus = createBus(registry, { ...database, transaction: async (work) => database.transaction(work).then(() => Promise.reject(new DomainError('unavailable', 'storage.unwritable'))) }, ports);
    await expect(bus.execute('documents.attach', { meetingId, itemId: null, intakeId }, c.secretary)).rejects.toMatchObject({ code: 'unavailable' });
    const [paper] = (await application.query('documents.list', { meetingId }, c.secretary)).documents;
    const { blobKey: key, sha256, size } = await application.query('documents.file', { documentId: paper?.id ?? '' }, c.secretary);
    expect(await ports.blobs.check({ key, sha256, size })).toBe('sound');
  });
});
