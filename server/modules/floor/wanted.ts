import { z } from 'zod';
import { optionalLine } from '../../shared/language/text-fields';
import { FLOOR_KINDS, FLOOR_MINUTES } from '../../shared/rules/floor-queue';

/** What somebody asks for: of what kind, on what, how long, and of a question who is asked. */
export const wanted = {
  kind: z.enum(FLOOR_KINDS).default('speech'),
  topic: optionalLine(200).default(''),
  minutes: z.int().min(FLOOR_MINUTES.least).max(FLOOR_MINUTES.most),
  askedId: z.uuid().nullable().default(null),
};
