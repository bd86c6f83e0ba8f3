import { writeSync } from 'node:fs';

/** What goes to a child and comes back: plain data with dates and bytes, as one line of JSON. */

/** Descriptor a child answers on, after a first byte {@link STARTED}; nothing it prints elsewhere is read. */
export const OUTPUT_FD = 3;
export const STARTED = 'R';

/** All of an answer written: a pipe takes 64 kB at a time. */
export function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(OUTPUT_FD, bytes, at);
}

/** JSON of a child, which is as untrusted as the file it read; undefined where it is none. */
export function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

export function encodePlain(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key: string, seen: unknown): unknown {
    // Dates and buffers have turned themselves into text already when they come here.
    const raw = this[key];
    if (raw instanceof Date) return { $date: raw.getTime() };
    if (raw instanceof Uint8Array) return { $bytes: Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64') };
    return seen;
  });
}

export function decodePlain(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date);
    if ('$bytes' in value && typeof value.$bytes === 'string') return Buffer.from(value.$bytes, 'base64');
    return value;
  });
}
