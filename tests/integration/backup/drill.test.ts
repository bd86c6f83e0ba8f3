import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest, type Manifest } from '../../../server/adapters/backup/manifest';
import { takeOnePoint } from '../../../server/adapters/backup/one-point';
import { openMain, openSource } from '../../../server/adapters/db/snapshot';
import { entryFor } from '../../../server/adapters/entry';
import { openApplication, verifyInstallation } from '../../../server/application';
import { system } from '../../../server/kernel/actor';
import { bytesToUuid } from '../../../server/shared/protocol/ink';
import { restore } from '../../../server/transports/cli/restore';
import { commandForm } from '../../support/command-form';
import { freePort } from '../../support/free-port';
import { hear } from '../../support/hear';
import { makeInstallation } from '../../support/made-installation';
import { InkClient } from '../../support/ink-client';
import { sampleStroke, seededRandom } from '../../support/ink-samples';
import { adoptRecord } from '../../support/installation';
import { startProgram, type Program } from '../../support/program';
import { signedIn } from '../../support/sign-in-rows';
import { rawPdf } from '../pdf-samples';
import { assemble } from '../sitting/assembly';

const TABLETS = 4;
const BACKUPS = 3;
const POINTS = 40;

let room: string;
let program: Program | null = null;
beforeEach(() => void (room = mkdtempSync(path.join(os.tmpdir(), 'phien-drill-'))));
afterEach(() => {
  program?.child.kill('SIGKILL');
  program = null;
  rmSync(room, { recursive: true, force: true });
});

/** Something the server was asked for, and when it said that it was done, ms since 1970. */
interface Act {
  kind: 'stroke' | 'command' | 'paper';
  /** Id of the operation, name of the unit, id of the document. */
  id: string;
  asked: number;
  done: number | null;
}

