import { GRADES, type Balloted, type Choice } from './ballot-choice';

/** Votes for one name of a question. */
export interface NameVotes {
  optionId: string;
  votes: number;
}

/** What was counted, one kind of figures for each kind of question; everything valid stands in one of them (V65, V67). */
export type Figures =
  | { kind: 'approve'; for: number; against: number; abstain: number }
  | { kind: 'opinions'; agree: number; disagree: number; other: number }
  | { kind: 'options'; votes: NameVotes[]; none: number }
  | { kind: 'candidates'; votes: NameVotes[]; none: number }
  | { kind: 'each'; answers: { optionId: string; yes: number; no: number; abstain: number }[] }
  | { kind: 'confidence'; grades: { optionId: string; high: number; medium: number; low: number; abstain: number }[] };

/** Ballots as they were handed out and came back (số phiếu phát ra, thu về, không hợp lệ). */
export interface PaperBallots {
  issued: number;
  returned: number;
  invalid: number;
}

export interface Contradiction {
  reason: string;
  params: Record<string, number | string>;
}

type Counted = Omit<Balloted, 'options'> & { options: readonly { id: string; label: string }[] };

/** What was typed, by field: a side, `none`, the id of a name, or the id and a side of it. */
export type TypedFigures = Readonly<Record<string, number | null>>;

/** The sides of each name, where a question asks more than one thing of it. */
export const NAME_SIDES = { each: ['yes', 'no', 'abstain'], confidence: ['high', 'medium', 'low', 'abstain'] } as const;

/** The fields of a question's figures, of questions on each name its sides. */
export function figureFieldsOf({ kind, options }: Balloted): string[] {
  switch (kind) {
    case 'approve':
      return ['for', 'against', 'abstain'];
    case 'opinions':
      return ['agree', 'disagree', 'other'];
    case 'options':
    case 'candidates':
      return [...options.map(({ id }) => id), 'none'];
    case 'each':
    case 'confidence':
      return options.flatMap(({ id }) => NAME_SIDES[kind].map((side) => `${id}.${side}`));
  }
}

