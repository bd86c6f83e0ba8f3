import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrustStore } from '../../kernel/ports/trust';
import { readAuthority, type Authority } from './sample-authority';

/** Extra trust anchors and revocation lists an operator puts into `trust/`, by extension. */
async function readTrusted(dir: string, extensions: readonly string[]): Promise<Uint8Array[]> {
  const folder = path.join(dir, 'trust');
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => extensions.includes(path.extname(name).toLowerCase())).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name))));
}

/**
 * What one installation believes: the test authority where the sample province made one, and whatever the operator trusts
 * besides (`trust/*.pem`, `*.cer`, `*.crt`; lists as `*.crl`).
 */
export function openTrustFolder(dir: string, { now }: { now: () => Date }): TrustStore {
  const none: Authority = { trustAnchors: [], crls: [] };
  const authority = (): Promise<Authority> => (existsSync(path.join(dir, 'root.cer')) ? readAuthority(dir, { now: now() }) : Promise.resolve(none));
  return {
    anchors: async () => [...(await authority()).trustAnchors, ...(await readTrusted(dir, ['.pem', '.cer', '.crt']))],
    crls: async () => [...(await authority()).crls, ...(await readTrusted(dir, ['.crl']))],
  };
}
