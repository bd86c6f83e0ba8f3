import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';

/** Kinds of messages of Hocuspocus 3, and of changes in those of Yjs. */
const SYNC = 0;
const AUTH = 2;
const UPDATE = 2;

function message(doc: string, kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, doc);
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** What a client says when it has connected: who it is, and that it has nothing yet. */
export function hocuspocusHello(doc: string): Uint8Array[] {
  return [
    message(doc, AUTH, (encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'anybody');
    }),
    message(doc, SYNC, (encoder) => syncProtocol.writeSyncStep1(encoder, new Y.Doc())),
  ];
}

/** A pen whose stroke is a list in a Yjs document, as editors built on it keep one: each batch of points is a change. */
export class HocuspocusPen {
  readonly #doc = new Y.Doc();
  readonly #stroke = new Y.Array<number>();
  readonly #name: string;
  #update: Uint8Array = new Uint8Array();

  constructor(name: string) {
    this.#name = name;
    this.#doc.on('update', (update: Uint8Array) => (this.#update = update));
    this.#doc.getMap('strokes').set(String(this.#doc.clientID), this.#stroke);
    this.#first = this.#update;
  }

  /** Made before anything was drawn, sent with the first batch. */
  #first: Uint8Array | null;

  /** @returns the message of points that came. */
  draw(points: Uint16Array): Uint8Array {
    this.#stroke.push([...points]);
    const update = this.#first ? Y.mergeUpdates([this.#first, this.#update]) : this.#update;
    this.#first = null;
    return message(this.#name, SYNC, (encoder) => syncProtocol.writeUpdate(encoder, update));
  }
}

/** The first point of the batch a message tells of; null for other messages. */
export function pointOfUpdate(payload: Uint8Array): [x: number, y: number] | null {
  const decoder = decoding.createDecoder(payload);
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== SYNC || decoding.readVarUint(decoder) !== UPDATE) return null;
  const { structs } = Y.decodeUpdate(decoding.readVarUint8Array(decoder));
  for (const one of structs) {
    const content = one instanceof Y.Item ? (one.content as { arr?: unknown[] }).arr : undefined;
    const [x, y] = content ?? [];
    if (typeof x === 'number' && typeof y === 'number') return [x, y];
  }
  return null;
}