/** Figures out of what was typed; what is not typed is nothing. */
export function figuresFrom({ kind, options }: Balloted, typed: TypedFigures): Figures {
  const at = (field: string): number => typed[field] ?? 0;
  const votes = options.map(({ id }) => ({ optionId: id, votes: at(id) }));
  switch (kind) {
    case 'approve':
      return { kind, for: at('for'), against: at('against'), abstain: at('abstain') };
    case 'opinions':
      return { kind, agree: at('agree'), disagree: at('disagree'), other: at('other') };
    case 'options':
    case 'candidates':
      return { kind, votes, none: at('none') };
    case 'each':
      return { kind, answers: options.map(({ id }) => ({ optionId: id, yes: at(`${id}.yes`), no: at(`${id}.no`), abstain: at(`${id}.abstain`) })) };
    case 'confidence':
      return { kind, grades: options.map(({ id }) => ({ optionId: id, high: at(`${id}.high`), medium: at(`${id}.medium`), low: at(`${id}.low`), abstain: at(`${id}.abstain`) })) };
  }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const namesOf = (figures: Figures): { optionId: string }[] | null => {
  if ('votes' in figures) return figures.votes;
  return figures.kind === 'each' ? figures.answers : figures.kind === 'confidence' ? figures.grades : null;
};

/** How many ballots each part of the figures says there are: what has to be the same number of valid ballots; null for candidates. */
function totals(figures: Exclude<Figures, { kind: 'candidates' }>): { optionId: string | null; sum: number }[] {
  switch (figures.kind) {
    case 'approve':
      return [{ optionId: null, sum: figures.for + figures.against + figures.abstain }];
    case 'opinions':
      return [{ optionId: null, sum: figures.agree + figures.disagree + figures.other }];
    case 'options':
      return [{ optionId: null, sum: sumOf(figures.votes.map(({ votes }) => votes)) + figures.none }];
    case 'each':
      return figures.answers.map(({ optionId, yes, no, abstain }) => ({ optionId, sum: yes + no + abstain }));
    case 'confidence':
      return figures.grades.map(({ optionId, high, medium, low, abstain }) => ({ optionId, sum: high + medium + low + abstain }));
  }
}

/** Why figures cannot be those of so many valid ballots; null where they can. */
export function contradictionIn(question: Counted, figures: Figures, valid: number): Contradiction | null {
  if (figures.kind !== question.kind) return { reason: 'voting.wrong_kind', params: {} };
  const names = namesOf(figures);
  const asked = new Set(names?.map(({ optionId }) => optionId));
  // All of them, each once: whoever is left out would have no figure.
  if (names && (names.length !== question.options.length || !question.options.every(({ id }) => asked.has(id)))) return { reason: 'voting.unknown_option', params: {} };
  const labelOf = (id: string | null): string => question.options.find((option) => option.id === id)?.label ?? '';
  if (figures.kind !== 'candidates') {
    const off = totals(figures).find(({ sum }) => sum !== valid);
    return off ? { reason: off.optionId === null ? 'voting.figures_off' : 'voting.figures_of_name_off', params: { label: labelOf(off.optionId), sum: off.sum, valid } } : null;
  }
  const choosing = valid - figures.none;
  const seats = question.seats ?? 1;
  if (choosing < 0) return { reason: 'voting.figures_off', params: { label: '', sum: figures.none, valid } };
  const over = figures.votes.find(({ votes }) => votes > choosing);
  if (over) return { reason: 'voting.more_than_ballots', params: { label: labelOf(over.optionId), votes: over.votes, ballots: choosing } };
  const sum = sumOf(figures.votes.map(({ votes }) => votes));
  if (sum > choosing * seats) return { reason: 'voting.more_than_places', params: { sum, ballots: choosing, seats, most: choosing * seats } };
  return sum < choosing ? { reason: 'voting.fewer_than_ballots', params: { sum, ballots: choosing } } : null;
}

/** Why ballots cannot have been handed out and returned so; null where they can. @param present members who could take one. */
export function contradictionOfPaper({ issued, returned, invalid }: PaperBallots, present: number): Contradiction | null {
  if (issued > present) return { reason: 'voting.more_issued', params: { issued, present } };
  if (returned > issued) return { reason: 'voting.more_returned', params: { returned, issued } };
  return invalid > returned ? { reason: 'voting.more_invalid', params: { invalid, returned } } : null;
}

/** One entry for each ballot out of how many there are of each: `[['a', 2], ['b', 1]]` → a, a, b. */
const listed = <T>(counts: readonly (readonly [T, number])[]): T[] => counts.flatMap(([value, count]) => Array.from({ length: count }, () => value));

const columns = <T>(rows: readonly T[][], valid: number): T[][] => Array.from({ length: valid }, (_, ballot) => rows.map((row) => row[ballot] as T));

/**
 * Ballots that add up to these figures, so that they are judged as ballots are, by the one engine. Who marked which with which nobody knows, and
 * no result depends on it: the votes for candidates go round the ballots one after the other, so that none holds more than there are places.
 * @param figures without a contradiction.
 */
export function ballotsOf(question: Counted, figures: Figures, valid: number): Choice[] {
  switch (figures.kind) {
    case 'approve':
      return listed((['for', 'against', 'abstain'] as const).map((side) => [{ kind: 'approve', side }, figures[side]] as const));
    case 'opinions':
      return listed<Choice>([[{ kind: 'opinions', opinion: 'agree' }, figures.agree], [{ kind: 'opinions', opinion: 'disagree' }, figures.disagree], [{ kind: 'opinions', opinion: 'other', words: '' }, figures.other]]);
    case 'options':
      return listed<Choice>([...figures.votes.map(({ optionId, votes }) => [{ kind: 'options', optionId } as const, votes] as const), [{ kind: 'options', optionId: null }, figures.none]]);
    case 'candidates': {
      const choosing = valid - figures.none;
      const ballots = Array.from({ length: valid }, () => question.options.map(() => false));
      let next = 0;
      question.options.forEach(({ id }, name) => {
        const votes = figures.votes.find(({ optionId }) => optionId === id)?.votes ?? 0;
        for (let vote = 0; vote < votes; vote += 1, next = (next + 1) % choosing) (ballots[next] as boolean[])[name] = true;
      });
      return ballots.map((chosen) => ({ kind: 'candidates', chosen }));
    }
    case 'each': {
      const rows = question.options.map(({ id }) => {
        const { yes = 0, no = 0, abstain = 0 } = figures.answers.find(({ optionId }) => optionId === id) ?? {};
        return listed<'yes' | 'no' | null>([['yes', yes], ['no', no], [null, abstain]]);
      });
      return columns(rows, valid).map((answers) => ({ kind: 'each', answers }));
    }
    case 'confidence': {
      const rows = question.options.map(({ id }) => {
        const of = figures.grades.find(({ optionId }) => optionId === id);
        return listed<(typeof GRADES)[number] | null>([...GRADES.map((grade) => [grade, of?.[grade] ?? 0] as const), [null, of?.abstain ?? 0]]);
      });
      return columns(rows, valid).map((grades) => ({ kind: 'confidence', grades }));
    }
  }
}
