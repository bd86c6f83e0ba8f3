/**
 * `npm run -s bench -- move [--thousands 200]`: so many thousand events and as many marks moved into a PostgreSQL database and back, proved
 * on both sides with the audit chain; beside it the same lines taken in and given out by COPY alone, in turns.
 */
import { createReadStream, createWriteStream, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import BetterSqlite3 from 'better-sqlite3';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { withoutGuards } from '../../server/adapters/db/move/postgresql-side';
import type { MoveOrder, Moved } from '../../server/adapters/db/move/report';
import { INK_TABLES, mainTables, quoted, type MovedTable } from '../../server/adapters/db/move/shapes';
import { piecesOf } from '../../server/adapters/db/move/sqlite-side';
import { moveToFolder } from '../../server/adapters/db/move/to-folder';
import { moveToServer } from '../../server/adapters/db/move/to-postgresql';
import { openPool } from '../../server/adapters/db/postgresql/connect';
import { recordInFolder } from '../../server/adapters/installation/record';
import { verifyInstallation } from '../../server/application';
import { encodeOp } from '../../server/shared/protocol/ink';
import { figure, type Bench } from '../support/figures';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { adoptRecord, openTestInstallation } from '../support/installation';
import { makeInstallation } from '../support/made-installation';
import { makeDatabase, type TestDatabase } from '../support/postgresql';
import { prepareCluster } from '../support/postgresql-cluster';

const ROUNDS = 3;
const STREAM_MARKS = 2_000;

/** Events and marks of so many thousands, of which the audit chain knows. */
async function fill(thousands: number): Promise<string> {
  const { dataDir, papers, person } = await makeInstallation();
  const installation = await openTestInstallation({ dataDir, at: '2026-11-27T01:00:00Z' });
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
  const last = Number(db.prepare('SELECT coalesce(max("position"), 0) FROM "HistoryEvent"').pluck().get());
  const add = db.prepare('INSERT INTO "HistoryEvent" ("id", "position", "stream", "seq", "type", "payload", "actorId", "at") VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let index = 1; index <= thousands * 1_000; index += 1) add.run(newUuid(), last + index, 'bench', index, 'sitting.page-turned', JSON.stringify({ meetingId: newUuid(), documentId: papers[0]?.documentId, page: index % 400, by: person }), person, '2026-11-26T01:00:00.000+00:00');
  })();
  db.close();
  const random = seededRandom(5);
  for (let done = 0; done < thousands * 1_000; done += 1_000) {
    const docId = done % STREAM_MARKS === 0 ? newUuid() : (papers[0]?.documentId ?? '');
    await installation.application.ink.append(Array.from({ length: 1_000 }, () => ({ docId, layer: 'shared' as const, opId: newUuid(), authorId: person, body: encodeOp(sampleStroke(random)), targets: [] })));
  }
  await adoptRecord(installation);
  await installation.application.stop();
  return dataDir;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

interface Lines {
  table: MovedTable;
  file: string;
}

/** What COPY is given, as files. */
async function linesOf(dataDir: string, room: string): Promise<Lines[]> {
  const [main, ink] = ['phien.sqlite', 'ink.sqlite'].map((name) => new BetterSqlite3(path.join(dataDir, name), { readonly: true }));
  if (!main || !ink) throw new Error('no databases');
  const files: Lines[] = [];
  for (const table of [...mainTables(main), ...INK_TABLES]) {
    const file = path.join(room, table.name);
    const db = table.file === 'main' ? main : ink;
    await pipeline(function* () {
      for (const { copy } of piecesOf(db, table)) yield copy;
    }, createWriteStream(file));
    files.push({ table, file });
  }
  main.close();
  ink.close();
  return files;
}

/** The same bytes into the same tables, one transaction, and out again into files. */
async function raw(database: TestDatabase, files: readonly Lines[], room: string): Promise<{ taken: number; given: number }> {
  const pool = openPool(database.place, { max: 1, writes: true });
  const client = await pool.connect();
  const taken = await seconds(async () => {
    await client.query('BEGIN');
    await withoutGuards(client, async () => {
      for (const { table, file } of files) {
        await client.query(`DELETE FROM ${quoted(table.name)}`);
        await pipeline(createReadStream(file), client.query(copyFrom(`COPY ${quoted(table.name)} (${table.columns.map(({ name }) => quoted(name)).join(', ')}) FROM STDIN`)));
      }
    });
    await client.query('COMMIT');
  });
  const given = await seconds(async () => {
    for (const { table } of files) await pipeline(client.query(copyTo(`COPY ${quoted(table.name)} TO STDOUT`)), createWriteStream(path.join(room, `${table.name}.out`)));
  });
  client.release(true);
  await pool.end();
  return { taken, given };
}

const bench: Bench = async (args) => {
  const thousands = args[0] === '--thousands' ? Number(args[1]) : 200;
  const removeCluster = prepareCluster();
  const filled = await fill(thousands);
  const room = mkdtempSync(path.join(os.tmpdir(), 'phien-bench-move-'));
  const rounds: { taken: number; given: number; there: number; back: number }[] = [];
  let moved: Moved | null = null;
  let bytes = 0;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const dataDir = path.join(room, `data-${round}`);
      cpSync(filled, dataDir, { recursive: true });
      const files = await linesOf(dataDir, room);
      bytes = files.reduce((sum, { file }) => sum + statSync(file).size, 0);
      const [empty, database] = [await makeDatabase(), await makeDatabase('nothing')];
      const { taken, given } = await raw(empty, files, room);
      await empty.drop();
      const order: MoveOrder = { dataDir, place: database.place, papersHere: true, verify: ({ dataDir: where, rows }, noted) => verifyInstallation(where, { noted, files: false, rows }) };
      const there = await seconds(async () => (moved = await moveToServer(order)));
      if (!(moved as Moved | null)?.agrees) throw new Error('what moved does not agree with its audit log');
      const back = await seconds(() => moveToFolder(order, recordInFolder(dataDir)?.id ?? ''));
      await database.drop();
      rmSync(dataDir, { recursive: true });
      rounds.push({ taken, given, there, back });
    }
    const best = (what: keyof (typeof rounds)[number]): number => Math.min(...rounds.map((round) => round[what]));
    const rows = (moved as Moved | null)?.rows ?? 0;
    const size = `${rows} rows of ${Math.round(bytes / 1024 ** 2)} MB`;
    return [
      figure({ bench: 'move', figure: `into a database and proved, ${size}, against COPY of the same bytes`, value: best('there'), unit: 's', baseline: best('taken'), bound: 'most', gate: 8, aim: 3 }),
      figure({ bench: 'move', figure: `back into the folder and proved, ${size}, against COPY of them in and out`, value: best('back'), unit: 's', baseline: best('taken') + best('given'), bound: 'most', gate: 8, aim: 3 }),
      figure({ bench: 'move', figure: 'rows a second, there', value: rows / best('there'), unit: 'rows/s', bound: 'least', gate: 2_000, aim: 20_000 }),
      figure({ bench: 'move', figure: 'rows a second, back', value: rows / best('back'), unit: 'rows/s', bound: 'least', gate: 2_000, aim: 20_000 }),
    ];
  } finally {
    rmSync(room, { recursive: true, force: true });
    rmSync(filled, { recursive: true, force: true });
    removeCluster();
  }
};

export default bench;