/** A page nobody else has. */
const paperOf = (mark: string): Buffer =>
  rawPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Note (${mark}) >>` });

/** A meeting whose members draw, whose secretary sends papers and whose administrator changes the directory, until it is told to end. */
async function makeHouseAtWork(): Promise<{ dataDir: string; begin(): Promise<{ acts: Act[]; end(): Promise<void> }> }> {
  const assembly = await assemble({ members: TABLETS });
  const { installation, meetingId, members, secretary, admin, items, papers } = assembly;
  const { application, dataDir } = installation;
  const now = new Date();
  const held = [...members, secretary, admin].map(({ personId }) => ({ personId, ...signedIn(personId, { now }) }));
  await application.database.transaction((db) => db.signIn.createMany({ data: held.map(({ row }) => row) }));
  await adoptRecord(installation);
  await application.stop();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const headersOf = (person: string) => ({ origin, cookie: `phien_session=${held.find(({ personId }) => personId === person)?.token ?? ''}` });
  return {
    dataDir,
    async begin() {
      program = startProgram({ PHIEN_DATA: dataDir, PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_LOG: 'warn' });
      if (!(await program.listening)) throw new Error(program.stderr());
      const acts: Act[] = [];
      let going = true;
      const random = seededRandom(3);
      const pending = new Map<string, Act>();
      const onAck = ({ opId, outcome }: { opId: string; outcome: string }): void => {
        const act = pending.get(opId);
        if (act && (outcome === 'committed' || outcome === 'duplicate')) act.done ??= Date.now();
      };
      const clients: InkClient[] = [];
      const openOn = async (person: string, doc: string): Promise<InkClient> => {
        const client = new InkClient({ url: origin, person, doc, headers: headersOf(person), onAck });
        clients.push(client);
        await client.until(() => client.welcome !== null, 'welcome', 30_000);
        return client;
      };
      const draw = (client: InkClient): void => {
        const act: Act = { kind: 'stroke', id: '', asked: Date.now(), done: null };
        act.id = client.draw(sampleStroke(random, 6));
        pending.set(act.id, act);
        acts.push(act);
      };
      const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const tablets = await Promise.all(members.map(({ personId }) => openOn(personId, papers.first)));
      const drawing = tablets.map(async (client) => {
        while (going) {
          draw(client);
          await rest(4 + random() * 10);
        }
      });
      const commanding = Array.from({ length: 3 }, async (_, hand) => {
        for (let index = hand * 10_000; going; index += 1) {
          const act: Act = { kind: 'command', id: `Đơn vị ${index}`, asked: Date.now(), done: null };
          acts.push(act);
          const unit = { name: act.id, shortName: `ĐV${index}`, kind: 'department', parentId: null, organId: null, validFrom: '2026-01-01', validTo: null, sortOrder: 1, successorIds: [] };
          const reply = await fetch(`${origin}/admin/units.data`, { method: 'POST', headers: headersOf(admin.personId), body: commandForm('organization.create-unit', unit, randomUUID()) });
          if (reply.status === 200) act.done = Date.now();
          await reply.arrayBuffer();
        }
      });
      const sending = (async () => {
        for (let index = 0; going; index += 1) {
          const act: Act = { kind: 'paper', id: '', asked: Date.now(), done: null };
          const body = new FormData();
          body.set('itemId', items.first);
          body.set('file', new Blob([new Uint8Array(paperOf(`${index} ${randomUUID()}`))]), `Phụ lục ${index}.pdf`);
          const reply = await fetch(`${origin}/upload/meetings/${meetingId}`, { method: 'POST', headers: headersOf(secretary.personId), body });
          const answer = (await reply.json()) as { documentId?: string };
          if (reply.status !== 201 || !answer.documentId) throw new Error(`${reply.status} ${JSON.stringify(answer)}`);
          act.id = answer.documentId;
          act.done = Date.now();
          acts.push(act);
          // A mark on a paper that has just come: one without the other would show.
          draw(await openOn(secretary.personId, answer.documentId));
        }
      })();
      return {
        acts,
        async end() {
          going = false;
          await Promise.all([...drawing, ...commanding, sending]);
          for (const client of clients) client.close();
        },
      };
    },
  };
}

function backupBeside(dataDir: string, folder: string): Promise<number | null> {
  const { file, execArgv } = entryFor('cli');
  const child = spawn(process.execPath, [...execArgv, file, 'backup', folder, '--json'], { env: { ...process.env, PHIEN_DATA: dataDir, PHIEN_CWD: room }, stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', resolve));
}

function manifestsIn(folder: string): Manifest[] {
  return readdirSync(path.join(folder, 'backups')).sort().map((id) => {
    const read = readManifest(readFileSync(path.join(folder, 'backups', id, 'manifest.json'), 'utf8'));
    if (!('manifest' in read)) throw new Error(`${id} has no manifest`);
    return read.manifest;
  });
}

function all(file: string, sql: string): unknown[] {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}

describe('the drill', () => {
  it('backup BK1 BK7 of an installation at work, destroyed: everything acknowledged before the point is there, nothing asked for after it, and no half of anything', async () => {
    const { dataDir, begin } = await makeHouseAtWork();
    const folder = path.join(room, 'b');
    const work = await begin();
    const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    for (let index = 0; index < BACKUPS; index += 1) {
      for (const kind of ['paper', 'command', 'stroke']) await expect.poll(() => work.acts.filter((act) => act.kind === kind && act.done !== null).length, { timeout: 60_000 }).toBeGreaterThan(2 * index + 1);
      await rest(300);
      expect(await backupBeside(dataDir, folder)).toBe(0);
    }
    await rest(500);
    program?.child.kill('SIGKILL');
    await work.end().catch(() => undefined);
    rmSync(dataDir, { recursive: true });
    const manifests = manifestsIn(folder);
    expect(manifests).toHaveLength(BACKUPS);
    for (const { id, madeAt, heldMs, missing } of manifests) {
      const to = path.join(room, id);
      expect(missing).toEqual([]);
      expect((await hear(() => restore([folder, '--to', to, '--at', id], dataDir))).code).toBe(0);
      const [main, ink] = [path.join(to, 'phien.sqlite'), path.join(to, 'ink.sqlite')];
      const strokes = new Set((all(ink, 'SELECT op_id FROM op') as Buffer[]).map((bytes) => bytesToUuid(bytes)));
      const documents = new Set(all(main, 'SELECT id FROM "Document"') as string[]);
      const there = { stroke: strokes, command: new Set(all(main, 'SELECT name FROM "OrgUnit"') as string[]), paper: documents };
      // The clock tells whole milliseconds.
      const [before, after] = [madeAt.getTime() - heldMs - 2, madeAt.getTime() + 2];
      const owed = work.acts.filter(({ done }) => done !== null && done < before);
      for (const kind of ['stroke', 'command', 'paper'] as const) expect(owed.filter((act) => act.kind === kind).length, kind).toBeGreaterThan(kind === 'stroke' ? 20 : 1);
      expect(owed.filter((act) => !there[act.kind].has(act.id))).toEqual([]);
      expect(work.acts.filter(({ asked }) => asked > after).filter((act) => there[act.kind].has(act.id))).toEqual([]);
      // One point, not two: what was done before anything of it was asked for is in it, whichever database it went to.
      const latest = Math.max(...work.acts.filter((act) => there[act.kind].has(act.id)).map(({ asked }) => asked));
      expect(work.acts.filter(({ done }) => done !== null && done < latest).filter((act) => !there[act.kind].has(act.id))).toEqual([]);
      expect((all(ink, 'SELECT doc_id FROM stream') as string[]).filter((doc) => !documents.has(doc))).toEqual([]);
      const report = await verifyInstallation(to, { noted: [], files: true });
      expect([report.chain.ok, report.differing]).toEqual([true, 0]);
      expect(heldMs).toBeLessThan(500);
    }
    // It goes on from there: the last one opens, and is written again.
    const last = path.join(room, manifests.at(-1)?.id ?? '');
    const application = await openApplication({ dataDir: last, origin: 'http://localhost:3000', floorBytes: 0 });
    await application.execute('identity.keep-device-secret', {}, system('test'));
    await application.stop();
  }, 240_000);

  it('backup BK1 of two databases written in turn neither is ever ahead of the other by more than the one under way', async () => {
    for (const name of ['main', 'ink']) {
      const db = new BetterSqlite3(path.join(room, name));
      db.pragma('journal_mode = WAL');
      db.exec('CREATE TABLE n (value INTEGER); INSERT INTO n VALUES (0)');
      db.close();
    }
    // Ink first, then the main database, again and again: what a person sees who draws and then votes.
    const script = `
      const Database = require('better-sqlite3');
      const [main, ink] = ['main', 'ink'].map((name) => new Database(process.argv[1] + '/' + name, { timeout: 5000 }));
      const [toInk, toMain] = [ink, main].map((db) => db.prepare('UPDATE n SET value = ?'));
      for (let value = 1; ; value += 1) { toInk.run(value); toMain.run(value); }`;
    const writer = spawn(process.execPath, ['-e', script, room], { stdio: 'inherit' });
    try {
      let last = 0;
      for (let times = 0; times < POINTS; times += 1) {
        const sources = [openSource(path.join(room, 'ink')), openMain(path.join(room, 'main'))] as const;
        await takeOnePoint(sources);
        await new Promise((resolve) => setTimeout(resolve, 5));
        for (const source of sources) await source.write(path.join(room, `${source.file}-${times}`));
        const [ink = -1, main = -1] = ['ink', 'main'].map((name) => Number(all(path.join(room, `${name}-${times}`), 'SELECT value FROM n')[0]));
        expect([ink, ink - main <= 1, main <= ink], `point ${times}: ${ink}, ${main}`).toEqual([ink, true, true]);
        expect(ink).toBeGreaterThanOrEqual(last);
        last = ink;
        for (const source of sources) await source.close();
      }
      expect(last).toBeGreaterThan(POINTS);
    } finally {
      writer.kill('SIGKILL');
    }
  });

  it('backup BK1 two databases are marked while nobody can commit, and a busy one is waited for without holding the other', async () => {
    const installed = await makeInstallation();
    const dataDir = path.join(room, 'data');
    cpSync(installed.dataDir, dataDir, { recursive: true });
    rmSync(installed.dataDir, { recursive: true });
    const [main, ink] = [openMain(path.join(dataDir, 'phien.sqlite')), openSource(path.join(dataDir, 'ink.sqlite'))];
    const writer = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { timeout: 0 });
    const inkWriter = new BetterSqlite3(path.join(dataDir, 'ink.sqlite'), { timeout: 0 });
    try {
      expect(await main.hold()).toBe(true);
      expect(() => writer.exec('BEGIN IMMEDIATE')).toThrow(/locked/u);
      await main.letGo();
      writer.exec('BEGIN IMMEDIATE');
      const taking = takeOnePoint([ink, main]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      // Ink goes on between the tries.
      let drawn = 0;
      for (let tries = 0; tries < 200 && drawn < 3; tries += 1) {
        try {
          inkWriter.exec("INSERT INTO meta (key, value) VALUES ('thử', '1') ON CONFLICT (key) DO UPDATE SET value = '1'");
          drawn += 1;
        } catch {
          // Held for the moment.
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(drawn).toBe(3);
      writer.exec('COMMIT');
      expect(await taking).toBeLessThan(1_000);
      writer.exec('BEGIN IMMEDIATE');
      await expect(takeOnePoint([openSource(path.join(dataDir, 'ink.sqlite')), openMain(path.join(dataDir, 'phien.sqlite'))], 100)).rejects.toMatchObject({ en: expect.stringMatching(/were busy for 30 seconds/u) });
      writer.exec('ROLLBACK');
    } finally {
      writer.close();
      inkWriter.close();
      await main.close();
      await ink.close();
    }
  });
});
