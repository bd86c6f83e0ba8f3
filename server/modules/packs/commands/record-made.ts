import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { PACK_SEAL } from '../../../kernel/ports/pack-maker';
import { systemOnly } from '../../../kernel/policy';
import { KEPT_MS } from '../kept';
import { loadPack } from '../load-pack';
import { noteMade } from '../repository';

/** A pack is whole: refused where its papers have changed meanwhile (PK7). */
export const recordMade = defineCommand({
  name: 'packs.record-made',
  input: z.strictObject({ packId: z.uuid(), blobKey: z.string().regex(BLOB_KEY), sha256: z.string().length(64), size: z.number().min(0), pages: z.int().min(1), missing: z.int().min(0), seal: PACK_SEAL }),
  load: loadPack,
  policy: systemOnly,
  async run({ packId, seal, ...made }, { pack }, { db, now }) {
    if (pack.state === 'ready') throw new DomainError('conflict', 'packs.made_already');
    await noteMade(db, packId, { ...made, seal: JSON.stringify(seal), endedAt: now, expiresAt: new Date(now.getTime() + KEPT_MS) });
    return { packId };
  },
  audit: ({ packId, sha256, size, pages, missing }, { pack: { meetingId, isLarge, forId } }) => ({ objectType: 'pack', objectId: packId, meetingId, details: { sha256, size, pages, missing, isLarge, forId } }),
});
