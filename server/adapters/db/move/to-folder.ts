import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { syncFile } from '../../backup/files';
import { BEFORE_UPGRADE } from '../../installation/contents';
import { syncFolder } from '../../installation/durable-file';
import { formatRecord, keepInFolder, partsOf, type InstallationRecord } from '../../installation/record';
import { keepInstallationRow } from '../installation-rows';
import { assertUsable, openPool, takeHold } from '../postgresql/connect';
import { keepInstallationRow as keepOnServer } from '../postgresql/installation-rows';
import { factsOf as mainFactsOf } from '../snapshot';
import { assertWhole, bytesOnServer, FILES, writeFileOf } from './from-server';
import { movedInWords, noRoomHere } from './refusals';
import { factsOf, proveAudit, type MoveOrder, type Moved } from './report';

/** Left free beside the databases, bytes. */
const SPARE = 64 * 1024 ** 2;

/**
 * Brings the rows and marks of a server's database into the data folder they belong to, proves that they are the same there, and only
 * then writes down that this is where they lie. Nobody else uses folder or database meanwhile. Interrupted at any step before that,
 * the installation is in the database as it was. Files that lay in the folder since it had moved out are put aside, not overwritten.
 * @param id of the installation, as the folder has it. @param now names what is put aside. @throws BootError in words of an operator.
 */
export async function moveToFolder(order: MoveOrder, id: string, now = new Date()): Promise<Moved> {
  const { dataDir, place } = order;
  const making = path.join(dataDir, 'incoming', 'move');
  await assertUsable(place);
  const pool = openPool(place, { max: 1, writes: true, onConnect: (client) => takeHold(client, place) });
  try {
    const client = await pool.connect();
    try {
      await assertWhole(client, place, { dataDir, id });
      await assertRoom(client, order);
      rmSync(making, { recursive: true, force: true });
      mkdirSync(making, { recursive: true, mode: 0o700 });
      const record: InstallationRecord = { id, parts: partsOf(dataDir, { rows: true, papers: order.papersHere }) };
      const moved = await into(making, client, order, record);
      moveIn(dataDir, making, now);
      keepInFolder(dataDir, record);
      // From here on the installation lies in the folder, whatever is answered; this is said to whoever opens the database alone.
      await keepOnServer(client, formatRecord(record)).catch(() => undefined);
      return moved;
    } finally {
      client.release(true);
    }
  } catch (error) {
    throw movedInWords(place, dataDir, error);
  } finally {
    rmSync(making, { recursive: true, force: true });
    await pool.end();
  }
}

async function assertRoom(client: pg.ClientBase, { dataDir, spareBytes = SPARE }: MoveOrder): Promise<void> {
  const needed = (await bytesOnServer(client)) + spareBytes;
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < needed) throw noRoomHere(dataDir, needed, bavail * bsize);
}

async function into(making: string, client: pg.ClientBase, order: MoveOrder, record: InstallationRecord): Promise<Moved> {
  const { place, dataDir, onRows } = order;
  const [main, ink] = [path.join(making, FILES.main), path.join(making, FILES.ink)];
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const digests = [...(await writeFileOf(client, 'main', making, onRows)), ...(await writeFileOf(client, 'ink', making, onRows))];
  await client.query('COMMIT');
  keepInstallationRow(main, formatRecord(record));
  const { audit } = await mainFactsOf(main);
  const agrees = await proveAudit(
    () => order.verify({ dataDir: making, rows: null }, [audit]),
    () => order.verify({ dataDir, rows: place }, [audit]),
  );
  for (const file of [main, ink]) {
    chmodSync(file, 0o600);
    await syncFile(file);
  }
  return { ...factsOf(digests), audit, agrees };
}

/** What lies in their place is of the time before the installation moved out: it goes where copies of before an upgrade lie. */
function moveIn(dataDir: string, making: string, now: Date): void {
  const names = Object.values(FILES);
  const old = names.flatMap((name) => [name, `${name}-wal`, `${name}-shm`, `${name}-journal`]).filter((name) => existsSync(path.join(dataDir, name)));
  if (old.length > 0) {
    const aside = path.join(dataDir, BEFORE_UPGRADE, `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z-before-move`);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const name of old) renameSync(path.join(dataDir, name), path.join(aside, name));
    syncFolder(aside);
    syncFolder(path.dirname(aside));
  }
  for (const name of names) renameSync(path.join(making, name), path.join(dataDir, name));
  syncFolder(dataDir);
}
