import { openDB } from 'idb';
import { z } from 'zod';
import { DeviceDatabase } from './device-database';
import { FILES_KEPT_MS, filesDatabase } from './forget-device';
import { packed, unpacked, type Seal } from './seal';

const STORE = 'files';
const MIME = 'application/pdf';
/** A file may be large, and its row is written as one. */
const PATIENCE_MS = 30_000;

const factsShape = z.object({
  name: z.string(),
  itemId: z.string().nullable(),
  taskId: z.string().optional(),
  lineId: z.string().optional(),
  documentId: z.string().optional(),
  replaces: z.number().optional(),
  reason: z.string().optional(),
  /** Whether the person has yet to say where it belongs. */
  isAsked: z.boolean(),
});
export type WaitingFacts = z.output<typeof factsShape>;
export interface WaitingFile extends WaitingFacts { id: string; file: File }

interface Row { id: string; meetingId: string; at: number; sealed: Uint8Array<ArrayBuffer> }

/**
 * Files on their way to the server, kept sealed on this device until it has them: they survive a visit to another page, a reload
 * and an expired session. Where the device keeps nothing, they wait in the memory of the page alone.
 */
export class WaitingFiles {
  readonly #database: DeviceDatabase;

  constructor(private readonly seal: Seal, private readonly meetingId: string) {
    this.#database = new DeviceDatabase(() => openDB(filesDatabase(seal.personId), 1, {
      upgrade: (database) => void database.createObjectStore(STORE, { keyPath: 'id' }),
      // Another page, or the sweep of the device, wants it.
      blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
    }), PATIENCE_MS);
  }

  /** @throws when the device keeps nothing, or has no room. */
  async keep(id: string, { name, itemId, taskId, lineId, documentId, replaces, reason, isAsked }: WaitingFacts, file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const row: Row = { id, meetingId: this.meetingId, at: Date.now(), sealed: this.seal.close(`file ${id}`, packed({ name, itemId, taskId, lineId, documentId, replaces, reason, isAsked }, bytes)) };
    await this.#database.run(async (begin) => {
      const { store, done } = begin(STORE, 'readwrite');
      await Promise.all([store.put(row), done]);
    });
  }

  async forget(id: string): Promise<void> {
    await this.#database.run(async (begin) => {
      const { store, done } = begin(STORE, 'readwrite');
      await Promise.all([store.delete(id), done]);
    });
  }

  async list(): Promise<WaitingFile[]> {
    const rows = (await this.#database.run((begin) => begin(STORE).store.getAll())) as Row[];
    return rows
      .filter(({ meetingId, at }) => meetingId === this.meetingId && Date.now() - at < FILES_KEPT_MS)
      .sort((a, b) => a.at - b.at)
      .flatMap((row) => this.#opened(row));
  }

  #opened({ id, sealed }: Row): WaitingFile[] {
    const plain = this.seal.open(`file ${id}`, sealed);
    if (!plain) return [];
    const { facts, bytes } = unpacked(plain);
    const known = factsShape.safeParse(facts);
    return known.success ? [{ id, ...known.data, file: new File([bytes.slice()], known.data.name, { type: MIME }) }] : [];
  }
}
