import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeOp } from '../../server/shared/protocol/ink';
import { assemble } from '../integration/sitting/assembly';
import { newUuid, sampleStroke, seededRandom } from './ink-samples';

export interface UsedFolder {
  dataDir: string;
  /** Documents with ink, in the order it was drawn. */
  docs: { first: string; second: string };
  blobKey: string;
  person: string;
}

/** The data folder of an installation that has been used: people, a session, a paper, ink on two papers, a key. Its program has ended. */
export async function makeUsedFolder(strokes = 40): Promise<UsedFolder> {
  const room = await assemble({ members: 2 });
  const { application, dataDir } = room.installation;
  const person = room.chair.personId;
  const { key, sha256, size } = await application.ports.blobs.put(once(Buffer.from('%PDF-1.7 tờ trình')));
  await application.database.transaction((db) =>
    db.documentVersion.create({
      data: { id: newUuid(), documentId: room.papers.first, number: 1, fileName: 'to-trinh.pdf', blobKey: key, sha256, size, pages: 1, facts: '{}', uploadedById: person, createdAt: new Date('2026-11-20T01:00:00Z') },
    }),
  );
  const random = seededRandom(7);
  for (const docId of [room.papers.first, room.papers.second]) {
    const ops = Array.from({ length: strokes }, () => ({ docId, layer: 'shared' as const, opId: newUuid(), authorId: person, body: encodeOp(sampleStroke(random)), targets: [] }));
    await application.ink.append(ops);
  }
  mkdirSync(path.join(dataDir, 'signing'), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(dataDir, 'signing', `${person}.p12`), 'khóa', { mode: 0o600 });
  await application.stop();
  return { dataDir, docs: { first: room.papers.first, second: room.papers.second }, blobKey: key, person };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** A copy of it to injure. */
export function copyFolder(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}

/** Every file with its digest; locks and the empty leavings of an opened database apart. */
export function picture(folder: string, at = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(path.join(folder, at), { withFileTypes: true })) {
    const name = path.join(at, entry.name);
    if (entry.isDirectory()) Object.assign(found, { [`${name}/`]: '' }, picture(folder, name));
    else if (!/^lock\.sqlite|-shm$/u.test(entry.name)) {
      const bytes = readFileSync(path.join(folder, name));
      if (!(name.endsWith('-wal') && bytes.length === 0)) found[name] = createHash('sha256').update(bytes).digest('hex');
    }
  }
  return found;
}

/** Writes into a file from another process: closing a database file here would take this process's locks away. */
export function overwrite(file: string, start: number, bytes: number): void {
  const script = 'const fs=require("fs");const [f,s,n]=process.argv.slice(1);const h=fs.openSync(f,"r+");fs.writeSync(h,Buffer.alloc(Number(n),0x5a),0,Number(n),Number(s));fs.closeSync(h)';
  const { status, stderr } = spawnSync(process.execPath, ['-e', script, file, String(start), String(bytes)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
