import type { MinutesParagraph } from './minutes-text';
import { changeBetween, changesNothing } from './text-change';
import { paragraphsOf, type Step, type WrittenMinutes } from './written-minutes';
import { wordsOf } from './written-text';

/** The steps that make a text into these paragraphs. @param recorded what of them is the record's, by id. */
export function stepsTo(written: WrittenMinutes, paragraphs: readonly Pick<MinutesParagraph, 'id' | 'text'>[], recorded: ReadonlyMap<string, MinutesParagraph> = new Map()): Step[] {
  const now = new Map(paragraphsOf(written).map((paragraph) => [paragraph.id, paragraph.text]));
  const words = new Map(written.blocks.map(({ id, runs }) => [id, wordsOf(runs)]));
  const wanted = new Set(paragraphs.map(({ id }) => id));
  const steps: Step[] = [...now.keys()].filter((id) => !wanted.has(id)).map((id) => ({ kind: 'remove', id }));
  let after = written.blocks[0]?.id ?? '';
  for (const { id, text } of paragraphs) {
    const before = now.get(id);
    const record = recorded.get(id);
    if (before === undefined && words.has(id)) steps.push({ kind: 'restore', id });
    else if (before === undefined) steps.push({ kind: 'add', id, after, ...(record && { recorded: { text: record.text, ref: record.source.kind === 'event' ? record.source.ref : null } }) });
    const found = before ?? words.get(id) ?? record?.text ?? '';
    const change = changeBetween(found, text);
    if (!changesNothing(change)) steps.push({ kind: 'text', id, change: [...change] });
    after = id;
  }
  return steps;
}
