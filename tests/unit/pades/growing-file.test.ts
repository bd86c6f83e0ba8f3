import { createHash, randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { GrowingFile } from '../../../server/pades';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function together(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

describe('a file that grows', () => {
  const content = randomBytes(10_000);

  it.each([1_000, 4_096, 10_000, 50_000])('pades S1 read in parts of %i bytes it is the file, with the hash of its beginning at any place', async (size) => {
    for (const markAt of [0, 1, 999, 1_000, 1_001, 4_096, 9_999, 10_000]) {
      const { file, marked } = await GrowingFile.read(inParts(content, size), content.length, markAt);
      expect(Buffer.compare(file.bytes, content)).toBe(0);
      expect(marked).toBe(sha256(content.subarray(0, markAt)));
      expect(file.sha256Hex()).toBe(sha256(content));
    }
    expect((await GrowingFile.read(inParts(content, size), content.length, 10_001)).marked).toBeNull();
  });

  it('pades S1 what is appended lies behind what stands, in the same memory, and the hash is carried on', async () => {
    const { file } = await GrowingFile.read(inParts(content, 4_096), content.length, 0);
    const before = file.bytes;
    const carried = file.hashed();
    const tail = randomBytes(50_000);
    file.append(tail);
    expect(file.bytes.buffer).toBe(before.buffer);
    expect(Buffer.compare(before, content)).toBe(0);
    expect(Buffer.compare(file.bytes, Buffer.concat([content, tail]))).toBe(0);
    expect(file.sha256Hex()).toBe(carried.update(tail).digest('hex'));
  });

  it('pades S1 more than there is room for moves the file and changes nothing of it', async () => {
    // Said to be empty, and ten times the room.
    const long = randomBytes(5_000_000);
    const { file } = await GrowingFile.read(inParts(long, 65_536), 0, 0);
    file.append(long);
    const twice = Buffer.concat([long, long]);
    expect(Buffer.compare(file.bytes, twice)).toBe(0);
    expect(Buffer.compare(await together(file.parts()), twice)).toBe(0);
    expect(file.sha256Hex()).toBe(sha256(twice));
  });
});
