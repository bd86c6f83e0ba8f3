import { z } from 'zod';
import { OFFICE_REFUSALS } from '../../kernel/ports/office-converter';
import { parsedJson } from '../sandbox/plain-wire';

/** Bytes of an answer: a hundred faces and twenty thousand signs. */
export const LOOK_OUTPUT = 256 * 1024;

const verdictSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    isKnown: z.boolean(),
    /** The target is the PDF already. */
    isDone: z.boolean(),
    comments: z.int().min(0),
    changes: z.int().min(0),
    macros: z.int().min(0),
    links: z.int().min(0),
    fonts: z.array(z.string()),
    signs: z.string(),
  }),
  z.strictObject({ ok: z.literal(false), reason: z.enum(OFFICE_REFUSALS), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
]);
/** What the child says of a file; as untrusted as the file. */
export type LookVerdict = z.output<typeof verdictSchema>;

export const decodeLook = (text: string | undefined): LookVerdict | undefined => verdictSchema.safeParse(parsedJson(text)).data;
