import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICE_BYTES, decodeChoice, encodeChoice, GRADES, MAX_NAMES, OPINION_BYTES, opinionFits, QUESTION_KINDS, type Balloted, type Choice } from '../../../server/shared/rules/ballot-choice';

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index + 1}` }));
const question = (kind: Balloted['kind'], names = 3, seats: number | null = null): Balloted => ({ kind, options: kind === 'approve' || kind === 'opinions' ? [] : named(names), seats });

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(opinionFits);
const ballot: fc.Arbitrary<{ of: Balloted; choice: Choice }> = fc.oneof(
  fc.constantFrom('for' as const, 'against' as const, 'abstain' as const).map((side) => ({ of: question('approve'), choice: { kind: 'approve' as const, side } })),
  fc.constantFrom('p1', 'p2', 'p3', null).map((optionId) => ({ of: question('options'), choice: { kind: 'options' as const, optionId } })),
  fc.constantFrom('agree' as const, 'disagree' as const).map((opinion) => ({ of: question('opinions'), choice: { kind: 'opinions' as const, opinion } })),
  words.map((said) => ({ of: question('opinions'), choice: { kind: 'opinions' as const, opinion: 'other' as const, words: said } })),
  fc.array(fc.boolean(), { minLength: 1, maxLength: MAX_NAMES }).map((chosen) => ({ of: question('candidates', chosen.length), choice: { kind: 'candidates' as const, chosen } })),
  fc.array(fc.constantFrom('yes' as const, 'no' as const, null), { minLength: 1, maxLength: MAX_NAMES }).map((answers) => ({ of: question('each', answers.length), choice: { kind: 'each' as const, answers } })),
  fc.array(fc.constantFrom(...GRADES, null), { minLength: 1, maxLength: MAX_NAMES }).map((grades) => ({ of: question('confidence', grades.length), choice: { kind: 'confidence' as const, grades } })),
);

describe('a choice written down', () => {
  it('voting V16 is read back as it was written, in at most 200 bytes, whatever it says', () => {
    fc.assert(
      fc.property(ballot, ({ of, choice }) => {
        const text = encodeChoice(choice);
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(CHOICE_BYTES);
        const back = decodeChoice(of, text);
        expect(back && encodeChoice(back)).toBe(text);
        if (choice.kind !== 'opinions' || choice.opinion !== 'other') expect(back).toEqual(choice);
      }),
    );
  });

  it('voting V16 has one spelling: nothing else is a ballot', () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUESTION_KINDS), fc.string({ unit: 'binary', maxLength: 250 }), (kind, text) => {
        const choice = decodeChoice(question(kind), text);
        expect(choice === null || encodeChoice(choice) === text).toBe(true);
      }),
    );
  });

  it.each([
    ['approve', 'yes'], ['approve', ''], ['approve', 'For'], ['approve', ' for'], ['options', 'p4'], ['options', ''], ['opinions', 'other:'], ['opinions', 'other'],
    ['opinions', 'other: khoảng trắng'], ['opinions', 'other:a\nb'], ['opinions', 'other:e\u0301'], ['opinions', `other:${'ễ'.repeat(OPINION_BYTES)}`], ['candidates', '01'], ['candidates', '0121'],
    ['candidates', '0110'], ['each', 'yn'], ['each', 'yyx'], ['confidence', 'hm'], ['confidence', 'hmx'], ['confidence', 'HML'],
  ] as const)('voting V16 refuses for %s: %s', (kind, text) => {
    expect(decodeChoice(question(kind), text)).toBeNull();
  });

  it('voting V16 chooses no more candidates than there are places, fewer or none as well', () => {
    const places = question('candidates', 3, 2);
    expect(decodeChoice(places, '111')).toBeNull();
    expect(decodeChoice(places, '101')).toEqual({ kind: 'candidates', chosen: [true, false, true] });
    expect(decodeChoice(places, '000')).toEqual({ kind: 'candidates', chosen: [false, false, false] });
  });
});
