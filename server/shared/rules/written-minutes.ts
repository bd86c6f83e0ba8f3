import { z } from 'zod';
import { composed, changesNothing, inverted, mapped, putsIn } from './text-change';
import { agreedTo, differencesOf, isUnseen, marksOf, namesOf, recordedWords, runsChanged, runsOf, runsTaken, undoing, wordsOf, type Mark, type Run, type TextDifference } from './written-text';
import type { MinutesParagraph, ParagraphSource } from './minutes-text';

/** A paragraph with its authors. One that somebody took out stays, so that words written into it at the same moment are not lost. */
export interface WrittenBlock {
  id: string;
  source: ParagraphSource;
  runs: Run[];
  /** Put in by somebody, not by the record. */
  added?: Mark;
  removed?: Mark;
}

/** Of stretches: the number of the log each came with, and which one of it. */
export const stretchNames = z.array(z.string().regex(/^-?\d{1,16}(?:\.\d{1,9})?$/u)).min(1).max(20_000);

/** The minutes as several people write them. */
export interface WrittenMinutes {
  blocks: WrittenBlock[];
}

/** UTF-16 units of one paragraph. */
export const TEXT_AT_MOST = 20_000;
/** Parts of one change. */
const PARTS_AT_MOST = 2_000;

const blockId = z.string().regex(/^[\w:-]{1,120}$/u);
const change = z.array(z.union([z.int(), z.string().min(1)])).max(PARTS_AT_MOST);

export const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), id: blockId, change }),
  /** Puts a paragraph behind another one: empty, or as the record has it. */
  z.strictObject({ kind: z.literal('add'), id: blockId, after: blockId, recorded: z.strictObject({ text: z.string().max(TEXT_AT_MOST), ref: z.string().max(120).nullable() }).optional() }),
  z.strictObject({ kind: z.literal('remove'), id: blockId }),
  z.strictObject({ kind: z.literal('restore'), id: blockId }),
  /** Agrees to these stretches of a paragraph, as they are named: they stay, and are no open difference any more. */
  z.strictObject({ kind: z.literal('take'), id: blockId, stretches: stretchNames }),
]);
export type Step = z.output<typeof stepSchema>;
export type Steps = readonly Step[];

/** A step that does not fit the text it is applied to. */
export class StepError extends Error {
  constructor(readonly id: string) {
    super(`a step does not fit paragraph ${id}`);
    this.name = 'StepError';
  }
}

const withBlock = (written: WrittenMinutes, id: string, make: (block: WrittenBlock) => WrittenBlock): WrittenMinutes => {
  const index = written.blocks.findIndex((block) => block.id === id);
  const found = written.blocks[index];
  if (!found) throw new StepError(id);
  return { blocks: written.blocks.with(index, make(found)) };
};

const here = ({ removed: _removed, ...block }: WrittenBlock): WrittenBlock => block;

function applyStep(written: WrittenMinutes, step: Step, mark: Mark, next: () => Mark): WrittenMinutes {
  switch (step.kind) {
    case 'text':
      return withBlock(written, step.id, (block) => {
        try {
          const after = { ...block, runs: runsChanged(block.runs, step.change, mark, next) };
          return putsIn(step.change) ? here(after) : after;
        } catch (error) {
          throw error instanceof RangeError ? new StepError(step.id) : error;
        }
      });
    case 'add': {
      // Two people took in the same sentence: it is there once.
      if (written.blocks.some(({ id }) => id === step.id)) return withBlock(written, step.id, here);
      const index = written.blocks.findIndex(({ id }) => id === step.after);
      if (index < 0) throw new StepError(step.after);
      const { recorded } = step;
      const source: ParagraphSource = recorded?.ref ? { kind: 'event', ref: recorded.ref } : { kind: 'hand' };
      const block: WrittenBlock = { id: step.id, source, runs: runsOf(recorded?.text ?? ''), ...(!recorded && { added: next() }) };
      return { blocks: written.blocks.toSpliced(index + 1, 0, block) };
    }
    case 'remove':
      return withBlock(written, step.id, (block) => ({ ...block, removed: block.removed ?? next() }));
    case 'restore':
      return withBlock(written, step.id, here);
    case 'take': {
      const stretches = new Set(step.stretches);
      return withBlock(written, step.id, ({ added, removed, ...block }) => {
        const [put, out] = [agreedTo(added, stretches), agreedTo(removed, stretches)];
        return { ...block, runs: runsTaken(block.runs, stretches), ...(put && { added: put }), ...(out && { removed: out }) };
      });
    }
  }
}

