import { z } from 'zod';
import { line } from '../../shared/language/text-fields';

/** What a person writes into a question. */
export const wordingShape = {
  text: line(500),
  kind: z.enum(['approve', 'options']).default('approve'),
  /** Names of the alternatives, in order; empty for approval. */
  options: z.array(line(200)).max(9).default([]),
};
