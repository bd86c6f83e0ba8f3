import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeBackup, type BackupOrder, type MadeBackup } from '../../server/adapters/backup/make';
import { system } from '../../server/kernel/actor';
import type { BlobPlace } from '../../server/kernel/blob-place';
import { encodeOp } from '../../server/shared/protocol/ink';
import { openCommittee, publishedMeeting, stagedFile } from '../integration/meetings/committee';
import { newUuid, sampleStroke, seededRandom } from './ink-samples';
import { adoptRecord } from './installation';

export interface MadeInstallation {
  dataDir: string;
  /** Papers as they are named and stored. */
  papers: { documentId: string; blobKey: string; sha256: string; size: number }[];
  person: string;
}

export const STROKES = 12;

/** The data folder of an installation whose record agrees with its audit chain: people, a session with papers and ink, a key, an authority, a file that waits. Its program has ended. */
export async function makeInstallation(options: { blobs?: BlobPlace; papers?: string[] } = {}): Promise<MadeInstallation> {
  const committee = await openCommittee(options);
  const { installation, secretary } = committee;
  const { application, dataDir } = installation;
  await adoptRecord(installation);
  const { meetingId, itemId } = await publishedMeeting(committee);
  const papers: MadeInstallation['papers'] = [];
  for (const [index, name] of (options.papers ?? ['Tờ trình.pdf', 'Phụ lục.pdf', 'Báo cáo.pdf']).entries()) {
    const file = await stagedFile(committee, meetingId, name, index + 1);
    const { documentId } = await application.execute('documents.attach', { meetingId, itemId, ...file }, secretary);
    papers.push({ documentId, ...(await fileOf(application, documentId)) });
  }
  const random = seededRandom(7);
  const [first] = papers;
  if (first) await application.ink.append(Array.from({ length: STROKES }, () => ({ docId: first.documentId, layer: 'shared' as const, opId: newUuid(), authorId: secretary.personId, body: encodeOp(sampleStroke(random)), targets: [] })));
  // It waits for a word about secrecy: no backup may hold it.
  await application.staging.put(once(Buffer.from('%PDF-1.7 còn chờ')));
  await application.stop();
  put(dataDir, 'signing', `${secretary.personId}.p12`, 'khóa đã niêm phong');
  put(dataDir, 'tls', 'authority.key', 'khóa của nơi cấp chứng thư');
  return { dataDir, papers, person: secretary.personId };
}

async function fileOf(application: Awaited<ReturnType<typeof openCommittee>>['installation']['application'], documentId: string) {
  const versions = await application.database.reader.documentVersion.findMany({ where: { documentId } });
  const [version] = versions;
  if (!version) throw new Error(`${documentId} has no version`);
  const { blobKey, sha256, size } = version;
  return { blobKey, sha256, size };
}

function put(dataDir: string, folder: string, name: string, content: string): void {
  mkdirSync(path.join(dataDir, folder), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(dataDir, folder, name), content, { mode: 0o600 });
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

export const backUp = (dataDir: string, folder: string, order: Partial<BackupOrder> = {}): Promise<MadeBackup> => makeBackup({ dataDir, folder, blobs: null, recipients: [], settings: {}, ...order });

export const PROGRAM = system('test');
