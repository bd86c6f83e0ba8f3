import { PdfFile } from '../../../../server/pades/pdf/document';
import { array, dict, name, withEntries } from '../../../../server/pades/pdf/objects';
import type { PdfDict, PdfObject } from '../../../../server/pades/pdf/objects';
import { serialize } from '../../../../server/pades/pdf/serialize';

/** An increment as anybody may write one, right or wrong: what the product's own writer would never do is possible here. */
export interface RawIncrement {
  /** Objects by number; a Buffer is written as it is. */
  readonly objects?: ReadonlyMap<number, PdfObject | Buffer>;
  /** Objects put into one object stream; needs a cross-reference stream. */
  readonly packed?: ReadonlyMap<number, PdfObject>;
  /** The index an object is said to have in the stream; its position where absent. */
  readonly indexOf?: (position: number, count: number) => number;
  readonly free?: readonly number[];
  /** Entries that point wherever they like. */
  readonly pointers?: ReadonlyMap<number, { offset: number; gen?: number }>;
  /** Entries that say an object lies in an object stream, whether that is there or not. */
  readonly packedIn?: ReadonlyMap<number, { container: number; index: number }>;
  readonly trailer?: (trailer: PdfDict) => PdfDict;
  /** Written before the first object. */
  readonly before?: string;
  /** Generation the written objects get. */
  readonly gen?: number;
  readonly kind?: 'table' | 'stream';
}

type Entry = readonly [type: number, second: number, third: number];

export const freshNumber = (base: Uint8Array): number => {
  const view = PdfFile.open(base).latest;
  return Math.max(Number(view.revision.trailer.entries.get('Size')), ...[...view.entries.keys()].map((num) => num + 1));
};

export function appendRaw(base: Uint8Array, of: RawIncrement): Buffer {
  const file = PdfFile.open(base);
  const { revision } = file.latest;
  const parts: Buffer[] = [Buffer.from(base), Buffer.from(`\n${of.before ?? ''}`, 'latin1')];
  let at = base.length + (parts[1]?.length ?? 0);
  const push = (bytes: Uint8Array | string): void => {
    const part = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes);
    parts.push(part);
    at += part.length;
  };
  const entries = new Map<number, Entry>();
  let next = Math.max(freshNumber(base), ...[of.objects, of.packed, of.pointers, of.packedIn].flatMap((numbered) => [...(numbered?.keys() ?? [])]).map((num) => num + 1));
  const write = (num: number, body: Uint8Array, gen = of.gen ?? 0): void => {
    entries.set(num, [1, at, gen]);
    push(`${num} ${gen} obj\n`);
    push(body);
    push('\nendobj\n');
  };
  for (const [num, value] of of.objects ?? []) write(num, Buffer.isBuffer(value) ? value : serialize(value));
  if (of.packed && of.packed.size > 0) {
    const container = next;
    next += 1;
    const bodies = [...of.packed.values()].map((value) => Buffer.concat([serialize(value), Buffer.from(' ')]));
    let offset = 0;
    const head = [...of.packed.keys()].map((num, i) => {
      const pair = `${num} ${offset}`;
      offset += bodies[i]?.length ?? 0;
      return pair;
    });
    const first = Buffer.from(`${head.join(' ')} `);
    [...of.packed.keys()].forEach((num, i, all) => entries.set(num, [2, container, of.indexOf ? of.indexOf(i, all.length) : i]));
    const data = Buffer.concat([first, ...bodies]);
    write(container, serialize({ kind: 'stream', dict: dict({ Type: name('ObjStm'), N: bodies.length, First: first.length }), data }), 0);
  }
  for (const num of of.free ?? []) entries.set(num, [0, 0, 1]);
  for (const [num, { offset, gen = 0 }] of of.pointers ?? []) entries.set(num, [1, offset, gen]);
  for (const [num, { container, index }] of of.packedIn ?? []) entries.set(num, [2, container, index]);
  const start = at;
  const keep = (key: string): PdfObject | undefined => revision.trailer.entries.get(key);
  const kind = of.kind ?? (of.packed || of.packedIn ? 'stream' : 'table');
  const own = next;
  if (kind === 'stream') entries.set(own, [1, start, 0]);
  const size = Math.max(Number(keep('Size')), next + (kind === 'stream' ? 1 : 0));
  const plain = dict({ Size: size, Root: keep('Root'), Info: keep('Info'), ID: keep('ID'), Prev: revision.sections[0]?.start ?? 0 });
  const trailer = of.trailer?.(plain) ?? plain;
  const sorted = [...entries].sort(([a], [b]) => a - b);
  if (kind === 'stream') {
    const data = Buffer.alloc(sorted.length * 8);
    sorted.forEach(([, [type, second, third]], i) => {
      data.writeUInt8(type, i * 8);
      data.writeUIntBE(second, i * 8 + 1, 5);
      data.writeUInt16BE(third, i * 8 + 6);
    });
    const index = array(sorted.flatMap(([num]) => [num, 1]));
    push(`${own} 0 obj\n`);
    push(serialize({ kind: 'stream', dict: withEntries(trailer, { Type: name('XRef'), W: array([1, 5, 2]), Index: index }), data }));
    push('\nendobj\n');
  } else {
    push('xref\n');
    if (sorted.length === 0) push('0 0\n');
    for (const [num, [type, second, third]] of sorted) push(`${num} 1\n${String(type === 0 ? 0 : second).padStart(10, '0')} ${String(third).padStart(5, '0')} ${type === 0 ? 'f' : 'n'} \n`);
    push('trailer\n');
    push(serialize(trailer));
  }
  push(`\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}
