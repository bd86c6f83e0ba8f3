/** One file of an archive. */
export interface ArchiveEntry {
  /** Path in the archive, parted by `/`, in any language. */
  path: string;
  /** Bytes; read once, when the entry's turn comes. */
  source: AsyncIterable<Uint8Array>;
  /** False: stored as it is, for what is compressed already. */
  isCompressed: boolean;
  at: Date;
}

/** Files packed into one, in a format that every system opens. */
export interface Archives {
  /**
   * Packs entries as they come, one after the other, whatever their size: neither an entry nor the archive is held in memory. An error of an entry
   * ends the archive with that error, never as if it were complete.
   */
  pack(entries: AsyncIterable<ArchiveEntry>): AsyncIterable<Uint8Array>;
}
