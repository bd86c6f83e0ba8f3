import type { PublicError } from '@shared/protocol/public-error';
import { STEPS_AT_MOST, writingSteps } from '@shared/protocol/writing-events';
import { applySteps, StepError, TEXT_AT_MOST, type Step, type Steps, type WrittenMinutes } from '@shared/rules/written-minutes';
import { runsOf, wordsOf, type Mark } from '@shared/rules/written-text';

/** What this device keeps until the server has it. */
export interface KeptWriting {
  seq: number;
  paragraphs: { id: string; text: string; isOut?: true }[];
  sent: { opId: string; steps: Steps } | null;
  waiting: Steps;
}

export const isKept = (value: unknown): value is KeptWriting => typeof value === 'object' && value !== null && 'waiting' in value && 'paragraphs' in value;

export const paragraphsKept = ({ blocks }: WrittenMinutes): KeptWriting['paragraphs'] => blocks.map(({ id, runs, removed }) => ({ id, text: wordsOf(runs), ...(removed && { isOut: true as const }) }));

/** @param mark of what was out. */
export const textKept = (paragraphs: KeptWriting['paragraphs'], mark: Mark): WrittenMinutes => ({ blocks: paragraphs.map(({ id, text, isOut }) => ({ id, source: { kind: 'hand' }, runs: runsOf(text), ...(isOut && { removed: mark }) })) });

/** What puts a paragraph in again that is in no log yet; nothing for one that is. */
export function addedAgain(id: string, waiting: Steps, { blocks }: WrittenMinutes): Step[] {
  const added = waiting.find((step) => step.kind === 'add' && step.id === id);
  const words = wordsOf(blocks.find((block) => block.id === id)?.runs ?? []);
  return added ? [added, ...(words === '' ? [] : [{ kind: 'text' as const, id, change: [words] }])] : [];
}

/** UTF-16 units of the steps of one message: three bytes each, they are well within what a connection takes at once (256 KB). */
const MESSAGE_AT_MOST = 60_000;

/** As much of what waits as one message carries, and the rest. */
export function portionOf(steps: Steps, most: number = STEPS_AT_MOST): [now: Step[], later: Step[]] {
  let [count, units] = [0, 0];
  for (const step of steps) {
    units += JSON.stringify(step).length;
    if (count > 0 && (count === most || units > MESSAGE_AT_MOST)) break;
    count += 1;
  }
  return [steps.slice(0, count), steps.slice(count)];
}

const wordsIn = (step: Step): string => (step.kind === 'text' ? step.change.filter((part) => typeof part === 'string').join('') : '');
/** What these steps put in, by step. */
export const wordsPutIn = (steps: Steps): string[] => steps.map(wordsIn).filter((words) => words !== '');

/** What is given up with the first step that waits, and what stays: with a paragraph goes what was written into it. */
export function givenUp([first, ...others]: Steps): { out: Step[]; rest: Step[] } {
  if (!first) return { out: [], rest: [] };
  const isOut = ({ id }: Step): boolean => first.kind === 'add' && id === first.id;
  return { out: [first, ...others.filter(isOut)], rest: others.filter((step) => !isOut(step)) };
}

/** Why the server would not even read these steps: said here, since a message it cannot read counts against the connection. */
export function unsendable(steps: Steps): PublicError | null {
  if (steps.some((step) => wordsIn(step).length > TEXT_AT_MOST)) return { code: 'invalid', reason: 'minutes.too_long', params: {} };
  return writingSteps.safeParse(steps).success ? null : UNREADABLE;
}
export const UNREADABLE: PublicError = { code: 'invalid', reason: 'input.invalid', params: { field: 'steps' } };

/** The text behind the steps; null where one does not fit. */
export function behindSteps(text: WrittenMinutes, steps: Steps, mark: Mark): WrittenMinutes | null {
  try {
    return applySteps(text, steps, mark);
  } catch (error) {
    if (error instanceof StepError) return null;
    throw error;
  }
}

/**
 * What becomes of steps that were made of another text: each that fits stays as it is. Words whose place is gone get a paragraph of their own, behind
 * the nearest one before it that is there; nothing that was written is lost.
 * @param before the text they were made in.
 */
export function fitted(text: WrittenMinutes, steps: Steps, { before, mark, newId }: { before: WrittenMinutes; mark: Mark; newId(): string }): { text: WrittenMinutes; steps: Step[] } {
  const out: Step[] = [];
  const homes = new Map<string, string>();
  let now = text;
  const has = (id: string): boolean => now.blocks.some((block) => block.id === id);
  const nearest = (id: string): string | undefined => {
    const place = before.blocks.findIndex((block) => block.id === id);
    const known = before.blocks.slice(0, place + 1).findLast((block) => has(block.id));
    return (known ?? now.blocks.at(-1))?.id;
  };
  const homeless = (step: Step): Step[] => {
    if (step.kind === 'add') {
      const after = nearest(step.after);
      return after === undefined ? [step] : [{ ...step, after }];
    }
    const words = wordsIn(step);
    if (words === '') return [];
    const home = homes.get(step.id);
    const block = now.blocks.find(({ id }) => id === home);
    if (block) return [{ kind: 'text', id: block.id, change: [...(block.runs.length > 0 ? [wordsOf(block.runs).length] : []), words] }];
    const after = nearest(step.id);
    if (after === undefined) return [step];
    const id = `hand:${newId()}`;
    homes.set(step.id, id);
    return [{ kind: 'add', id, after }, { kind: 'text', id, change: [words] }];
  };
  for (const step of steps) {
    const next = behindSteps(now, [step], mark);
    const kept = next ? [step] : homeless(step);
    // Where there is no paragraph at all, words wait as they are.
    now = next ?? behindSteps(now, kept, mark) ?? now;
    out.push(...kept);
  }
  return { text: now, steps: out };
}
