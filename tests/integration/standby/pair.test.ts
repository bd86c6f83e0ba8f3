import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Channel, Unreached } from '../../../server/adapters/standby/channel';
import { readFollowed } from '../../../server/adapters/standby/followed-state';
import { readMark } from '../../../server/adapters/standby/marks';
import { standBy, tellOldFirst } from '../../../server/adapters/standby/stand-by';
import { holdDataFolder, openApplication, verifyInstallation, type OpenedApplication } from '../../../server/application';
import { encodeOp } from '../../../server/shared/protocol/ink';
import { newUuid, sampleStroke, seededRandom } from '../../support/ink-samples';
import { makeInstallation, PROGRAM, type MadeInstallation } from '../../support/made-installation';
import { KEY, StandbyPair } from '../../support/standby-pair';
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

  it('standby SB2 SB3 follows through many logs, over a restart of either, and takes what it has missed', async () => {
    const { application } = await pair.startFirst();
    const second = pair.startSecond();
    await second.whole();
    const foldersAt = () => Object.fromEntries(['main', 'ink'].map((name) => [name, readFollowed(second.dataDir)?.[name as 'main' | 'ink']?.folder]));
    const first = foldersAt();
    const logsAt = () => ['main', 'ink'].map((name) => readFollowed(second.dataDir)?.[name as 'main' | 'ink']?.log ?? 0);
    // How much of the log a command takes hangs on how many are committed together.
    for (let round = 0; round < 60 && Math.min(...logsAt()) === 0; round += 1) {
      await Promise.all([draw(application, 4_000), ...Array.from({ length: 60 }, (_, index) => command(application, round * 60 + index))]);
    }
    await second.whole();
    expect(Math.min(...logsAt())).toBeGreaterThan(0);
    expect(foldersAt()).toEqual(first);
    expect(second.said).toEqual([]);
    for (const name of ['phien.sqlite-wal', 'ink.sqlite-wal']) expect(statSync(path.join(pair.firstDir, name)).size).toBeLessThan(40 * 1024 ** 2);

    // It was away for a while: what it has missed is still in the log.
    await second.stop();
    await draw(application, 10);
    const again = pair.startSecond();
    await again.whole();
    expect(foldersAt()).toEqual(first);
    expect(again.said).toEqual([]);

    await pair.stopFirst();
    const restarted = await pair.startFirst();
    await draw(restarted.application, 7);
    await again.whole();
    const [head, strokes] = [await restarted.application.auditHead(), await strokesOf(restarted.application)];
    expect(foldersAt()).not.toEqual(first);
    await pair.stopFirst();
    expect(await again.takeOver()).toMatchObject({ audit: head, missing: [] });
    expect(await strokesAt(again.dataDir)).toBe(strokes);
  });

  it('standby SB4 one that was taken over from does not serve again, whether it hears so or not', async () => {
    await pair.startFirst();
    const second = pair.startSecond();
    await second.whole();
    await pair.stopFirst();
    await second.takeOver();
    let waited = 0;
    const coming = pair.startFirst({ onWait: () => (waited += 1) });
    coming.catch(() => undefined);
    await expect.poll(() => waited, { timeout: 20_000 }).toBe(1);
    // Nobody has told it: it does not serve all the same.
    expect(readMark(pair.firstDir)).toMatchObject({ state: 'followed' });
    await tellOldFirst(second.dataDir, { key: { value: KEY } }, new AbortController().signal);
    await expect(coming).rejects.toThrow(/took this installation over/u);
    expect(readMark(pair.firstDir)).toMatchObject({ state: 'superseded', term: 1 });
    expect(() => holdDataFolder(pair.firstDir)).toThrow(/took this installation over/u);
    expect(readMark(second.dataDir)).toMatchObject({ state: 'took-over', told: true });
  });

  it('standby SB5 a first machine that is well ends in order, and nothing at all is lost', async () => {
    const { application, shipping } = await pair.startFirst();
    const ended = new Promise<void>((resolve) => shipping.onSuperseded(() => void draw(application, 3).then(() => pair.stopFirst()).then(resolve)));
    const second = pair.startSecond();
    await second.whole();
    const epoch = application.ink.epoch;
    const strokes = await strokesOf(application);
    const facts = await second.takeOver();
    await ended;
    expect(facts).toMatchObject({ orderly: true });
    // What it took while it was ending, too.
    const other = await openApplication({ dataDir: second.dataDir, origin: 'http://localhost:3000', floorBytes: 0 });
    expect([await strokesOf(other), other.ink.epoch]).toEqual([strokes + 3, epoch]);
    await other.stop();
  });

  it('standby SB6 only who has the key is answered, and only one follows', async () => {
    await pair.startFirst();
    const stranger = new Channel({ host: '127.0.0.1', port: pair.port }, 'x'.repeat(40), randomUUID());
    await expect(stranger.json('/hello')).rejects.toBeInstanceOf(Unreached);
    await expect(fetch(`http://127.0.0.1:${pair.port}/hello`)).rejects.toThrow();
    stranger.close();
    expect(readMark(pair.firstDir)).toBeNull();
    const second = pair.startSecond();
    await second.whole();
    const third = pair.startSecond({}, path.join(pair.room, 'third'));
    await expect(third.ended).rejects.toThrow(/has another standby/u);
    const known = new Channel({ host: '127.0.0.1', port: pair.port }, KEY, readFollowed(second.dataDir)?.id ?? '');
    for (const name of ['phien.sqlite', 'waiting', '../second/following/state.json', 'signing/../phien.sqlite', 'lock.sqlite']) await expect(known.bytes('/part', { query: { name } })).rejects.toMatchObject({ status: 404 });
    for (const key of ['../../phien.sqlite', 'lock.sqlite']) await expect(known.bytes('/blob', { query: { key } })).rejects.toMatchObject({ status: 404 });
    known.close();
  });

  it('standby SB7 where it is wished, what is acknowledged waits for the second machine, and not for ever', async () => {
    const { application } = await pair.startFirst({ waitMs: 1_500 });
    const second = pair.startSecond();
    await second.whole();
    await draw(application, 1);
    const has = await framesOf(second.dataDir, 'ink');
    await draw(application, 1);
    expect(await framesOf(second.dataDir, 'ink')).toBeGreaterThan(has);
    await second.stop();
    const began = performance.now();
    await draw(application, 1);
    expect(performance.now() - began).toBeGreaterThan(1_400);
    expect(pair.faults).toContainEqual(expect.stringMatching(/does not wait for it any more/u));
    const quick = performance.now();
    await draw(application, 1);
    expect(performance.now() - quick).toBeLessThan(1_000);
    const again = pair.startSecond();
    await again.whole();
    await expect.poll(() => pair.faults, { timeout: 10_000 }).toContainEqual('standby: caught up');
  });

  it('standby SB8 takes over by itself only where a program made sure that the first is off', async () => {
    await pair.startFirst();
    const [unsure, sure, word] = [path.join(pair.room, 'unsure'), path.join(pair.room, 'sure'), path.join(pair.room, 'asked')];
    writeFileSync(unsure, `#!/bin/sh\necho x >> ${word}\nexit 1\n`, { mode: 0o700 });
    writeFileSync(sure, '#!/bin/sh\nexit 0\n', { mode: 0o700 });
    const second = pair.startSecond({ fence: unsure, afterMs: 3_000 });
    await second.whole();
    expect(existsSync(word)).toBe(false);
    await pair.stopFirst();
    await expect.poll(() => existsSync(word), { timeout: 20_000 }).toBe(true);
    await second.stop();
    expect(readMark(second.dataDir)).toBeNull();
    const again = pair.startSecond({ fence: sure, afterMs: 3_000 });
    expect(await again.ended).toMatchObject({ orderly: false, missing: [] });
    expect(readMark(second.dataDir)).toMatchObject({ state: 'took-over' });
  });

  it('standby SB9 what is damaged on the second machine is taken again, and never taken over', async () => {
    const { application } = await pair.startFirst();
    const second = pair.startSecond();
    await second.whole();
    await draw(application, 50);
    await second.whole();
    await second.stop();
    const folder = (name: 'main' | 'ink') => path.join(second.dataDir, 'following', readFollowed(second.dataDir)?.[name]?.folder ?? '');
    spoil(path.join(folder('ink'), 'ink.sqlite-wal'), 0.5);
    const again = pair.startSecond();
    await again.whole();
    await again.stop();
    const strokes = await strokesOf(application);
    await pair.stopFirst();
    const kept = copyFolder(second.dataDir, path.join(pair.room, 'kept'));
    spoil(path.join(kept, 'following', readFollowed(kept)?.main?.folder ?? '', 'phien.sqlite'), 0.6, 8_192);
    await expect(standBy({ dataDir: kept, plan: { host: '127.0.0.1', port: pair.port, key: { value: KEY }, fence: null, afterMs: 1_000 }, papersHere: true, atOnce: true, tell: () => undefined, signal: new AbortController().signal })).rejects.toThrow(/does not fit together/u);
    expect(readMark(kept)).toBeNull();
    const last = pair.startSecond();
    await last.takeOver();
    expect(await strokesAt(last.dataDir)).toBe(strokes);
  });

  it('standby SB10 a folder of a second machine is served by nobody before it takes over, and one that was begun is ended', async () => {
    await pair.startFirst();
    const second = pair.startSecond();
    await second.whole();
    await second.stop();
    expect(() => holdDataFolder(second.dataDir)).toThrow(/is a standby's/u);
    await pair.stopFirst();
    const before = copyFolder(second.dataDir, path.join(pair.room, 'before'));
    const last = pair.startSecond();
    await last.takeOver();
    // As if the power had gone while everything was moved to its place.
    cpSync(path.join(before, 'following', 'state.json'), path.join(last.dataDir, 'following', 'state.json'), { recursive: true });
    expect(() => holdDataFolder(last.dataDir)).toThrow(/is a standby's/u);
    expect(await pair.startSecond().ended).toBeNull();
    const held = holdDataFolder(last.dataDir);
    expect(held.used).toBe(true);
    held.release();
    await expect(pair.startSecond({}, copyFolder(made.dataDir, path.join(pair.room, 'house'))).ended).rejects.toThrow(/needs an empty folder/u);
  });
});

async function strokesAt(dataDir: string): Promise<number> {
  const application = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0 });
  try {
    return await strokesOf(application);
  } finally {
    await application.stop();
  }
}

async function framesOf(dataDir: string, name: 'main' | 'ink'): Promise<number> {
  const file = path.join(dataDir, 'following', readFollowed(dataDir)?.[name]?.folder ?? '', name === 'ink' ? 'ink.sqlite-wal' : 'phien.sqlite-wal');
  return existsSync(file) ? statSync(file).size : 0;
}

/** Changes bytes at a part of its length. */
function spoil(file: string, part: number, count = 16): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.byteLength * part);
  bytes.fill(0x5a, at, at + count);
  writeFileSync(file, bytes);
}
