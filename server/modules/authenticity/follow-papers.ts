import { z } from 'zod';
import { defineConsumer } from '../../kernel/consumer';
import { DOCUMENT_ATTACHED, DOCUMENT_REPLACED } from '../documents';
import { followPaper } from './commands/follow-paper';

const payloadSchema = z.object({ documentId: z.uuid() });

/** Papers that come, and those that came before there was this module (AU1). */
export const followPapers = defineConsumer({
  name: 'authenticity.follow-papers',
  types: [DOCUMENT_ATTACHED, DOCUMENT_REPLACED],
  from: 'beginning',
  command: followPaper,
  input: ({ payload }) => ({ documentId: payloadSchema.parse(payload).documentId }),
});
