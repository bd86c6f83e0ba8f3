import { applySteps, type WrittenMinutes } from '../../shared/rules/written-minutes';
import { stepsTo } from '../../shared/rules/written-steps';
import type { MinutesParagraph } from '../../shared/rules/minutes-text';

/** Versions come before every number of the log, each with a number of its own. */
const FIRST_VERSION = -1_000_000;

/** The text behind versions that were saved whole, one after the other: what differs from one to the next is the hand of whoever saved it. */
export function writtenThrough(draft: WrittenMinutes, versions: readonly { paragraphs: readonly MinutesParagraph[]; authorId: string; at: Date }[]): WrittenMinutes {
  return versions.reduce((text, { paragraphs, authorId, at }, index) => {
    const recorded = new Map(paragraphs.filter(({ id, source }) => source.kind === 'event' && !id.startsWith('hand:')).map((paragraph) => [paragraph.id, paragraph]));
    return applySteps(text, stepsTo(text, paragraphs, recorded), { by: authorId, at: at.getTime(), seq: FIRST_VERSION + index });
  }, draft);
}
