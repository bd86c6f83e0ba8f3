import { z } from 'zod';
import { defineConsumer } from '../../../kernel/consumer';
import { DOCUMENT_REPLACED } from '../../documents';
import { startCarrying } from '../commands/start-carrying';

const payload = z.object({ documentId: z.uuid() });

/** A new version of a paper has the marks of the earlier ones carried to it, also over a crash in between (K14). */
export const followReplacing = defineConsumer({
  name: 'annotations.follow-replacing',
  types: [DOCUMENT_REPLACED],
  from: 'now',
  command: startCarrying,
  input: ({ payload: given }) => ({ documentId: payload.parse(given).documentId }),
});
