import { z } from 'zod';
import { spacedLabel, type MinutesParagraph } from '../../shared/rules/minutes-text';
import { cleanText } from '../../shared/language/vietnamese-text';

export type { MinutesParagraph };

/** UTF-16 units of one paragraph, and paragraphs of the minutes. */
export { TEXT_AT_MOST } from '../../shared/rules/written-minutes';
export const PARAGRAPHS_AT_MOST = 2_000;

/** Labels that Mẫu 1.9 prints before the text; the paragraph keeps them. */
export const LABELS: Readonly<Record<string, string>> = {
  start: 'Thời gian bắt đầu: ',
  place: 'Địa điểm: ',
  form: 'Hình thức: ',
  chair: 'Chủ trì (chủ tọa): ',
  secretary: 'Thư ký (người ghi biên bản): ',
};

/** Paragraphs the layout cannot do without. */
export const FIXED = new Set([
  ...Object.keys(LABELS), 'attendance', 'attendance:members', 'heading:content', 'heading:opening', 'heading:course', 'heading:conclusion', 'closing',
]);
/** Fixed ones whose words are those of the form. */
const UNCHANGEABLE = new Set(['attendance', 'heading:content', 'heading:opening', 'heading:course', 'heading:conclusion']);

const source = z.discriminatedUnion('kind', [z.object({ kind: z.literal('event'), ref: z.string() }), z.object({ kind: z.literal('hand') })]);
const storedContent = z.object({
  paragraphs: z.array(z.object({ id: z.string(), source, text: z.string() })),
});
export type MinutesContent = z.output<typeof storedContent>;

export const parseContent = (stored: string): MinutesContent => storedContent.parse(JSON.parse(stored));
export const writeContent = (content: MinutesContent): string => JSON.stringify(content);

/** Whether somebody may write into a paragraph. */
export const mayBeWritten = (id: string): boolean => !UNCHANGEABLE.has(id) && !id.startsWith('heading:');

/** A paragraph as it is stored, read and printed; while it is written it may end with a space, or hold a letter in two parts. */
export function settledParagraph({ id, source, text }: MinutesParagraph): MinutesParagraph {
  const label = LABELS[id];
  const clean = cleanText(text).trim();
  return { id, source, text: spacedLabel(label ? spacedLabel(clean, [label]) : clean) };
}
