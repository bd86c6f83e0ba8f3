import { createHash } from 'node:crypto';

import type { PdfFile } from './document';
import { array, dict, isObjectKind, name, ref } from './objects';
import type { PdfObject, PdfRef } from './objects';
import { serialize } from './serialize';

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/**
 * An incremental update (ISO 32000-1, 7.5.6): the given file stays as it is, only the objects set here are written
 * behind it, with a cross-reference of the same kind as the file's last one.
 */
export class Increment {
  private readonly file: PdfFile;
  private readonly objects = new Map<number, { gen: number; body: Uint8Array }>();
  private next: number;

  constructor(file: PdfFile) {
    this.file = file;
    const size = file.latest.revision.trailer.entries.get('Size');
    let highest = typeof size === 'number' ? size - 1 : 0;
    for (const num of file.latest.entries.keys()) highest = Math.max(highest, num);
    this.next = highest + 1;
  }

  /** A fresh object number. */
  allocate(): PdfRef {
    const num = this.next;
    this.next += 1;
    return ref(num);
  }

  /** Writes or replaces an object. */
  set(target: PdfRef, value: PdfObject): void {
    this.setRaw(target, serialize(value));
  }

  /** Writes an object whose syntax the caller made (signature dictionaries with fixed-width fields). */
  setRaw(target: PdfRef, body: Uint8Array): void {
    this.objects.set(target.num, { gen: target.gen, body });
  }

  add(value: PdfObject): PdfRef {
    const target = this.allocate();
    this.set(target, value);
    return target;
  }

  /** @returns the bytes to append, and where in the *whole* file each object's body begins. */
  build(): { tail: Uint8Array; bodies: ReadonlyMap<number, number> } {
    const base = this.file.bytes;
    const last = base[base.length - 1];
    const parts: Uint8Array[] = [];
    let at = base.length;
    const push = (bytes: Uint8Array): void => {
      parts.push(bytes);
      at += bytes.length;
    };
    if (last !== 10 && last !== 13) push(latin('\n'));
    const offsets = new Map<number, { offset: number; gen: number }>();
    const bodies = new Map<number, number>();
    const hash = createHash('sha256');
    for (const [num, { gen, body }] of [...this.objects].sort(([a], [b]) => a - b)) {
      offsets.set(num, { offset: at, gen });
      push(latin(`${num} ${gen} obj\n`));
      bodies.set(num, at);
      push(body);
      hash.update(body);
      push(latin('\nendobj\n'));
    }
    const { revision } = this.file.latest;
    const head = revision.sections[0];
    const start = at;
    const id = this.identifier(hash.update(latin(`${base.length}`)).digest().subarray(0, 16));
    const common = {
      Root: revision.trailer.entries.get('Root'),
      Info: revision.trailer.entries.get('Info'),
      ID: id ?? undefined,
      Prev: head?.start ?? 0,
    };
    if (head?.kind === 'stream') {
      const own = this.allocate();
      offsets.set(own.num, { offset: at, gen: 0 });
      push(latin(`${own.num} 0 obj\n`));
      push(crossReferenceStream(offsets, { ...common, Size: this.next }));
      push(latin('\nendobj\n'));
    } else {
      push(crossReferenceTable(offsets));
      push(latin('trailer\n'));
      push(serialize(dict({ Size: this.next, ...common })));
      push(latin('\n'));
    }
    push(latin(`startxref\n${start}\n%%EOF\n`));
    return { tail: Buffer.concat(parts), bodies };
  }

  /** The file identifier: the first part stays for the file's life, the second changes with each update (14.4). */
  private identifier(fresh: Uint8Array): PdfObject | null {
    const id = this.file.latest.resolve(this.file.latest.revision.trailer.entries.get('ID'));
    const [permanent] = isObjectKind(id, 'array') ? id.items : [];
    if (!isObjectKind(permanent, 'string')) return null;
    return array([permanent, { kind: 'string', bytes: fresh, hex: true, start: 0, end: 0 }]);
  }
}

/** Runs of consecutive numbers. */
function runs(numbers: readonly number[]): number[][] {
  const out: number[][] = [];
  for (const num of [...numbers].sort((a, b) => a - b)) {
    const current = out.at(-1);
    if (current && current.at(-1) === num - 1) current.push(num);
    else out.push([num]);
  }
  return out;
}

type Offsets = ReadonlyMap<number, { offset: number; gen: number }>;

function crossReferenceTable(offsets: Offsets): Uint8Array {
  let text = 'xref\n';
  for (const run of runs([...offsets.keys()])) {
    text += `${run[0]} ${run.length}\n`;
    for (const num of run) {
      const { offset = 0, gen = 0 } = offsets.get(num) ?? {};
      text += `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n \n`;
    }
  }
  return latin(text);
}

function crossReferenceStream(offsets: Offsets, trailer: Readonly<Record<string, PdfObject | undefined>>): Uint8Array {
  const groups = runs([...offsets.keys()]);
  const data = Buffer.alloc(offsets.size * 8);
  let at = 0;
  for (const num of groups.flat()) {
    const { offset = 0, gen = 0 } = offsets.get(num) ?? {};
    data.writeUInt8(1, at);
    data.writeUIntBE(offset, at + 1, 5);
    data.writeUInt16BE(gen, at + 6);
    at += 8;
  }
  const index = groups.flatMap((run) => [run[0] ?? 0, run.length]);
  const entries = dict({ Type: name('XRef'), ...trailer, W: array([1, 5, 2]), Index: array(index) });
  return serialize({ kind: 'stream', dict: entries, data });
}
