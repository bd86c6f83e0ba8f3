import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, changed, changeOf, composed, inverted, mapped, placeBehind, type TextChange } from '../../../server/shared/rules/text-change';
import { applySteps, differences, invertedStep, mappedSteps, paragraphsOf, rejecting, shortened, taking, writtenFrom, type Difference, type Step, type WrittenMinutes } from '../../../server/shared/rules/written-minutes';
import { writtenThrough } from '../../../server/modules/minutes/old-versions';
import { isUnseen, NO_NUMBER, recordedWords, wordsOf } from '../../../server/shared/rules/written-text';

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

/** What is left to look at where one difference is agreed to. */
const othersThan = (agreed: Difference, text: WrittenMinutes) => differences(text).filter((one) => one.id !== agreed.id || one.from !== agreed.from).map(({ inserted, removed }) => [inserted, removed]);

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
        for (const agreed of differences(end)) expect(differences(applySteps(end, taking([agreed]), mark('c', 98))).map(({ inserted, removed }) => [inserted, removed])).toEqual(othersThan(agreed, end));
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
    const seen = (text: WrittenMinutes) => text.blocks.find(({ id }) => id === 'a')?.runs.filter((run) => !isUnseen(run)).map(({ text: words, mark: by, gone }) => [words, by?.by, gone?.by]);
    const replaced = applySteps(DRAFT, [{ kind: 'text', id: 'a', change: ['Cơ bản t', -1, 18] }], mark('a', 1));
    expect(differences(replaced)).toMatchObject([{ id: 'a', by: 'a', removed: 'T', inserted: 'Cơ bản t', stretches: ['1', '1'] }]);
    const further = applySteps(replaced, [{ kind: 'text', id: 'a', change: [7, 'đã ', 19] }], mark('b', 2));
    expect(differences(further).map(({ by, removed, inserted }) => [by, removed, inserted])).toEqual([['a', 'T', 'Cơ bản '], ['b', '', 'đã '], ['a', '', 't']]);
    const back = applySteps(further, [{ kind: 'text', id: 'a', change: ['T', -11, 18] }], mark('b', 3));
    expect([differences(back), seen(back)]).toEqual([[], [['T', undefined, undefined], ['hống nhất nội dung', undefined, undefined]]]);
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

