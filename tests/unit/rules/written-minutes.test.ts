import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, changed, changeOf, composed, inverted, mapped, placeBehind, type TextChange } from '../../../server/shared/rules/text-change';
import { applySteps, differences, invertedStep, mappedSteps, paragraphsOf, rejecting, shortened, taking, writtenFrom, type Step, type WrittenMinutes } from '../../../server/shared/rules/written-minutes';
import { recordedWords, wordsOf } from '../../../server/shared/rules/written-text';

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'ế', ' ', '😀'), maxLength: 12 });
/** A change of a text of this length, from numbers. */
function changeFor(length: number, draws: readonly { kind: number; size: number; words: string }[]): TextChange {
  const parts: (number | string)[] = [];
  let left = length;
  for (const { kind, size, words: put } of draws) {
    const units = Math.min(left, size);
    if (kind === 0) parts.push(put);
    else {
      parts.push(kind === 1 ? units : -units);
      left -= units;
    }
  }
  return changeOf([...parts, left]);
}
const draws = fc.array(fc.record({ kind: fc.nat(2), size: fc.nat(6), words }), { maxLength: 6 });

describe('changes of a text', () => {
  it('minutes N37 two changes of the same text, each behind the other, make the same text', () => {
    fc.assert(
      fc.property(words, draws, draws, (text, one, two) => {
        const [a, b] = [changeFor(text.length, one), changeFor(text.length, two)];
        const [left, right] = [changed(changed(text, a), mapped(b, a, false)), changed(changed(text, b), mapped(a, b, true))];
        expect(left).toBe(right);
        expect(changed(text, composed(a, mapped(b, a, false)))).toBe(left);
      }),
      { numRuns: 2_000 },
    );
  });

  it('minutes N42 a change is taken back by its inverse, and the least change between two texts makes one into the other', () => {
    fc.assert(
      fc.property(words, draws, words, (text, drawn, other) => {
        const change = changeFor(text.length, drawn);
        expect(changed(changed(text, change), inverted(change, text))).toBe(text);
        expect(changed(text, changeBetween(text, other, Math.floor(other.length / 2)))).toBe(other);
        const between = changeBetween(text, other);
        expect(changed(text, between)).toBe(other);
        // No pair of units is torn.
        for (const part of between) if (typeof part === 'string') expect(encodeURIComponent(part)).not.toBe('');
      }),
    );
  });

  it('minutes N42 a place stays at its words, and before what is put in right there', () => {
    expect(placeBehind(3, [3, 'xx', 2])).toBe(3);
    expect(placeBehind(3, [2, 'xx', 3])).toBe(5);
    expect(placeBehind(3, [1, -3, 1])).toBe(1);
    expect(placeBehind(5, ['x', -5])).toBe(1);
    expect(() => changed('abc', [2])).toThrow(RangeError);
    expect(() => composed([3], [4])).toThrow(RangeError);
  });
});

const DRAFT = writtenFrom(['a', 'b', 'c'].map((id, index) => ({ id, source: { kind: 'event', ref: id }, text: ['Thống nhất nội dung', '', 'Kết thúc 😀./.'][index] ?? '' })));
const mark = (by: string, seq: number) => ({ by, at: seq * 1_000, seq });
const textOf = (written: WrittenMinutes): string[] => paragraphsOf(written).map(({ id, text }) => `${id}: ${text}`);

/** Steps somebody could make of a text, from numbers. */
function stepsFor(written: WrittenMinutes, who: string, drawn: readonly { kind: number; at: number; draws: readonly { kind: number; size: number; words: string }[] }[]): Step[] {
  let text = written;
  const steps: Step[] = [];
  drawn.forEach(({ kind, at, draws: parts }, index) => {
    const block = text.blocks[at % text.blocks.length];
    if (!block) return;
    const { id } = block;
    const step: Step = kind < 4 ? { kind: 'text', id, change: [...changeFor(wordsOf(block.runs).length, parts)] } : kind === 4 ? { kind: 'add', id: `hand:${who}${text.blocks.length}${index}`, after: id } : { kind: block.removed ? 'restore' : 'remove', id };
    text = applySteps(text, [step], mark(who, 0));
    steps.push(step);
  });
  return steps;
}
const drawnSteps = fc.array(fc.record({ kind: fc.nat(5), at: fc.nat(7), draws }), { maxLength: 5 });

