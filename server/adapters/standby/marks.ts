import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { STANDBY_FILE } from '../installation/contents';
import { syncFolder, writeDurably } from '../installation/durable-file';

/**
 * What a data folder knows of another machine, in a file beside its databases:
 * `followed`: it is followed, and does not begin to serve before the follower has said that it still follows;
 * `superseded`: the follower has taken over, nothing is written here any more;
 * `took-over`: it did so itself, and tells the one it followed until that one has heard it.
 */
const schema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('followed'), by: z.uuid(), since: z.iso.datetime() }),
  z.object({ state: z.literal('superseded'), by: z.uuid(), at: z.iso.datetime(), term: z.int() }),
  z.object({ state: z.literal('took-over'), id: z.uuid(), from: z.object({ host: z.string(), port: z.int() }), at: z.iso.datetime(), term: z.int(), told: z.boolean(), recorded: z.boolean(), orderly: z.boolean() }),
]);
export type StandbyMark = z.infer<typeof schema>;

const placeOf = (dataDir: string): string => path.join(dataDir, STANDBY_FILE);

/** Null where nothing is noted. @throws Error where it cannot be understood: what it says decides who may write. */
export function readMark(dataDir: string): StandbyMark | null {
  const file = placeOf(dataDir);
  return statSync(file, { throwIfNoEntry: false }) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

export const writeMark = (dataDir: string, mark: StandbyMark): void => writeDurably(placeOf(dataDir), JSON.stringify(mark));

export function removeMark(dataDir: string): void {
  rmSync(placeOf(dataDir), { force: true });
  syncFolder(dataDir);
}
