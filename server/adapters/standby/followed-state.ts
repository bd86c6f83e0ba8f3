import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { FOLLOWING } from '../installation/contents';
import { writeDurably } from '../installation/durable-file';

const database = z.object({
  /** Folder it lies in: another one with each time it was taken anew. */
  folder: z.string().regex(/^(main|ink)-\d+$/u),
  /** Of the shipper that its log is counted by. */
  run: z.string(),
  log: z.int(),
});

const schema = z.object({
  form: z.literal(1),
  /** Of this standby. */
  id: z.uuid(),
  /** Installation that is followed; null: none yet. */
  installation: z.string().nullable(),
  /** Of the first machine as it was last heard. */
  term: z.int(),
  main: database.nullable(),
  ink: database.nullable(),
  /** Head of the audit log as far as it was walked here. */
  walked: z.object({ rows: z.int(), head: z.string() }),
  /** It takes over: nothing follows any more, and what was begun is ended. */
  taking: z.object({ at: z.iso.datetime(), term: z.int(), orderly: z.boolean() }).nullable(),
});
export type FollowedState = z.infer<typeof schema>;
export type FollowedDatabase = z.infer<typeof database>;

export const followingIn = (dataDir: string): string => path.join(dataDir, FOLLOWING);
const fileIn = (dataDir: string): string => path.join(followingIn(dataDir), 'state.json');

/** What the second machine has of the first; null: it does not follow. */
export const readFollowed = (dataDir: string): FollowedState | null => (existsSync(fileIn(dataDir)) ? schema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8'))) : null);

/** The folder is a second machine's, which has not taken over. */
export const isStandbyFolder = (dataDir: string): boolean => existsSync(fileIn(dataDir));

export function writeFollowed(dataDir: string, state: FollowedState): void {
  mkdirSync(followingIn(dataDir), { recursive: true, mode: 0o700 });
  writeDurably(fileIn(dataDir), JSON.stringify(state));
}
