import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonical-json';
import type { BackupFacts } from '../../kernel/ports/backups';

export const FORM = 1;

const digest = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/u), size: z.int().min(0) });

/** A name below the data folder: never out of it. */
const relative = z.string().regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^/\0\\][^\0\\]*$/u);

const schema = z.object({
  program: z.literal('phien'),
  form: z.literal(FORM),
  id: z.string().regex(/^[0-9A-Za-z-]+$/u),
  /** The one point everything in it is of. */
  madeAt: z.coerce.date(),
  /** Of the program that made it. */
  version: z.string(),
  installation: z.uuid(),
  engine: z.literal('sqlite'),
  migrations: z.array(z.string()),
  audit: z.strictObject({ rows: z.int().min(0), head: z.string() }),
  /** Public keys it is sealed for, and what the names of its stored files end in. */
  seal: z.strictObject({ recipients: z.array(z.string()), mark: z.string().regex(/^[0-9a-f]+$/u) }).nullable(),
  /** Milliseconds for which nobody could commit. */
  heldMs: z.number(),
  files: z.array(z.strictObject({ name: relative, plain: digest, stored: digest })),
  blobs: z.strictObject({ count: z.int().min(0), bytes: z.int().min(0), list: digest }),
  /** Stored files that were not there, or not what was stored, when it was made. */
  missing: z.array(z.strictObject({ key: z.string(), sha256: z.string(), size: z.int(), problem: z.enum(['damaged', 'missing']) })),
  /** Of the environment it was made in, without secrets: what a new machine has to be given again. */
  settings: z.record(z.string(), z.string()),
});

export type Manifest = z.infer<typeof schema>;

/** Holds the manifest against itself; the rest is held against the manifest. */
const digestOf = (manifest: unknown): string => createHash('sha256').update(canonicalJson(manifest)).digest('hex');

export const formatManifest = (manifest: Manifest): string => `${JSON.stringify({ ...manifest, digest: digestOf(manifest) }, null, 1)}\n`;

export type ReadManifest = { manifest: Manifest } | { harm: 'cut' | 'changed' } | { newer: string };

/** What a text is as a manifest. A form that is not known yet is told before anything else is asked of it. */
export function readManifest(text: string): ReadManifest {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { harm: 'cut' };
  }
  const form = z.object({ program: z.literal('phien'), form: z.int(), version: z.string().catch('?') }).safeParse(found);
  if (form.success && form.data.form > FORM) return { newer: form.data.version };
  const { digest: told, ...rest } = z.looseObject({ digest: z.string().catch('') }).catch({ digest: '' }).parse(found);
  if (told !== digestOf(rest)) return { harm: 'changed' };
  const parsed = schema.safeParse(rest);
  return parsed.success ? { manifest: parsed.data } : { harm: 'changed' };
}

export const factsOfManifest = ({ id, madeAt, files, blobs, missing, seal }: Manifest): BackupFacts => ({
  id,
  madeAt,
  bytes: files.reduce((sum, { plain }) => sum + plain.size, blobs.bytes),
  files: blobs.count,
  missing: missing.length,
  sealed: seal !== null,
});
