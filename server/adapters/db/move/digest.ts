import { createHash, type Hash } from 'node:crypto';

const END = 0x0a;
const TAB = 0x09;

export interface TableDigest {
  rows: number;
  bytes: number;
  /** Of all lines in order of the key, hex. */
  sha256: string;
  /** Of the lines of each group (those with the same first field); empty where nobody asked for groups. */
  groups: ReadonlyMap<string, string>;
}

/** Takes the lines of a table, in pieces as they come. */
export class LinesDigest {
  readonly #all = createHash('sha256');
  readonly #groups: Map<string, string> | null;
  #group: { name: string; hash: Hash } | null = null;
  #rest: Buffer = Buffer.alloc(0);
  rows = 0;
  #bytes = 0;

  constructor(grouped: boolean) {
    this.#groups = grouped ? new Map() : null;
  }

  take(piece: Buffer): void {
    this.#all.update(piece);
    this.#bytes += piece.byteLength;
    if (this.#groups) this.#rest = this.#sorted(this.#rest.byteLength > 0 ? Buffer.concat([this.#rest, piece]) : piece);
    else for (let at = piece.indexOf(END); at !== -1; at = piece.indexOf(END, at + 1)) this.rows += 1;
  }

  end(): TableDigest {
    this.#close();
    return { rows: this.rows, bytes: this.#bytes, sha256: this.#all.digest('hex'), groups: this.#groups ?? new Map() };
  }

  /** @returns what follows the last whole line. */
  #sorted(piece: Buffer): Buffer {
    let [begin, start] = [0, 0];
    for (let end = piece.indexOf(END); end !== -1; end = piece.indexOf(END, start)) {
      const name = piece.toString('latin1', start, piece.indexOf(TAB, start));
      if (name !== this.#group?.name) {
        this.#group?.hash.update(piece.subarray(begin, start));
        this.#close();
        this.#group = { name, hash: createHash('sha256') };
        begin = start;
      }
      this.rows += 1;
      start = end + 1;
    }
    this.#group?.hash.update(piece.subarray(begin, start));
    return piece.subarray(start);
  }

  #close(): void {
    if (this.#group) this.#groups?.set(this.#group.name, this.#group.hash.digest('hex'));
    this.#group = null;
  }
}

/** The first group that is not the same in both, null where all are. */
export function differingGroup(one: TableDigest, other: TableDigest): string | null {
  for (const [name, sha256] of one.groups) if (other.groups.get(name) !== sha256) return name;
  for (const name of other.groups.keys()) if (!one.groups.has(name)) return name;
  return null;
}
