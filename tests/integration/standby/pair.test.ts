import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApplication, verifyInstallation, type OpenedApplication } from '../../../server/application';
import { encodeOp } from '../../../server/shared/protocol/ink';
import { newUuid, sampleStroke, seededRandom } from '../../support/ink-samples';
import { makeInstallation, PROGRAM, type MadeInstallation } from '../../support/made-installation';
import { StandbyPair } from '../../support/standby-pair';
import { copyFolder, remove } from '../../support/used-folder';

let made: MadeInstallation;
let pair: StandbyPair;
beforeAll(async () => void (made = await makeInstallation()));
afterAll(() => remove(made.dataDir));
beforeEach(() => {
  pair = new StandbyPair('');
  Object.assign(pair, { firstDir: copyFolder(made.dataDir, path.join(pair.room, 'first')) });
});
afterEach(() => pair.end());

const random = seededRandom(11);
async function draw({ ink }: Pick<OpenedApplication, 'ink'>, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newUuid);
  await ink.append(ids.map((opId) => ({ docId: made.papers[0]?.documentId ?? '', layer: 'shared' as const, opId, authorId: made.person, body: encodeOp(sampleStroke(random)), targets: [] })));
  return ids;
}
const command = (application: OpenedApplication, index: number) => application.execute('watch.note-counts', { topic: 'standby', seconds: index, total: 1, subjects: [] }, PROGRAM);
const strokesOf = async ({ ink }: Pick<OpenedApplication, 'ink'>): Promise<number> => (await ink.head(made.papers[0]?.documentId ?? '', { personId: made.person, canSeeShared: true })).shared;

describe('a second machine', () => {
  it('standby SB1 has what the first committed, and what it takes over is sound', async () => {
    const { application } = await pair.startFirst();
    const second = pair.startSecond();
    await second.whole();
    await draw(application, 5);
    await command(application, 1);
    await second.whole();
    const head = await application.auditHead();
    const strokes = await strokesOf(application);
    await pair.stopFirst();
    const facts = await second.takeOver();
    expect(facts).toMatchObject({ orderly: false, term: 1, audit: head, files: 3, missing: [] });
    const other = await openApplication({ dataDir: second.dataDir, origin: 'http://localhost:3000', floorBytes: 0 });
    expect(await strokesOf(other)).toBe(strokes);
    await other.stop();
    const { chain, differences } = await verifyInstallation(second.dataDir, { noted: [head], files: true });
    expect([chain.ok, differences]).toEqual([true, []]);
    for (const name of ['signing', 'tls']) expect(statSync(path.join(second.dataDir, name)).isDirectory()).toBe(true);
    expect(readFileSync(path.join(second.dataDir, 'signing', `${made.person}.p12`), 'utf8')).toBe('khóa đã niêm phong');
    expect(pair.faults).toEqual([]);
  });
});
