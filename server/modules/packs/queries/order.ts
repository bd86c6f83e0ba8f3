import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { loadPack } from '../load-pack';

/** What a pack is to be made of, for the job that makes it. */
export const order = defineQuery({
  name: 'packs.order',
  input: z.strictObject({ packId: z.uuid() }),
  load: loadPack,
  policy: systemOnly,
  present: ({ pack: { state, isLarge }, outline: { title, startsAt, rows } }) => ({ state, isLarge, title, startsAt, rows }),
});