/** @throws StepError where a step does not fit. */
export function applySteps(written: WrittenMinutes, steps: Steps, mark: Mark): WrittenMinutes {
  const next = marksOf(mark);
  return steps.reduce((before, step) => applyStep(before, step, mark, next), written);
}

/** The text as the records gave it, nobody's hand in it yet. */
export const writtenFrom = (paragraphs: readonly MinutesParagraph[]): WrittenMinutes => ({ blocks: paragraphs.map(({ id, source, text }) => ({ id, source, runs: runsOf(text) })) });

/** The paragraphs as they read now. */
export const paragraphsOf = ({ blocks }: WrittenMinutes): MinutesParagraph[] => blocks.filter(({ removed }) => !removed).map(({ id, source, runs }) => ({ id, source, text: wordsOf(runs) }));

/** A step behind another one that was made of the same text. @param isFirst it stands before the other in the log. @returns null where nothing of it is left. */
function mappedStep(step: Step, over: Step, isFirst: boolean): Step | null {
  if (step.kind === 'text' && over.kind === 'text' && step.id === over.id) {
    const moved = mapped(step.change, over.change, isFirst);
    return changesNothing(moved) ? null : { ...step, change: [...moved] };
  }
  // What somebody writes into a paragraph at the moment another takes it out is not lost.
  if (step.kind === 'remove' && over.kind === 'text' && step.id === over.id && putsIn(over.change)) return null;
  if (step.kind === 'remove' && over.kind === 'restore' && step.id === over.id) return null;
  // The one that comes later stands nearer to the paragraph both follow.
  if (step.kind === 'add' && over.kind === 'add' && isFirst && step.after === over.after && step.id !== over.id) return { ...step, after: over.id };
  return step;
}

/** How much steps are: each, and each part of a change. */
export const weightOf = (steps: Steps): number => steps.reduce((sum, step) => sum + 1 + (step.kind === 'text' ? step.change.length : 0), 0);

/**
 * Two series of steps made of the same text, each behind the other: `first` and then the second of the answer make the same text as `second` and then
 * the first of it. @param first stands before the other in the log.
 */
export function mappedSteps(first: Steps, second: Steps): [first: Step[], second: Step[]] {
  let others: Step[] = [...second];
  const ahead: Step[] = [];
  for (const step of first) {
    let moving: Step | null = step;
    const behind: Step[] = [];
    for (const other of others) {
      const next: Step | null = moving && mappedStep(moving, other, true);
      const moved: Step | null = moving ? mappedStep(other, moving, false) : other;
      if (moved) behind.push(moved);
      moving = next;
    }
    if (moving) ahead.push(moving);
    others = behind;
  }
  return [ahead, others];
}

/** Paragraphs that these steps put in and take out again, and nothing else of them stands behind. */
function passing(steps: Steps): Set<string> {
  const last = new Map(steps.map((step) => [step.id, step.kind]));
  const first = new Map(steps.toReversed().map((step) => [step.id, step.kind]));
  const out = new Set([...last.keys()].filter((id) => first.get(id) === 'add' && last.get(id) === 'remove'));
  for (const step of steps) if (step.kind === 'add') out.delete(step.after);
  return out;
}

/**
 * The same steps in fewer: changes of one paragraph's words are one, whatever was done to other paragraphs between them, and a paragraph that was put
 * in and taken out again was never there. So what was refused and is mended leaves nothing to be refused.
 */
