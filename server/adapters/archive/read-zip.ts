import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { open as openArchive, type Entry, type ZipFile } from 'yauzl';

/** Null: no archive, or its end is not there. @param strictFileNames false: old programs of Windows write `\`, which is then taken as `/`. */
export async function openZip(file: string, { strictFileNames = true } = {}): Promise<ZipFile | null> {
  if ((await stat(file)).size === 0) return null;
  return new Promise((resolve) => openArchive(file, { lazyEntries: true, autoClose: false, strictFileNames }, (error, zip) => resolve(error ? null : zip)));
}

/** One by one, in the order of its directory. */
export async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const done = (): void => {
        zip.removeListener('entry', onEntry);
        zip.removeListener('end', onEnd);
        zip.removeListener('error', onError);
      };
      const onEntry = (found: Entry): void => {
        done();
        resolve(found);
      };
      const onEnd = (): void => {
        done();
        resolve(null);
      };
      const onError = (error: Error): void => {
        done();
        reject(error);
      };
      zip.on('entry', onEntry);
      zip.on('end', onEnd);
      zip.on('error', onError);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

export const openEntry = (zip: ZipFile, entry: Entry): Promise<Readable> => new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
