import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { PACK_SEAL } from '../../../kernel/ports/pack-maker';
import { loadPack, mayHave } from '../load-pack';

/** Which stored file a pack is and what closes it, for sending it (PK6). */
export const file = defineQuery({
  name: 'packs.file',
  input: z.strictObject({ packId: z.uuid() }),
  load: loadPack,
  policy: mayHave,
  present({ pack: { blobKey, sha256, size, seal, fileName } }) {
    if (blobKey === null || sha256 === null || size === null || seal === null) throw new DomainError('gone', 'packs.out_of_date');
    return { blobKey, sha256, size, fileName, seal: PACK_SEAL.parse(JSON.parse(seal)) };
  },
});