export function shortened(steps: Steps): Step[] {
  const gone = passing(steps);
  const out: Step[] = [];
  for (const step of steps) {
    if (gone.has(step.id)) continue;
    const at = out.findLastIndex(({ id }) => id === step.id);
    const last = out[at];
    if (step.kind !== 'text' || last?.kind !== 'text') {
      out.push(step);
      continue;
    }
    const change = composed(last.change, step.change);
    if (changesNothing(change)) out.splice(at, 1);
    else if (change.length > PARTS_AT_MOST) out.push(step);
    else out[at] = { ...step, change: [...change] };
  }
  return out;
}

/** What takes a step back that was made of this text; null for what is not taken back. */
export function invertedStep(step: Step, before: WrittenMinutes): Step | null {
  switch (step.kind) {
    case 'text': {
      const block = before.blocks.find(({ id }) => id === step.id);
      return block ? { ...step, change: [...inverted(step.change, wordsOf(block.runs))] } : null;
    }
    case 'add':
      return { kind: 'remove', id: step.id };
    case 'remove':
      return { kind: 'restore', id: step.id };
    case 'restore':
      return { kind: 'remove', id: step.id };
    case 'take':
      return null;
  }
}

/** One difference to what the record gave: words of a paragraph, or a paragraph put in or taken out as a whole. */
export type Difference = { id: string; kind: 'words' | 'added' | 'removed' } & TextDifference;

const whole = (block: WrittenBlock, kind: 'added' | 'removed', mark: Mark): Difference => {
  const inside = kind === 'added' ? differencesOf(block.runs) : [];
  return { ...mark, id: block.id, kind, stretches: [...namesOf(mark), ...inside.flatMap(({ stretches }) => stretches)], removed: kind === 'removed' ? wordsOf(block.runs) : '', inserted: kind === 'added' ? wordsOf(block.runs) : '', from: 0, to: block.runs.length };
};

function blockDifferences(block: WrittenBlock): Difference[] {
  const { id, runs, added, removed } = block;
  if (added && removed) return [];
  if (removed) return removed.taken ? [] : [whole(block, 'removed', removed)];
  if (added && !added.taken) return wordsOf(runs) === '' ? [] : [whole(block, 'added', added)];
  return differencesOf(runs).map((difference) => ({ ...difference, id, kind: 'words' }));
}

/** Everything that differs from what the record gave and nobody has agreed to yet, in the order of the text. */
export const differences = ({ blocks }: WrittenMinutes): Difference[] => blocks.flatMap(blockDifferences);

const stepsBack = (block: WrittenBlock, difference?: Difference): Step[] => {
  const { id, runs, added, removed } = block;
  if (added) return removed ? [] : difference?.kind === 'words' ? [{ kind: 'text', id, change: [...undoing(runs, difference)] }] : [{ kind: 'remove', id }];
  if (removed) return [{ kind: 'restore', id }, ...(difference ? [] : stepsBack(here(block)))];
  const change = undoing(runs, difference);
  return changesNothing(change) ? [] : [{ kind: 'text', id, change: [...change] }];
};

/** The steps that take one difference back; all of them where none is given: the generated draft, byte by byte. */
export function rejecting(written: WrittenMinutes, difference?: Difference): Step[] {
  return written.blocks.filter(({ id }) => !difference || id === difference.id).flatMap((block) => stepsBack(block, difference));
}

/** The steps that agree to differences, as far as they are in the log: what has no number yet may still become something else. */
export function taking(all: readonly Difference[]): Step[] {
  const named = new Map<string, string[]>();
  for (const { id, stretches } of all) if (stretches.length > 0) named.set(id, [...(named.get(id) ?? []), ...stretches]);
  return [...named].map(([id, stretches]) => ({ kind: 'take', id, stretches: [...new Set(stretches)] }));
}

/** For who reads and does not write: without what people wrote and others took out. */
export const asRead = ({ blocks }: WrittenMinutes): WrittenMinutes => ({ blocks: blocks.map((block) => ({ ...block, runs: block.runs.filter((run) => !isUnseen(run)) })) });

/** The generated draft that is written on. */
export const draftOf = ({ blocks }: WrittenMinutes): { id: string; text: string }[] => blocks.filter(({ added }) => !added).map(({ id, runs }) => ({ id, text: recordedWords(runs) }));
