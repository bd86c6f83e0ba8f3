import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Retirement, TrustStore } from '../../kernel/ports/trust';
import { readIfThere } from './files';
import { readAuthority, type Authority } from './sample-authority';

/** Extra trust anchors and revocation lists an operator puts into `trust/`, by extension. */
async function readTrusted(dir: string, extensions: readonly string[]): Promise<Uint8Array[]> {
  const folder = path.join(dir, 'trust');
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => extensions.includes(path.extname(name).toLowerCase())).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name))));
}

const retirement = z
  .union([z.strictObject({ digest: z.string().min(3).max(20), from: z.iso.date(), source: z.string().min(1) }), z.strictObject({ key: z.enum(['rsa', 'ec']), below: z.int().min(1), from: z.iso.date(), source: z.string().min(1) })])
  .transform(({ from, source, ...algorithm }): Retirement => ({ algorithm, from: new Date(`${from}T00:00:00Z`), source }));

/** Algorithms an operator retires (`trust/retired.json`). @throws where the file says something else: to pass it over would be to go on believing. */
async function readRetirements(dir: string): Promise<Retirement[]> {
  const content = await readIfThere(path.join(dir, 'trust', 'retired.json'));
  return content ? z.array(retirement).parse(JSON.parse(content.toString('utf8'))) : [];
}

/**
 * What one installation believes: the test authority where the sample province made one, and whatever the operator trusts
 * besides (`trust/*.pem`, `*.cer`, `*.crt`; lists as `*.crl`; algorithms it no longer believes in as `retired.json`).
 */
export function openTrustFolder(dir: string, { now }: { now: () => Date }): TrustStore {
  const none: Authority = { trustAnchors: [], crls: [] };
  const authority = (): Promise<Authority> => (existsSync(path.join(dir, 'root.cer')) ? readAuthority(dir, { now: now() }) : Promise.resolve(none));
  return {
    anchors: async () => [...(await authority()).trustAnchors, ...(await readTrusted(dir, ['.pem', '.cer', '.crt']))],
    retirements: () => readRetirements(dir),
    crls: async () => [...(await authority()).crls, ...(await readTrusted(dir, ['.crl']))],
  };
}
