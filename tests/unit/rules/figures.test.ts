import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeChoice, encodeChoice, type QuestionKind } from '../../../server/shared/rules/ballot-choice';
import { standing } from '../../../server/shared/rules/counting-committee';
import { ballotsOf, contradictionIn, contradictionOfPaper, type Figures } from '../../../server/shared/rules/figures';
import { isSmallElectorate } from '../../../server/shared/rules/secret-voters';

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index + 1}`, label: `Người ${index + 1}` }));
const question = (kind: QuestionKind, names: number, seats: number | null = null) => ({ kind, options: kind === 'approve' || kind === 'opinions' ? [] : named(names), seats });

/** An election with figures that may or may not be possible. */
const election = fc.record({ names: fc.integer({ min: 1, max: 6 }), valid: fc.integer({ min: 0, max: 12 }), none: fc.integer({ min: 0, max: 13 }) }).chain(({ names, valid, none }) =>
  fc.record({ seats: fc.integer({ min: 1, max: names }), votes: fc.array(fc.integer({ min: 0, max: 13 }), { minLength: names, maxLength: names }), names: fc.constant(names), valid: fc.constant(valid), none: fc.constant(none) }));

describe('figures of a count', () => {
  it('voting V65 V67 votes for candidates are those of ballots exactly where they do not contradict each other', () => {
    fc.assert(fc.property(election, ({ names, seats, votes, valid, none }) => {
      const asked = question('candidates', names, seats);
      const figures: Figures = { kind: 'candidates', none, votes: asked.options.map(({ id }, index) => ({ optionId: id, votes: votes[index] ?? 0 })) };
      const choosing = valid - none;
      const sum = votes.reduce((total, one) => total + one, 0);
      // Gale and Ryser: so many ones in every column, between one and `seats` in every row.
      const isPossible = choosing >= 0 && votes.every((one) => one <= choosing) && sum <= choosing * seats && sum >= choosing;
      expect(contradictionIn(asked, figures, valid) === null).toBe(isPossible);
      if (!isPossible) return;
      const ballots = ballotsOf(asked, figures, valid);
      expect(ballots).toHaveLength(valid);
      for (const ballot of ballots) expect(decodeChoice(asked, encodeChoice(ballot))).toEqual(ballot);
      expect(asked.options.map((_, index) => ballots.filter((ballot) => ballot.kind === 'candidates' && ballot.chosen[index]).length)).toEqual(votes);
      expect(ballots.filter((ballot) => ballot.kind === 'candidates' && !ballot.chosen.includes(true))).toHaveLength(none);
    }));
  });

  it('voting V67 every valid ballot stands in the figures of every name, and nobody is left out', () => {
    const each = question('each', 2);
    const answers = (...rows: [number, number, number][]): Figures => ({ kind: 'each', answers: rows.map(([yes, no, abstain], index) => ({ optionId: `p${index + 1}`, yes, no, abstain })) });
    expect(contradictionIn(each, answers([3, 1, 1], [0, 5, 0]), 5)).toBeNull();
    expect(ballotsOf(each, answers([3, 1, 1], [0, 5, 0]), 5).map(encodeChoice)).toEqual(['yn', 'yn', 'yn', 'nn', '-n']);
    expect(contradictionIn(each, answers([3, 1, 1], [0, 4, 0]), 5)).toMatchObject({ reason: 'voting.figures_of_name_off', params: { label: 'Người 2', sum: 4, valid: 5 } });
    expect(contradictionIn(each, answers([5, 0, 0]), 5)).toMatchObject({ reason: 'voting.unknown_option' });
    expect(contradictionIn(question('approve', 0), { kind: 'approve', for: 3, against: 1, abstain: 0 }, 5)).toMatchObject({ reason: 'voting.figures_off' });
    expect(contradictionIn(question('approve', 0), { kind: 'opinions', agree: 5, disagree: 0, other: 0 }, 5)).toMatchObject({ reason: 'voting.wrong_kind' });
    const grades: Figures = { kind: 'confidence', grades: [{ optionId: 'p1', high: 1, medium: 2, low: 1, abstain: 1 }] };
    expect(ballotsOf(question('confidence', 1), grades, 5).map(encodeChoice)).toEqual(['h', 'm', 'm', 'l', '-']);
  });

  it('voting V67 ballots handed out, returned and invalid stand within each other', () => {
    expect(contradictionOfPaper({ issued: 19, returned: 18, invalid: 2 }, 19)).toBeNull();
    expect(contradictionOfPaper({ issued: 20, returned: 18, invalid: 2 }, 19)).toMatchObject({ reason: 'voting.more_issued' });
    expect(contradictionOfPaper({ issued: 19, returned: 20, invalid: 2 }, 19)).toMatchObject({ reason: 'voting.more_returned' });
    expect(contradictionOfPaper({ issued: 19, returned: 18, invalid: 19 }, 19)).toMatchObject({ reason: 'voting.more_invalid' });
  });

  it('voting V63 a name stands among the candidates with or without title and position, and not as a part of another', () => {
    const people = ['Lục Thị Quế Chi', 'Nguyễn Văn An', 'Đàm Thị Ngọc Ước'].map((fullName) => ({ fullName }));
    const labels = (...options: string[]) => standing(people, options.map((label) => ({ label }))).map(({ fullName }) => fullName);
    expect(labels('Đồng chí Lục  Thị Quế Chi, Giám đốc Sở Tài chính', 'Nguyễn Văn An Bình')).toEqual(['Lục Thị Quế Chi']);
    expect(labels('bà ĐÀM THỊ NGỌC ƯỚC (Chánh Văn phòng)', 'Nguyễn Văn An – Phó Giám đốc')).toEqual(['Nguyễn Văn An', 'Đàm Thị Ngọc Ước']);
    expect(labels('Phương án 1')).toEqual([]);
  });

  it('voting V52 up to ten a chair is told that the result may show how somebody voted', () => {
    expect([5, 10, 11].map(isSmallElectorate)).toEqual([true, true, false]);
  });
});
