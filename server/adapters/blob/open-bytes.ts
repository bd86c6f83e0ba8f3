import type { FileHandle } from 'node:fs/promises';
import { readAt, sumsOfFile, type ChunkSums } from './chunk-sums';

/** How stored bytes are known again without reading them. */
export interface Identity {
  /** What says that they are the same bytes: of a file device, inode, size and time of writing, of an object its tag and size. */
  file: string;
  /** When anything about them changed last. */
  changed: bigint;
  /** How many names they have; 0 where a name more or less is no matter of theirs. */
  names: bigint;
}

/** Stored bytes that were opened, wherever they lie. */
export interface OpenBytes {
  identity(): Promise<Identity>;
  /** Fills a buffer from a place; shorter where the bytes end. */
  readAt(buffer: Buffer, position: number): Promise<Buffer>;
  /** Reads the whole from the medium. @param pause awaited after each step, told how much was read. */
  sums(pause?: (bytes: number) => Promise<void>): Promise<{ sha256: string; size: number; sums: ChunkSums }>;
  close(): Promise<void>;
}

export const fileBytes = (handle: FileHandle): OpenBytes => ({
  async identity() {
    const { dev, ino, size, mtimeNs, ctimeNs, nlink } = await handle.stat({ bigint: true });
    return { file: [dev, ino, size, mtimeNs].join(':'), changed: ctimeNs, names: nlink };
  },
  readAt: (buffer, position) => readAt(handle, buffer, position),
  sums: (pause) => sumsOfFile(handle, pause),
  close: () => handle.close(),
});
