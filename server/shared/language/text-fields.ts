import { z } from 'zod';
import { unprintableOf } from './printable';
import { cleanLine, cleanText } from './vietnamese-text';

/**
 * What people type and what may one day stand in an official document. A sign that no document can show is named where it is typed
 * (`text.unprintable` {characters}), and not when the document is made.
 */
const printable = <S extends z.ZodType<string>>(schema: S) =>
  schema.superRefine((text, context) => {
    const characters = unprintableOf(text).join(' ');
    if (characters !== '') context.addIssue({ code: 'custom', params: { reason: 'text.unprintable', characters } });
  });

/** One line, at least one character after cleaning. */
export const line = (max: number) => printable(z.string().max(max * 2).transform(cleanLine).pipe(z.string().min(1).max(max)));
/** One line that may be empty. */
export const optionalLine = (max: number) => printable(z.string().max(max * 2).transform(cleanLine).pipe(z.string().max(max)));
/** Text of several lines, at least `min` characters after cleaning. */
export const paragraphs = (max: number, min = 0) => printable(z.string().max(max).transform((text) => cleanText(text).trim()).pipe(z.string().min(min)));
