/**
 * `npm run -s bench -- backup [--mb 200]`: an installation of so many megabytes (papers of about one each, and the ink log) backed up, backed
 * up again with nothing new, and restored, in the clear and sealed; beside it the same bytes copied and flushed, in turns.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { openBackup } from '../../server/adapters/backup/contents';
import { forEach } from '../../server/adapters/backup/files';
import { makeBackup, type MadeBackup } from '../../server/adapters/backup/make';
import { chooseBackup } from '../../server/adapters/backup/place';
import { intoFolder, putBack, readOnly } from '../../server/adapters/backup/restore';
import { makeKey, readOpener } from '../../server/adapters/backup/seal';
import { knownMigrations } from '../../server/adapters/db/migrate';
import { encodeOp } from '../../server/shared/protocol/ink';
import { verifyInstallation } from '../../server/application';
import { bestOf, figure, type Bench } from '../support/figures';
import { makeInstallation } from '../support/made-installation';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { adoptRecord, openTestInstallation } from '../support/installation';

const ROUNDS = 3;
const MB = 1024 * 1024;
const STROKES = 40_000;
const AT_ONCE = 4;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Papers and ink of so many bytes in all. */
async function fill(megabytes: number): Promise<string> {
  const { dataDir, papers, person } = await makeInstallation();
  const [paper] = papers;
  if (!paper) throw new Error('an installation without a paper');
  const installation = await openTestInstallation({ dataDir, at: '2026-11-27T01:00:00Z' });
  const { application } = installation;
  const random = seededRandom(5);
  for (let number = 2; number < megabytes + 2; number += 1) {
    const { key: blobKey, sha256, size } = await application.ports.blobs.put(once(randomBytes(MB)));
    await application.database.transaction((db) => db.documentVersion.create({ data: { id: newUuid(), documentId: paper.documentId, number, fileName: 'p.pdf', blobKey, sha256, size, pages: 1, facts: '{}', uploadedById: person, createdAt: new Date() } }));
  }
  for (let done = 0; done < STROKES; done += 1_000) {
    await application.ink.append(Array.from({ length: 1_000 }, () => ({ docId: paper.documentId, layer: 'shared' as const, opId: newUuid(), authorId: person, body: encodeOp(sampleStroke(random)), targets: [] })));
  }
  await adoptRecord(installation);
  await application.stop();
  return dataDir;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** As durable as a backup: every file flushed, and so many at once. */
async function copyDurably(from: string, to: string): Promise<void> {
  const names = readdirSync(from, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? path.relative(from, path.join(entry.parentPath, entry.name)) : []));
  await forEach(names, AT_ONCE, async (name) => {
    await mkdir(path.dirname(path.join(to, name)), { recursive: true });
    await copyFile(path.join(from, name), path.join(to, name));
    const handle = await open(path.join(to, name), 'r+');
    await handle.sync().finally(() => handle.close());
  });
}

const bench: Bench = async (args) => {
  const megabytes = args[0] === '--mb' ? Number(args[1]) : 200;
  const dataDir = await fill(megabytes);
  const room = mkdtempSync(path.join(os.tmpdir(), 'phien-bench-backup-'));
  const at = (name: string): string => path.join(room, name);
  const { secret, recipient } = await makeKey();
  writeFileSync(at('key'), `${secret}\n`);
  const rounds: Record<'copy' | 'first' | 'again' | 'restore' | 'check' | 'sealed' | 'unsealed' | 'held', number>[] = [];
  const clear = (): void => {
    for (const name of readdirSync(room)) if (name !== 'key') rmSync(at(name), { recursive: true, force: true });
  };
  const backUp = (folder: string, recipients: string[] = []): Promise<MadeBackup> => makeBackup({ dataDir, folder, blobs: null, recipients, settings: {} });
  const back = async (folder: string, to: string, key: string | null): Promise<void> => {
    const backup = await openBackup(folder, chooseBackup(folder), key ? readOpener(key) : null);
    await mkdir(to);
    await putBack(backup, to, intoFolder(to), { known: knownMigrations(), partial: false, papersHere: true });
    await verifyInstallation(to, { noted: [backup.manifest.audit], files: false });
  };
  try {
    await bestOf(
      ROUNDS,
      async () => {
        clear();
        let held = 0;
        const copy = await seconds(() => copyDurably(dataDir, at('copy')));
        const first = await seconds(async () => (held = (await backUp(at('b'))).heldMs));
        const again = await seconds(() => backUp(at('b')));
        const restore = await seconds(() => back(at('b'), at('to'), null));
        const check = await seconds(async () => {
          const backup = await openBackup(at('b'), chooseBackup(at('b')), null);
          await mkdir(at('scratch'));
          await putBack(backup, at('scratch'), readOnly, { known: knownMigrations(), partial: false, papersHere: false });
        });
        const sealed = await seconds(() => backUp(at('s'), [recipient]));
        const unsealed = await seconds(() => back(at('s'), at('from-s'), at('key')));
        rounds.push({ copy, first, again, restore, check, sealed, unsealed, held });
      },
      () => 0,
    );
    const best = (what: keyof (typeof rounds)[number]): number => Math.min(...rounds.map((round) => round[what]));
    const compared = (name: string, what: keyof (typeof rounds)[number], gate: number, aim: number) =>
      figure({ bench: 'backup', figure: `${name} ${megabytes} MB against copying them`, value: best(what), unit: 's', baseline: best('copy'), bound: 'most', gate, aim });
    return [
      compared('backing up', 'first', 15, 3),
      compared('backing up again, nothing new,', 'again', 3, 1),
      compared('restoring and looking through', 'restore', 20, 3),
      compared('trying a backup out, reading', 'check', 12, 3),
      compared('backing up sealed', 'sealed', 60, 3),
      compared('restoring sealed', 'unsealed', 60, 3),
      figure({ bench: 'backup', figure: 'nobody commits while both databases are marked, worst of the rounds', value: Math.max(...rounds.map(({ held }) => held)), unit: 'ms', bound: 'most', gate: 250, aim: 50 }),
    ];
  } finally {
    rmSync(room, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
};

export default bench;
