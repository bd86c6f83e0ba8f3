/**
 * `node --import tsx tests/releases/keep.ts VERSION`: keeps a small data folder of this release beside this file, as later releases
 * will find it: people, sessions, papers, marks, a vote, signed minutes. Each is opened and upgraded by tests/integration/backup/upgrade.test.ts.
 */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeOp } from '../../server/shared/protocol/ink';
import { approvedMinutes, closedAssembly } from '../integration/minutes/session';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { adoptRecord } from '../support/installation';
import { factsOfFolder, packRelease } from '../support/releases';

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const [version] = process.argv.slice(2);
if (!version || !/^\d+\.\d+\.\d+$/u.test(version)) throw new Error('keep.ts VERSION');
const assembly = await closedAssembly();
const { installation, papers, chair } = assembly;
await approvedMinutes(assembly);
const { database, ports } = installation.application;
// The assembly names papers it never stored; here they are.
for (const { id } of await database.reader.documentVersion.findMany({ select: { id: true } })) {
  const { key: blobKey, sha256, size } = await ports.blobs.put(once(Buffer.from(`%PDF-1.7 tài liệu ${id}`)));
  await database.transaction((db) => db.documentVersion.update({ where: { id }, data: { blobKey, sha256, size } }));
}
await adoptRecord(installation);
const random = seededRandom(11);
for (const docId of [papers.first, papers.second]) {
  await installation.application.ink.append(Array.from({ length: 20 }, () => ({ docId, layer: 'shared' as const, opId: newUuid(), authorId: chair.personId, body: encodeOp(sampleStroke(random)), targets: [] })));
}
await installation.application.stop();
const file = path.join(path.dirname(fileURLToPath(import.meta.url)), `${version}.json.gz`);
packRelease(installation.dataDir, await factsOfFolder(installation.dataDir), file);
rmSync(installation.dataDir, { recursive: true, force: true });
process.stdout.write(`${file}: ${statSync(file).size} bytes\n`);
