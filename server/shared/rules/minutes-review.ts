import { saysNothing, unnumbered, type MinutesParagraph } from './minutes-text';

type Written = Pick<MinutesParagraph, 'id' | 'text'>;

export type EmptyPart = 'presentation' | 'discussion' | 'conclusion' | 'general';

/** What whoever decides on the minutes has to look at. */
export interface MinutesReview {
  /** Sentences that read otherwise than what was recorded. */
  differing: { id: string; text: string; recorded: string }[];
  /** What was recorded and is not said. */
  leftOut: { id: string; recorded: string }[];
  /** Parts nobody has written yet; `item` is "Nội dung 3", null for the general conclusion. */
  empty: { id: string; item: string | null; part: EmptyPart }[];
}

const PARTS: readonly EmptyPart[] = ['presentation', 'discussion', 'conclusion'];
const itemIdOf = (id: string): string | null => /^item:([^:]+):/.exec(id)?.[1] ?? null;

/** Holds the text against the record (N22). */
export function reviewMinutes(recorded: readonly MinutesParagraph[], written: readonly Written[]): MinutesReview {
  const textOf = new Map(written.map(({ id, text }) => [id, text]));
  const review: MinutesReview = { differing: [], leftOut: [], empty: [] };
  let item: string | null = null;
  for (const { id, source, text } of recorded) {
    if (id.startsWith('item:') && id.endsWith(':title')) item = /^[^.]+/.exec(text)?.[0] ?? text;
    const words = textOf.get(id);
    const isSilent = words === undefined || saysNothing(words);
    if (source.kind === 'event') {
      if (isSilent) review.leftOut.push({ id, recorded: unnumbered(text) });
      else if (unnumbered(words) !== unnumbered(text)) review.differing.push({ id, text: unnumbered(words), recorded: unnumbered(text) });
    } else if (isSilent) {
      const part = itemIdOf(id) === null ? 'general' : PARTS.find((one) => id.endsWith(`:${one}`));
      if (part) review.empty.push({ id, item: part === 'general' ? null : item, part });
    }
  }
  return review;
}
