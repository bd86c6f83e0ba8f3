import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyArchive } from '../../../server/adapters/archive/verify-zip';
import { system, type Caller, type PersonCaller } from '../../../server/kernel/actor';
import { SECTIONS } from '../../../server/modules/exports/sections';
import { pending } from '../../contract/op-store.suite';
import { unzipped } from '../../support/zip';
import { approvedMinutes, closedAssembly, PIN, reasonOf, tool, type ClosedAssembly } from '../minutes/session';
import { sampleStroke, seededRandom } from '../../support/ink-samples';

const SECRET = 'CANARY-rieng-tu';

describe('exports', () => {
  let a: ClosedAssembly;
  let bodyId: string;
  let paperId: string;
  let folder: string;
  const app = () => a.installation.application;
  const note = (text: string) => ({ kind: 'note' as const, page: 0, color: 2, x: 100, y: 100, text });
  const member = (): PersonCaller => a.members[2] as PersonCaller;

  /** Asks, lets the job run, fetches. */
  async function archive(kind: 'session' | 'body' | 'person', subjectId: string, caller: Caller): Promise<{ exportId: string; bytes: Buffer; files: Map<string, Buffer> }> {
    const { exportId } = await app().execute('exports.request', { kind, subjectId }, caller);
    await app().jobs.drain();
    const { blobKey: key, sha256, size } = await app().query('exports.file', { exportId }, caller);
    const chunks: Buffer[] = [];
    for await (const chunk of await app().staging.open({ key, sha256, size })) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    return { exportId, bytes, files: await unzipped(bytes) };
  }
  const jsonOf = <T>(files: Map<string, Buffer>, name: string): T => JSON.parse(files.get(name)?.toString('utf8') ?? 'null') as T;

  beforeAll(async () => {
    a = await closedAssembly();
    folder = mkdtempSync(path.join(os.tmpdir(), 'exports-'));
    const { database, ports } = app();
    bodyId = (await database.reader.meeting.findUniqueOrThrow({ where: { id: a.meetingId } })).bodyId;
    // One paper whose bytes are there; the two of the assembly have rows alone.
    const { blobKey, sha256, size } = await ports.blobs.put((async function* () { yield Buffer.from('%PDF-1.7\n% tờ trình\n%%EOF\n'); })()).then(({ key, ...rest }) => ({ blobKey: key, ...rest }));
    const original = await ports.blobs.put((async function* () { yield Buffer.from('PK tờ trình như đã gửi'); })());
    paperId = ports.ids.next();
    const versionId = ports.ids.next();
    await database.transaction(async (db) => {
      await db.document.create({ data: { id: paperId, meetingId: a.meetingId, itemId: a.items.first, order: 9, title: '=HYPERLINK("x") Tờ trình: "Quy hoạch" / đất đai', pages: 1 } });
      await db.documentVersion.create({ data: { id: versionId, documentId: paperId, number: 1, blobKey, sha256, size, pages: 1, fileName: 'to-trinh.pdf', facts: '{}', uploadedById: a.secretary.personId, createdAt: ports.clock.now() } });
      await db.originalFile.create({ data: { versionId, blobKey: original.key, sha256: original.sha256, size: original.size, fileName: 'Tờ trình.DOCX', conversion: '{"comments":2}', keptAt: ports.clock.now() } });
      await db.packPrint.create({ data: { id: ports.ids.next(), meetingId: a.meetingId, documentId: paperId, pages: 1, at: ports.clock.now() } });
    });
    await app().ink.append([
      pending(paperId, a.secretary.personId, 'shared', sampleStroke(seededRandom(1), 12)),
      pending(paperId, a.chair.personId, 'shared', note('Cho mọi người')),
      pending(paperId, member().personId, 'private', note(SECRET)),
    ]);
    const { officialId } = await approvedMinutes(a);
    await app().execute('records.sign', { officialId, pin: PIN }, a.secretary).catch(() => undefined);
  }, 240_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await a.close();
  });

  it('exports E1 who runs a session exports it; others of it get the reason, everybody else does not find it', async () => {
    const ask = (caller: Caller) => reasonOf(app().query('exports.subject', { kind: 'session', subjectId: a.meetingId }, caller));
    for (const caller of [a.secretary, a.chair, a.assistant]) expect(await ask(caller)).toBe('nothing was refused');
    expect(await ask(a.guest)).toBe('forbidden/exports.session_only_by_officers');
    for (const caller of [a.stranger, a.admin]) expect(await ask(caller)).toBe('not_found/not_found');
  });

  it('exports E1 E5 everything of a session lies in the archive, every file as the manifest says', async () => {
    const { bytes, files } = await archive('session', a.meetingId, a.secretary);
    const manifest = jsonOf<{ format: string; files: { path: string; size: number; sha256: string; type: string }[]; missing: { path: string; problem: string }[]; subject: { kind: string } }>(files, 'manifest.json');
    expect(manifest.format).toBe('phien-export/1');
    expect(manifest.files.map(({ path: name }) => name).sort()).toEqual([...files.keys()].filter((name) => name !== 'manifest.json').sort());
    for (const { path: name, size, sha256 } of manifest.files) expect([files.get(name)?.length, createHash('sha256').update(files.get(name) ?? '').digest('hex')]).toEqual([size, sha256]);
    for (const { name } of SECTIONS.session) for (const end of ['json', 'csv']) expect(files.has(`data/${name}.${end}`), name).toBe(true);
    // Papers that the record names and the store does not have are told, and keep nothing else away.
    expect(manifest.missing).toHaveLength(2);
    expect(manifest.missing[0]?.path).toMatch(/^papers\/.+\.pdf$/u);
    // What a paper was made of lies beside it, and what was fetched to be printed is told.
    const [made] = jsonOf<{ path: string; fileName: string; conversion: object }[]>(files, 'data/originals.json');
    expect(made).toMatchObject({ fileName: 'Tờ trình.DOCX', conversion: { comments: 2 }, path: expect.stringMatching(/^papers\/originals\/\d\d .+ \(v1\) [0-9a-f]{6}\.docx$/u) as string });
    expect(files.get(made?.path ?? '')?.toString()).toBe('PK tờ trình như đã gửi');
    expect(jsonOf<unknown[]>(files, 'data/fetched-prints.json')).toMatchObject([{ documentId: paperId, pages: 1 }]);
    expect(jsonOf<unknown[]>(files, 'data/attendance.json')).toHaveLength((await app().database.reader.attendee.count({ where: { meetingId: a.meetingId } })));
    expect(jsonOf<{ result: { for: number }; passed: boolean }[]>(files, 'data/votes.json')[0]).toMatchObject({ result: { for: 17 }, passed: true });
    const events = jsonOf<{ seq: number }[]>(files, 'data/events.json');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(jsonOf<{ action: string }[]>(files, 'data/audit.json').map(({ action }) => action)).toContain('minutes.approve');
    expect(files.get('minutes.txt')?.toString('utf8')).toContain('17');
    expect(jsonOf<{ paper: object }>(files, 'data/paper-account.json').paper).toBeTruthy();
    const official = [...files.keys()].filter((name) => name.startsWith('officials/') && name.endsWith('.pdf'));
    expect(official.length).toBeGreaterThan(0);
    expect(files.get(official[0] ?? '')?.subarray(0, 5).toString()).toBe('%PDF-');
    expect([...files.keys()].some((name) => name.endsWith('.verification.json'))).toBe(true);
    expect(files.get('README.txt')?.toString('utf8')).toContain('phien export verify');
    // Somebody else's program reads it too, names included.
    const zip = path.join(folder, 'session.zip');
    writeFileSync(zip, bytes);
    if (tool('unzip')) expect(execFileSync('unzip', ['-t', zip], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })).toContain('No errors detected');
    expect(await verifyArchive(zip)).toMatchObject({ problems: [], manifest: { format: 'phien-export/1' } });
  }, 120_000);

  it('exports E5 names of papers are readable and taken by every system; ink for all is InkML and JSON', async () => {
    const { files } = await archive('session', a.meetingId, a.secretary);
    const names = [...files.keys()];
    const paper = names.find((name) => name.startsWith('papers/') && name.includes('Tờ trình'));
    expect(paper).toMatch(/^papers\/\d\d =HYPERLINK\( x \) Tờ trình Quy hoạch đất đai \(v1\) [0-9a-f]{6}\.pdf$/u);
    expect(names.filter((name) => /[<>:"\\|?*\p{Cc}\p{Cf}]|\.\.|^\//u.test(name))).toEqual([]);
    const inkMl = names.find((name) => name.startsWith('ink/shared/') && name.endsWith('.inkml'));
    const xml = files.get(inkMl ?? '')?.toString('utf8') ?? '';
    expect(xml).toContain('<ink xmlns="http://www.w3.org/2003/InkML">');
    expect(xml.match(/<trace /gu)).toHaveLength(1);
    const marks = jsonOf<{ paper: { version: number }; marks: { kind: string; page: number; text?: string; points?: number[][] }[] }>(files, (inkMl ?? '').replace('.inkml', '.json'));
    expect(marks.marks.map(({ kind }) => kind).sort()).toEqual(['note', 'stroke']);
    expect(marks.marks.find(({ points }) => points)?.points?.every(([x = 2, y = 2]) => x >= 0 && x <= 1 && y >= 0 && y <= 1)).toBe(true);
    if (tool('xmllint')) execFileSync('xmllint', ['--noout', '-'], { input: xml });
  }, 120_000);

  it('exports E5 every column is there, has words in the schema, and a cell is never run by a spreadsheet', async () => {
    const { files } = await archive('session', a.meetingId, a.chair);
    const schema = jsonOf<{ $defs: Record<string, { items: { properties: Record<string, { description: string }> } }> }>(files, 'schema.json');
    for (const { name, columns } of SECTIONS.session) {
      const rows = jsonOf<Record<string, unknown>[]>(files, `data/${name}.json`);
      for (const row of rows) expect(Object.keys(row), name).toEqual(Object.keys(columns));
      expect(Object.values(schema.$defs[name]?.items.properties ?? {}).every(({ description }) => description.length > 1)).toBe(true);
      const csv = files.get(`data/${name}.csv`)?.toString('utf8') ?? '';
      expect(csv.startsWith('\uFEFF"')).toBe(true);
      expect(csv.trimEnd().split('\r\n'), name).toHaveLength(rows.length + 1);
    }
    expect(files.get('data/papers.csv')?.toString('utf8')).toContain(`"'=HYPERLINK(`);
  }, 120_000);

  it('exports E3 nobody’s archive but the person’s own holds private marks, and that holds nobody else’s', async () => {
    const everything = (files: Map<string, Buffer>): string => [...files.values()].map((bytes) => bytes.toString('latin1')).join('\n');
    const console = system('console');
    for (const [kind, id, caller] of [['session', a.meetingId, a.secretary], ['session', a.meetingId, console], ['person', member().personId, a.admin], ['person', member().personId, console]] as const) {
      expect(everything((await archive(kind, id, caller)).files), `${kind} for ${caller.kind}`).not.toContain(SECRET);
    }
    const own = await archive('person', member().personId, member());
    expect(everything(own.files)).toContain(SECRET);
    expect([...own.files.keys()].some((name) => name.startsWith('ink/private/'))).toBe(true);
    expect([...own.files.keys()].some((name) => name.startsWith('papers/') || name.startsWith('ink/shared/'))).toBe(false);
    const other = await archive('person', a.guest.personId, a.guest);
    expect(everything(other.files)).not.toContain(SECRET);
    expect(everything(other.files)).not.toContain(member().fullName);
    expect(jsonOf<{ fullName: string }[]>(other.files, 'data/account.json')).toMatchObject([{ fullName: a.guest.fullName }]);
    expect(await reasonOf(app().execute('exports.request', { kind: 'person', subjectId: member().personId }, a.chair))).toBe('not_found/not_found');
  }, 120_000);

  it('exports E2 E4 of a body one gets the sessions one runs; an administrator gets members and no session', async () => {
    const mine = await archive('body', bodyId, a.secretary);
    expect([...mine.files.keys()].filter((name) => /^sessions\/2026-11-26 .+\/data\/votes\.json$/u.test(name))).toHaveLength(1);
    const accounts = await archive('body', bodyId, a.admin);
    expect([...accounts.files.keys()].sort()).toEqual(['README.txt', 'data/body.csv', 'data/body.json', 'data/memberships.csv', 'data/memberships.json', 'manifest.json', 'schema.json']);
    expect(await reasonOf(app().query('exports.subject', { kind: 'body', subjectId: bodyId }, a.guest))).toBe('forbidden/exports.body_only_by_officers');
  }, 120_000);

  it('exports E6 asking, the digest and who asked stand in the audit log; nobody else fetches it, nor who lost the right', async () => {
    const { exportId, bytes } = await archive('session', a.meetingId, a.assistant);
    const { reader } = app().database;
    const made = await reader.auditEntry.findFirstOrThrow({ where: { action: 'exports.record-made' }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(made.details)).toMatchObject({ exportId, sha256: createHash('sha256').update(bytes).digest('hex'), requestedById: a.assistant.personId, missing: 2 });
    expect(await reader.auditEntry.findFirst({ where: { action: 'exports.request', actorId: a.assistant.personId, meetingId: a.meetingId } })).not.toBeNull();
    for (const caller of [a.secretary, a.chair]) expect(await reasonOf(app().query('exports.file', { exportId }, caller))).toBe('not_found/not_found');
    await app().database.transaction((db) => db.attendee.updateMany({ where: { meetingId: a.meetingId, personId: a.assistant.personId }, data: { role: 'guest' } }));
    expect(await reasonOf(app().query('exports.file', { exportId }, a.assistant))).toBe('not_found/not_found');
    await app().database.transaction((db) => db.attendee.updateMany({ where: { meetingId: a.meetingId, personId: a.assistant.personId }, data: { role: 'assistant' } }));
  }, 120_000);

  it('exports E6 what breaks off in the middle leaves no archive', async () => {
    const { ports } = app();
    const staged = async (): Promise<number> => {
      let found = 0;
      for await (const _ of ports.staging.keys(0)) found += 1;
      return found;
    };
    const before = await staged();
    const { open } = ports.blobs;
    ports.blobs.open = () => Promise.reject(new Error('the medium is away'));
    const { exportId } = await app().execute('exports.request', { kind: 'session', subjectId: a.meetingId }, a.secretary);
    await app().jobs.drain();
    ports.blobs.open = open;
    expect(await reasonOf(app().query('exports.file', { exportId }, a.secretary))).toBe('gone/exports.gone');
    expect(await staged()).toBe(before);
    await app().execute('exports.remove', { exportId }, a.secretary);
  });

  it('exports E7 three wait at most, and who asked sees how far each is', async () => {
    const ask = () => app().execute('exports.request', { kind: 'person', subjectId: a.guest.personId }, a.guest);
    for (let index = 0; index < 3; index += 1) await ask();
    expect(await reasonOf(ask())).toBe('rejected/exports.too_many');
    expect((await app().query('exports.list', {}, a.guest)).exports.slice(0, 3).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    await app().jobs.drain();
    expect((await app().query('exports.list', {}, a.guest)).exports.slice(0, 3).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
  });

  it('exports E8 after seven days, or when who asked lets it go, the bytes are gone; until then nothing sweeps them', async () => {
    const { exportId } = await archive('person', member().personId, member());
    const row = await app().database.reader.dataExport.findUniqueOrThrow({ where: { id: exportId } });
    const there = async (): Promise<boolean> => (await app().ports.staging.stat(row.blobKey ?? '')) !== undefined;
    const { enqueueDue, drain } = app().jobs;
    await enqueueDue();
    for (const days of [5, 3]) {
      expect(await there()).toBe(true);
      a.installation.clock.advance(days * 86_400_000);
      await enqueueDue();
      await drain();
    }
    expect(await there()).toBe(false);
    expect(await reasonOf(app().query('exports.file', { exportId }, member()))).toBe('not_found/not_found');
    const again = await archive('person', member().personId, member());
    await app().execute('exports.remove', { exportId: again.exportId }, member());
    expect(await reasonOf(app().query('exports.file', { exportId: again.exportId }, member()))).toBe('not_found/not_found');
  }, 120_000);

  it('exports E9 a file of an archive that was changed, left out or added is named', async () => {
    const { ZipFile } = await import('yazl');
    const { files } = await archive('person', member().personId, member());
    const packed = async (change: (entries: Map<string, Buffer>) => void): Promise<string> => {
      const copy = new Map(files);
      change(copy);
      const zip = new ZipFile();
      for (const [name, bytes] of copy) zip.addBuffer(bytes, name);
      zip.end();
      const chunks: Buffer[] = [];
      for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
      const target = path.join(folder, 'changed.zip');
      writeFileSync(target, Buffer.concat(chunks));
      return target;
    };
    const account = files.get('data/account.json') ?? Buffer.alloc(0);
    const told = async (change: (entries: Map<string, Buffer>) => void) => (await verifyArchive(await packed(change))).problems;
    expect(await told(() => undefined)).toEqual([]);
    expect(await told((entries) => entries.set('data/account.json', Buffer.concat([account, Buffer.from(' ')])))).toEqual([{ path: 'data/account.json', problem: 'differs' }]);
    expect(await told((entries) => void entries.delete('data/account.csv'))).toEqual([{ path: 'data/account.csv', problem: 'missing' }]);
    expect(await told((entries) => entries.set('x.exe', account))).toEqual([{ path: 'x.exe', problem: 'unlisted' }]);
    const target = await packed((entries) => void entries.delete('manifest.json'));
    expect((await verifyArchive(target)).manifest).toBeNull();
    writeFileSync(target, 'PK');
    expect((await verifyArchive(target)).manifest).toBeNull();
  });
});
