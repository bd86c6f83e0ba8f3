import type { MinutesParagraph } from './minutes-text';
import type { WrittenBlock, WrittenMinutes } from './written-minutes';
import { wordsOf } from './written-text';

/** The working text of a sitting that runs: a heading for each item that is minuted, and below it what is said. */
export function workingParagraphs(items: readonly { id: string; title: string; number: number | null; kind: string }[]): MinutesParagraph[] {
  return items
    .filter(({ number, kind }) => number !== null && kind !== 'paper_only')
    .flatMap(({ id, title, number }): MinutesParagraph[] => [
      { id: `item:${id}:title`, source: { kind: 'event', ref: id }, text: `Nội dung ${number}. ${title.trim()}` },
      { id: `item:${id}:discussion`, source: { kind: 'hand' }, text: 'Ý kiến thảo luận: ' },
    ]);
}

/** Whether a text is not the draft yet, which always ends with the closing. */
export const isWorking = (paragraphs: readonly { id: string }[]): boolean => !paragraphs.some(({ id }) => id === 'closing');

/** What people wrote into a paragraph: it follows the words of the record, whatever these have become. */
const behindRecord = (recorded: WrittenBlock, written: WrittenBlock): WrittenBlock => ({ ...recorded, runs: [...recorded.runs, ...written.runs.filter(({ mark, gone }) => mark && !gone)] });

/** The draft with what was written while the sitting ran, each in its item, with its authors. */
export function mergedDraft(draft: WrittenMinutes, working: WrittenMinutes): WrittenMinutes {
  let blocks = [...draft.blocks];
  /** Of the paragraph before, or of its item. */
  let place = blocks.findIndex(({ id }) => id === 'heading:course');
  for (const written of working.blocks) {
    const own = blocks.findIndex(({ id }) => id === written.id);
    const recorded = blocks[own];
    const words = written.runs.some(({ mark, gone }) => mark && !gone);
    if (recorded) {
      place = own;
      if (words && !written.removed) blocks = blocks.with(own, behindRecord(recorded, written));
    } else if (words && !written.removed && wordsOf(written.runs) !== '') {
      const [first] = written.runs.flatMap(({ mark }) => mark ?? []);
      const put: WrittenBlock = { ...written, source: { kind: 'hand' }, runs: written.runs.map((run) => ({ ...run, mark: run.mark ?? first })), added: written.added ?? first };
      blocks = blocks.toSpliced(place + 1, 0, put);
      place += 1;
    }
  }
  return { blocks };
}
