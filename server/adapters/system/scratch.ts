import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ARRIVING, type Scratch } from '../../kernel/ports/scratch';

/** In one folder that no other process has: what a killed one left there goes, but for files that come in parts. */
export async function openScratch(root: string): Promise<Scratch> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  for (const left of (await readdir(root)).filter((name) => name !== ARRIVING)) await rm(path.join(root, left), { recursive: true, force: true });
  return {
    async withRoom(work) {
      const folder = path.join(root, randomUUID());
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const place = (name: string): string => path.join(folder, name);
      try {
        return await work({
          place,
          async fill(name, source, options = {}) {
            await pipeline(source, createWriteStream(place(name), { flags: 'wx', mode: 0o600 }), options);
            return place(name);
          },
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
