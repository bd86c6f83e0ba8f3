import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { OfficeProblem } from './office-problem';

/** Of one file: parts, bytes unpacked in all and of one, and how often its packed size that may be. */
export const PART_LIMITS = { parts: 5_000, allBytes: 600_000_000, oneBytes: 200_000_000, ratio: 200, ratioFrom: 50_000_000 };

export interface Part {
  name: string;
  content: Buffer;
}

/** A name that stays inside of the file, as office programs write them. */
const isHarmless = (name: string): boolean => !name.startsWith('/') && !/(?:^|\/)\.\.(?:\/|$)|\\|\0|^[A-Za-z]:/.test(name) && Buffer.byteLength(name) <= 255;

/** All parts of a zip, unpacked under a ceiling that counts what comes, whatever the headers claim. @throws OfficeProblem */
export async function* readParts(bytes: Buffer): AsyncGenerator<Part> {
  const zip = await opened(bytes);
  const seen = new Set<string>();
  let all = 0;
  for await (const entry of entries(zip)) {
    const name = entry.fileName;
    if (!isHarmless(name) || seen.has(name.toLowerCase())) throw new OfficeProblem('documents.office_hostile');
    seen.add(name.toLowerCase());
    if (seen.size > PART_LIMITS.parts) throw new OfficeProblem('documents.office_bomb');
    if (entry.isEncrypted()) throw new OfficeProblem('documents.office_encrypted');
    if (name.endsWith('/')) continue;
    const content = await unpacked(zip, entry, () => {
      if (all > PART_LIMITS.allBytes || (all > PART_LIMITS.ratioFrom && all > PART_LIMITS.ratio * bytes.length)) throw new OfficeProblem('documents.office_bomb');
    }, (length) => (all += length));
    yield { name, content };
  }
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: false, validateEntrySizes: true }, (error, zip) => (error ? reject(new OfficeProblem('documents.office_damaged')) : resolve(zip)));
  });
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', (error: Error) => reject(new OfficeProblem(/invalid (?:relative path|characters)|absolute path/.test(error.message) ? 'documents.office_hostile' : 'documents.office_damaged')));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

async function unpacked(zip: ZipFile, entry: Entry, check: () => void, count: (length: number) => void): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => zip.openReadStream(entry, (error, opening) => (error ? reject(new OfficeProblem('documents.office_damaged')) : resolve(opening))));
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const part = chunk as Buffer;
      chunks.push(part);
      length += part.length;
      count(part.length);
      if (length > PART_LIMITS.oneBytes) throw new OfficeProblem('documents.office_bomb');
      check();
    }
  } catch (error) {
    if (error instanceof OfficeProblem) throw error;
    throw new OfficeProblem(/too many bytes/.test(String(error)) ? 'documents.office_bomb' : 'documents.office_damaged');
  }
  return Buffer.concat(chunks, length);
}
