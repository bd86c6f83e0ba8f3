import { z } from 'zod';

/** What an official document prints so that anybody can verify it. */
export const Verification = z.strictObject({
  url: z.string().max(500),
  sentence: z.string().trim().min(1).max(20_000),
  /** QR modules row by row, "1" dark; a quiet zone is left by the layout. */
  matrix: z.array(z.string().regex(/^[01]+$/)).min(21).max(177),
});
export type Verification = z.infer<typeof Verification>;
