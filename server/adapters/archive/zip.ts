import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ArchiveEntry, Archives } from '../../kernel/ports/archives';

/**
 * ZIP by yazl: names in UTF-8 and marked as such, ZIP64 where it is needed, sizes after the bytes. An entry is asked for only when the one
 * before was read by whoever takes the archive.
 */
export function createZipArchives(): Archives {
  return { pack };
}

async function* pack(entries: AsyncIterable<ArchiveEntry>): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  const filling = fill(zip, entries, output).catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
    await filling;
  } finally {
    output.destroy();
  }
}

/** Adds the next entry when the last one has been read to its end. */
async function fill(zip: ZipFile, entries: AsyncIterable<ArchiveEntry>, output: Readable): Promise<void> {
  for await (const { path, source, isCompressed, at } of entries) {
    if (output.destroyed) return;
    const bytes = Readable.from(source, { objectMode: false });
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error): void => {
        output.removeListener('close', done);
        if (error) reject(error);
        else resolve();
      };
      // Whoever takes the archive went away: nobody reads this entry any more.
      output.once('close', done);
      bytes.once('end', done);
      bytes.once('error', done);
      zip.addReadStream(bytes, path, { mtime: at, compress: isCompressed, mode: 0o100644 });
    });
  }
  zip.end();
}
