/**
 * An installation under load whose writes are recorded. Arguments: data folder, JSON of the administrator, milliseconds, `installation` or
 * `control` (a connection that does not flush at each commit, as the library would have it). What is acknowledged is noted
 * in the same folder, after the acknowledgement, so that the record knows what had been promised at every moment.
 */
import { openSync, writeSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openApplication } from '../../server/application';
import type { PersonCaller } from '../../server/kernel/actor';
import { encodeOp } from '../../server/shared/protocol/ink';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';

const [dataDir = '', person = '', ms = '', kind = ''] = process.argv.slice(2);
const acks = openSync(path.join(dataDir, 'acks'), 'a');
const note = (what: string, id: string): void => void writeSync(acks, `${what} ${id}\n`);
let until = 0;
const random = seededRandom(1);

async function installation(): Promise<void> {
  const admin = JSON.parse(person) as PersonCaller;
  const application = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0 });
  until = performance.now() + Number(ms);
  const doc = newUuid();
  const draw = async (): Promise<void> => {
    const authorId = newUuid();
    while (performance.now() < until) {
      const opId = newUuid();
      const body = encodeOp(sampleStroke(random, 20 + Math.floor(random() * 60)));
      await application.ink.append([{ docId: doc, layer: 'shared', opId, authorId, body, targets: [] }]);
      note('op', opId);
    }
  };
  const decide = async (): Promise<void> => {
    while (performance.now() < until) {
      const { unitId } = await application.execute('organization.create-unit', { name: `Sở ${newUuid()}`, shortName: 'Sở', kind: 'department', validFrom: '2025-07-01' }, admin, { commandId: newUuid() });
      note('unit', unitId);
    }
  };
  await Promise.all([...Array.from({ length: 6 }, draw), ...Array.from({ length: 3 }, decide)]);
}

async function control(): Promise<void> {
  const db = new BetterSqlite3(path.join(dataDir, 'control.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE TABLE row (id TEXT PRIMARY KEY)');
  const insert = db.prepare('INSERT INTO row VALUES (?)');
  until = performance.now() + Number(ms);
  while (performance.now() < until) {
    const id = newUuid();
    insert.run(id);
    note('row', id);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

await (kind === 'control' ? control() : installation());
process.exit(0);
