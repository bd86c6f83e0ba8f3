/** Cheap reading of content streams: counts operators and the names they draw, without interpreting anything. */

export interface ContentCount {
  /** Operators of the stream itself. */
  operators: number;
  /** Of these, the ones that only lengthen a path: viewers gather them into one array of numbers. */
  segments: number;
  /** Names drawn by `Do` with the number of times each. */
  draws: Map<string, number>;
  /** Pattern names set by `scn`/`SCN` with the number of times each. */
  patterns: Map<string, number>;
  /** Graphics states set by `gs` with the number of times each. */
  states: Map<string, number>;
  /** Fonts chosen by `Tf` with the number of times each. */
  fonts: Map<string, number>;
  /** Pixels of the pictures written into the stream itself. */
  inlinePixels: number;
}

/** Path construction (ISO 32000-1, table 59). */
const SEGMENTS = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);

const Kind = { Regular: 0, White: 1, Delimiter: 2 } as const;

const KIND: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(Kind.Regular);
  for (const white of [0, 9, 10, 12, 13, 32]) table[white] = Kind.White;
  for (const delimiter of '()<>[]{}/%') table[delimiter.charCodeAt(0)] = Kind.Delimiter;
  return table;
})();

const SLASH = 0x2f;

/**
 * Counts the operators of a decoded content stream (ISO 32000-1, 7.8.2). Stops early at `limit` operators, which is
 * then the figure returned.
 */
export function countOperators(bytes: Uint8Array, limit: number): ContentCount {
  const count: ContentCount = { operators: 0, segments: 0, draws: new Map(), patterns: new Map(), states: new Map(), fonts: new Map(), inlinePixels: 0 };
  let name = '';
  let at = 0;
  while (at < bytes.length && count.operators < limit) {
    const byte = bytes[at] ?? 0;
    if (KIND[byte] === Kind.White) {
      at += 1;
    } else if (byte === SLASH) {
      const end = endOfToken(bytes, at + 1);
      name = decodeName(bytes.subarray(at + 1, end));
      at = end;
    } else if (byte === 0x28) {
      at = skipString(bytes, at);
    } else if (byte === 0x25) {
      at = skipComment(bytes, at);
    } else if (KIND[byte] === Kind.Delimiter) {
      at = byte === 0x3c && bytes[at + 1] !== 0x3c ? skipHex(bytes, at) : at + 1;
    } else {
      const end = endOfToken(bytes, at);
      if (!startsNumber(byte)) at = takeOperator(bytes, at, end, name, count);
      else at = end;
    }
  }
  return count;
}

function takeOperator(bytes: Uint8Array, at: number, end: number, name: string, count: ContentCount): number {
  count.operators += 1;
  const word = end - at <= 3 ? String.fromCharCode(...bytes.subarray(at, end)) : '';
  if (SEGMENTS.has(word)) count.segments += 1;
  else if (word === 'Do') add(count.draws, name);
  else if ((word === 'scn' || word === 'SCN') && name) add(count.patterns, name);
  else if (word === 'gs') add(count.states, name);
  else if (word === 'Tf') add(count.fonts, name);
  else if (word === 'ID') {
    count.inlinePixels += inlinePixels(bytes.subarray(Math.max(0, at - INLINE_REACH), at));
    return skipInlineImage(bytes, end);
  }
  return end;
}

const add = (names: Map<string, number>, name: string): void => void names.set(name, (names.get(name) ?? 0) + 1);

/** Bytes before `ID` in which the size of an inline picture is looked for. */
const INLINE_REACH = 1_024;

/** Width times height of the picture whose dictionary ends here (8.9.7); 0 where it says none. */
function inlinePixels(before: Uint8Array): number {
  const text = Buffer.from(before).toString('latin1');
  const entries = text.slice(text.lastIndexOf('BI') + 2);
  const [, width = 0] = /\/W(?:idth)?\s+(\d+)/.exec(entries) ?? [];
  const [, height = 0] = /\/H(?:eight)?\s+(\d+)/.exec(entries) ?? [];
  return Number(width) * Number(height);
}

function startsNumber(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

function endOfToken(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && KIND[bytes[at] ?? 0] === Kind.Regular) at += 1;
  return at;
}

function decodeName(raw: Uint8Array): string {
  const text = Buffer.from(raw).toString('latin1');
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function skipString(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29 && --depth === 0) return at + 1;
  }
  return bytes.length;
}

function skipHex(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(0x3e, from);
  return end < 0 ? bytes.length : end + 1;
}

function skipComment(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

/** Inline image data end with white space, `EI` and white space or the end of the stream (7.8.9). */
function skipInlineImage(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 2 < bytes.length + 1; at += 1) {
    if (bytes[at + 1] !== 0x45 || bytes[at + 2] !== 0x49) continue;
    const after = bytes[at + 3];
    if (KIND[bytes[at] ?? 0] === Kind.White && (after === undefined || KIND[after] === Kind.White)) return at + 3;
    if (at + 2 >= bytes.length) break;
  }
  return bytes.length;
}