describe('minutes that several people write', () => {
  it('minutes N37 N43 two writers who did not see each other end with the same text, whoever came first', () => {
    fc.assert(
      fc.property(drawnSteps, drawnSteps, drawnSteps, (before, one, two) => {
        const start = applySteps(DRAFT, stepsFor(DRAFT, 'x', before), mark('x', 1));
        const [a, b] = [stepsFor(start, 'a', one), stepsFor(start, 'b', two)];
        const [moved, behind] = mappedSteps(a, b);
        const log = applySteps(applySteps(start, a, mark('a', 2)), behind, mark('b', 3));
        const screen = applySteps(applySteps(start, b, mark('b', 3)), moved, mark('a', 2));
        expect(textOf(screen)).toEqual(textOf(log));
        // Nothing anybody put in is lost but by somebody taking out what they saw.
        const [whole, short] = [applySteps(start, a, mark('a', 2)), applySteps(start, shortened(a), mark('a', 2))];
        const left = new Set(short.blocks.map(({ id }) => id));
        expect(short.blocks.map(({ id, runs }) => [id, wordsOf(runs)])).toEqual(whole.blocks.flatMap(({ id, runs }) => (left.has(id) ? [[id, wordsOf(runs)]] : [])));
        expect(whole.blocks.every(({ id, removed }) => left.has(id) || removed)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('minutes N39 what was refused and is mended leaves nothing behind, whatever was written elsewhere meanwhile', () => {
    const foreign: Step = { kind: 'text', id: 'b', change: ['漢'] };
    const mended: Step = { kind: 'text', id: 'b', change: [-1] };
    const other: Step = { kind: 'text', id: 'a', change: [19, '.'] };
    expect(shortened([foreign, other, mended])).toEqual([other]);
    const [added, inside, out]: Step[] = [{ kind: 'add', id: 'hand:1', after: 'b' }, { kind: 'text', id: 'hand:1', change: ['漢'] }, { kind: 'remove', id: 'hand:1' }];
    if (!added || !inside || !out) throw new Error('no steps');
    expect(shortened([added, other, inside, out])).toEqual([other]);
    // What stands behind a paragraph keeps its place, and one that was there before the steps is taken out by them.
    expect(shortened([added, { kind: 'add', id: 'hand:2', after: 'hand:1' }, out])).toHaveLength(3);
    expect(shortened([inside, out])).toEqual([inside, out]);
  });

  it('minutes N43 words written into a paragraph while another takes it out bring it back, at everybody', () => {
    const [write, out]: [Step[], Step[]] = [[{ kind: 'text', id: 'b', change: ['Ý kiến'] }], [{ kind: 'remove', id: 'b' }]];
    for (const [first, second] of [[write, out], [out, write]] as const) {
      const [, behind] = mappedSteps(first, second);
      expect(textOf(applySteps(applySteps(DRAFT, first, mark('a', 1)), behind, mark('b', 2)))).toContain('b: Ý kiến');
    }
  });

  it('minutes N46 N47 every character has an author, and all taken back is the draft, byte by byte', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), drawnSteps), { maxLength: 6 }), (turns) => {
        const end = turns.reduce((text, [who, drawn], index) => applySteps(text, stepsFor(text, `${who}${index}`, drawn), mark(who, index + 1)), DRAFT);
        for (const { id, runs, added } of end.blocks) {
          expect(runs.every((run) => !run.mark || ['a', 'b'].includes(run.mark.by))).toBe(true);
          expect(added ? '' : recordedWords(DRAFT.blocks.find((block) => block.id === id)?.runs ?? [])).toBe(recordedWords(runs));
        }
        const [one] = differences(end);
        const like = (text: WrittenMinutes): number => differences(text).filter(({ id, kind }) => id === one?.id && kind === one.kind).length;
        if (one) expect(like(applySteps(end, rejecting(end, one), mark('c', 99)))).toBeLessThan(like(end));
        const back = applySteps(end, rejecting(end), mark('c', 100));
        expect(paragraphsOf(back)).toEqual(paragraphsOf(DRAFT));
        expect(differences(back)).toEqual([]);
        const taken = applySteps(end, taking(differences(end)), mark('c', 101));
        expect(textOf(taken)).toEqual(textOf(end));
        expect(differences(taken)).toEqual([]);
        expect(paragraphsOf(applySteps(taken, rejecting(taken), mark('c', 102)))).toEqual(paragraphsOf(DRAFT));
      }),
      { numRuns: 1_000 },
    );
  });

  it('minutes N46 a sentence shows what was taken out of it and put in, by whom; typed back it is the record again', () => {
    const block = (text: WrittenMinutes) => text.blocks.find(({ id }) => id === 'a');
    const replaced = applySteps(DRAFT, [{ kind: 'text', id: 'a', change: ['Cơ bản t', -1, 18] }], mark('a', 1));
    expect(differences(replaced)).toMatchObject([{ id: 'a', by: 'a', removed: 'T', inserted: 'Cơ bản t', seqs: [1, 1] }]);
    const further = applySteps(replaced, [{ kind: 'text', id: 'a', change: [7, 'đã ', 19] }], mark('b', 2));
    expect(differences(further).map(({ by, removed, inserted }) => [by, removed, inserted])).toEqual([['a', 'T', 'Cơ bản '], ['b', '', 'đã '], ['a', '', 't']]);
    const back = applySteps(further, [{ kind: 'text', id: 'a', change: ['T', -11, 18] }], mark('b', 3));
    expect([differences(back), block(back)?.runs]).toEqual([[], block(DRAFT)?.runs]);
  });

  it('minutes N42 what one wrote is taken back behind what others wrote since, and nothing of theirs', () => {
    const own: Step = { kind: 'text', id: 'b', change: ['Tôi viết'] };
    const back = invertedStep(own, DRAFT);
    const others: Step[] = [{ kind: 'text', id: 'b', change: [3, ' đã', 5] }];
    const text = applySteps(applySteps(DRAFT, [own], mark('a', 1)), others, mark('b', 2));
    const [, undo] = mappedSteps(others, back ? [back] : []);
    expect(textOf(applySteps(text, undo, mark('a', 3)))).toContain('b:  đã');
  });
});
