import { randomUUID } from 'node:crypto';
import type { OpenedApplication } from '../../server/application';

/** More approved minutes like one that is: the same text and the same file, each a document of its own that waits for its first signature. @returns all of them, as they would be shown. */
export async function manyLike({ database, ports }: Pick<OpenedApplication, 'database' | 'ports'>, officialId: string, count: number): Promise<{ officialId: string; sha256: string }[]> {
  const { files, steps, ...official } = await database.reader.officialDocument.findUniqueOrThrow({ where: { id: officialId }, include: { files: { where: { revision: 0 } }, steps: true } });
  const [file] = files;
  if (!file) throw new Error('a document without a file');
  const documents = [{ officialId, sha256: file.sha256 }];
  for (let number = 2; number <= count; number += 1) {
    const id = ports.ids.next();
    const content = async function* () {
      for await (const part of await ports.blobs.open({ key: file.blobKey, sha256: file.sha256, size: file.size })) yield part as Buffer;
    };
    const stored = await ports.blobs.put(content());
    await database.transaction(async (db) => {
      await db.officialDocument.create({ data: { ...official, id, aboutId: randomUUID(), number: official.number + number - 1, verifyCode: `${official.verifyCode}${number}` } });
      await db.officialFile.create({ data: { ...file, id: ports.ids.next(), officialId: id, blobKey: stored.key } });
      await db.signatureStep.createMany({ data: steps.map((step) => ({ ...step, id: ports.ids.next(), officialId: id })) });
    });
    documents.push({ officialId: id, sha256: file.sha256 });
  }
  return documents;
}