describe('whose words they are', () => {
  const of = (...texts: string[]) => writtenFrom(texts.map((text, index) => ({ id: 'abc'.charAt(index), source: { kind: 'event', ref: 'x' }, text })));
  const change = (text: WrittenMinutes, by: string, seq: number, parts: TextChange, id = 'a') => applySteps(text, [{ kind: 'text', id, change: [...parts] }], mark(by, seq));
  const runs = (text: WrittenMinutes, id = 'a') => (text.blocks.find((block) => block.id === id)?.runs ?? []).filter((run) => !isUnseen(run)).map(({ text: words, mark: by, gone }) => (gone ? `-${words}` : by ? `${by.by}:${words}` : words));
  /** Somebody writes letter by letter, each an entry of its own. */
  const types = (text: WrittenMinutes, by: string, from: number, at: number, put: string) =>
    [...put].reduce((before, letter, index) => {
      const { length } = wordsOf(before.blocks[0]?.runs ?? []);
      return change(before, by, from + index, changeOf([at + index, letter, length - at - index]));
    }, text);

  it('minutes N47 agreeing to one difference agrees to nothing else of the same entry', () => {
    const text = applySteps(of('Một hai ba bốn', ''), [{ kind: 'text', id: 'a', change: [3, ' rưỡi', 7, -4] }, { kind: 'text', id: 'b', change: ['Thêm'] }], mark('a', 5));
    const open = differences(text);
    expect(open.map(({ id, removed, inserted }) => [id, removed, inserted])).toEqual([['a', '', ' rưỡi'], ['a', ' bốn', ''], ['b', '', 'Thêm']]);
    for (const one of open) expect(differences(applySteps(text, taking([one]), mark('c', 6))).map(({ inserted, removed }) => inserted + removed)).toEqual(open.filter((other) => other !== one).map(({ inserted, removed }) => inserted + removed));
  });

  it('minutes N47 what was written since it was seen is not agreed to, wherever it was written', () => {
    const text = change(of('Một hai'), 'a', 1, [3, ' rưỡi', 4]);
    const agreed = taking(differences(text));
    const goesOn = change(text, 'a', 2, [8, ' nữa', 4]);
    expect(differences(applySteps(goesOn, agreed, mark('c', 3))).map(({ inserted }) => inserted)).toEqual([' rưỡi nữa']);
    const besides = change(text, 'b', 2, ['Mục: ', 12]);
    expect(differences(applySteps(besides, agreed, mark('c', 3))).map(({ inserted }) => inserted)).toEqual(['Mục: ']);
    // A stretch that something stands in by now is two; two that come together are a new one.
    const torn = change(text, 'b', 2, [5, ' và', 7]);
    const open = differences(torn);
    expect(open.map(({ by, inserted }) => [by, inserted])).toEqual([['a', ' r'], ['b', ' và'], ['a', 'ưỡi']]);
    for (const one of open) expect(differences(applySteps(torn, taking([one]), mark('c', 3)))).toHaveLength(2);
    const whole = change(torn, 'b', 3, [5, -3, 7]);
    for (const one of open) expect(differences(applySteps(whole, taking([one]), mark('c', 4))).map(({ inserted }) => inserted)).toEqual([' rưỡi']);
  });

  it('minutes N47 a tablet agrees to nothing that has no number of the log yet', () => {
    const written = change(of('Một hai', 'ba'), 'a', NO_NUMBER, [3, ' rưỡi', 4]);
    expect([differences(written).length, taking(differences(written))]).toEqual([1, []]);
    const other = change(written, 'b', 4, ['Và ', 2], 'b');
    expect(taking(differences(other))).toEqual([{ kind: 'take', id: 'b', stretches: ['4'] }]);
  });

  it('minutes N44 N47 what old versions changed is agreed to one by one', () => {
    const at = new Date(0);
    const version = (authorId: string, ...texts: string[]) => ({ authorId, at, paragraphs: texts.map((text, index) => ({ id: 'abc'.charAt(index), source: { kind: 'hand' as const }, text })) });
    const text = writtenThrough(of('Một', 'hai'), [version('a', 'Một rưỡi', 'hai'), version('b', 'Một rưỡi', 'hai ba')]);
    const [first, second] = differences(text);
    expect([first?.by, second?.by]).toEqual(['a', 'b']);
    expect(differences(applySteps(text, taking(first ? [first] : []), mark('c', 1))).map(({ by, inserted }) => [by, inserted])).toEqual([['b', ' ba']]);
  });

  it('minutes N42 N46 who takes out the words of another and puts them back makes nothing of them their own', () => {
    const written = change(of('Kết luận: '), 'a', 1, [10, 'Thống nhất nội dung.']);
    const [out]: Step[] = [{ kind: 'text', id: 'a', change: [10, -20] }];
    const back = out && invertedStep(out, written);
    const gone = applySteps(written, out ? [out] : [], mark('b', 2));
    expect([textOf(gone), differences(gone)]).toEqual([['a: Kết luận: '], []]);
    expect(runs(applySteps(gone, back ? [back] : [], mark('b', 3)))).toEqual(['Kết luận: ', 'a:Thống nhất nội dung.']);
    // Together with words of the record and one's own.
    const mixed = change(written, 'b', 2, [30, ' Thêm.']);
    const all: Step = { kind: 'text', id: 'a', change: [4, -32] };
    const undone = applySteps(applySteps(mixed, [all], mark('b', 3)), [invertedStep(all, mixed) ?? all], mark('b', 4));
    expect(runs(undone)).toEqual(['Kết luận: ', 'a:Thống nhất nội dung.', 'b: Thêm.']);
    // What one takes out of one's own words leaves nothing behind.
    expect(change(written, 'a', 2, [10, -20]).blocks[0]?.runs).toHaveLength(1);
  });

  it('minutes N42 N46 taken out and put back, every letter is whose it was', () => {
    const authors = (text: WrittenMinutes, own: string) => text.blocks.flatMap(({ runs: all }) => all.filter(({ gone }) => !gone).flatMap(({ text: words, mark: by }) => [...words].map((letter) => (by?.by === own ? letter : `${by?.by ?? ''}:${letter}`))));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), draws), { maxLength: 5 }), draws, (turns, drawn) => {
        const { text } = turns.reduce(({ text: before, seq }, [who, parts]) => ({ text: change(before, who, seq, changeFor(wordsOf(before.blocks[0]?.runs ?? []).length, parts.filter(({ kind }) => kind !== 2))), seq: seq + 1 }), { text: of('Một hai 😀 ba'), seq: 1 });
        const { length } = wordsOf(text.blocks[0]?.runs ?? []);
        const out: Step = { kind: 'text', id: 'a', change: [...changeFor(length, drawn.filter(({ kind }) => kind !== 0))] };
        const back = invertedStep(out, text);
        const again = applySteps(applySteps(text, [out], mark('b', 10)), back ? [back] : [], mark('b', 11));
        expect(textOf(again)).toEqual(textOf(text));
        for (const [index, one] of authors(text, 'b').entries()) if (one.includes(':')) expect(authors(again, 'b')[index]).toBe(one);
      }),
      { numRuns: 1_000 },
    );
  });

  it('minutes N46 other words that begin or end like what was taken out of the record are their writer’s; the same words typed again are the record’s', () => {
    const out = change(of('Thống nhất nội dung'), 'a', 1, [11, -8]);
    expect(runs(types(out, 'a', 2, 11, 'nguồn'))).toEqual(['Thống nhất ', '-nội dung', 'a:nguồn']);
    expect(runs(types(out, 'a', 2, 11, 'nội dung'))).toEqual(['Thống nhất nội dung']);
    expect(runs(types(out, 'b', 2, 11, 'nội bộ'))).toEqual(['Thống nhất nội', '- dung', 'b: bộ']);
    expect(runs(change(out, 'a', 2, [11, 'dung']))).toEqual(['Thống nhất ', '-nội ', 'dung']);
  });

  it('minutes N46 of what others took out so much stays unseen as a paragraph may hold', () => {
    let text = of('');
    for (let turn = 0; turn < 8; turn += 1) text = change(change(text, 'a', 2 * turn + 1, [`${turn}`.repeat(4_999)]), 'b', 2 * turn + 2, [-4_999]);
    const kept = text.blocks[0]?.runs.map(({ text: words }) => words).join('') ?? '';
    expect([kept.length <= 20_000, kept.includes('7'), kept.includes('0')]).toEqual([true, true, false]);
  });
});
