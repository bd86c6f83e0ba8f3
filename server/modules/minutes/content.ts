import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { spacedLabel, type MinutesParagraph } from '../../shared/rules/minutes-text';
import { paragraphs } from '../../shared/language/text-fields';

export type { MinutesParagraph };

const paragraphText = paragraphs(20_000);

/** One paragraph as the editor sends it; where it comes from is decided here, never by the page. */
export const editedParagraphs = z
  .array(z.strictObject({ id: z.string().regex(/^[\w:-]{1,120}$/), text: paragraphText }))
  .min(1)
  .max(2_000);
export type EditedParagraph = z.output<typeof editedParagraphs>[number];

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

/**
 * The next state of the text (N3): known paragraphs keep their source, what is taken in from the record has that (N34), new ones are by hand.
 * @throws DomainError `invalid` `minutes.paragraph_needed` {id}, `minutes.label_needed` {label}, `minutes.paragraph_twice`.
 */
export function applyEdit(before: readonly MinutesParagraph[], edited: readonly EditedParagraph[], recorded: readonly MinutesParagraph[] = []): MinutesParagraph[] {
  const known = new Map([...recorded, ...before].map((paragraph) => [paragraph.id, paragraph]));
  const seen = new Set<string>();
  const after = edited.map(({ id, text }): MinutesParagraph => {
    if (seen.has(id)) throw new DomainError('invalid', 'minutes.paragraph_twice');
    seen.add(id);
    const earlier = known.get(id);
    if (UNCHANGEABLE.has(id) && earlier) return earlier;
    const label = LABELS[id];
    if (label && !text.startsWith(label.trimEnd())) throw new DomainError('invalid', 'minutes.label_needed', { label: label.trim(), field: id });
    return { id, source: earlier?.source ?? { kind: 'hand' }, text: spacedLabel(label ? spacedLabel(text, [label]) : text) };
  });
  const stood = new Set(before.map(({ id }) => id));
  for (const id of FIXED) if (stood.has(id) && !seen.has(id)) throw new DomainError('invalid', 'minutes.paragraph_needed', { id });
  const order = [...FIXED].filter((id) => stood.has(id)).map((id) => [before.findIndex((one) => one.id === id), after.findIndex((one) => one.id === id)] as const);
  const sorted = [...order].sort((a, b) => a[0] - b[0]);
  if (sorted.some((place, index) => index > 0 && place[1] < (sorted[index - 1]?.[1] ?? 0))) throw new DomainError('invalid', 'minutes.order');
  return after;
}
