import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { nameOfCaller } from '../../identity';
import { loadPack, mayHave } from '../load-pack';
import { addPrints } from '../repository';
import { watermarkOf } from '../../../shared/rules/watermark';

/** Hands a pack out to whoever fetches it: under whose name, and whether it is to be printed (PK6, PK11). */
export const handOut = defineCommand({
  name: 'packs.hand-out',
  input: z.strictObject({ packId: z.uuid(), print: z.boolean() }),
  load: loadPack,
  policy: mayHave,
  async run({ packId, print }, { pack: { isLarge, meetingId }, access, outline }, { db, caller, now, id }) {
    if (print || isLarge) await addPrints(db, outline.rows.flatMap((row) => (row.kind === 'paper' ? [{ id: id(), meetingId, documentId: row.id, pages: row.count, at: now }] : [])));
    const { seat } = access;
    return { packId, handOutId: id(), watermark: watermarkOf(seat?.fullName ?? nameOfCaller(caller), seat?.position ?? null, now) };
  },
  audit: ({ packId, print }, { pack: { meetingId, isLarge, forId, sha256 } }, { handOutId }) => ({ objectType: 'pack', objectId: packId, meetingId, details: { handOutId, print: print || isLarge, isLarge, forId, sha256 } }),
});
