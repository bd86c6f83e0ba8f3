import { z } from 'zod';
import { MAX_NAMES } from '../../shared/rules/ballot-choice';
import type { Figures } from '../../shared/rules/figures';
import { confidenceRuleSchema, MAJORITY_BASES, passRuleSchema } from '../../shared/rules/body-policy';
import { WAYS } from './ways';

const count = z.int().min(0);
const common = {
  /** Members present without a vote. */
  noBallot: count,
  /** All members without a valid vote, absent ones included ("không tham gia"). */
  notTakingPart: count,
  /** Votes that pass the question, or choose or elect somebody. */
  needed: count,
  rule: passRuleSchema,
  /** What `needed` is a share of, and how many that were; absent in results from before: of all members. */
  base: z.enum(MAJORITY_BASES).optional(),
  total: count.optional(),
  /** Ballots that could not be read as one; members away; members recused from the item. Absent in results from before: none, and not told apart. */
  invalid: count.optional(),
  absent: count.optional(),
  recused: count.optional(),
  /** Units of weight in one vote: then every number of this result is in such units. Absent: heads. */
  scale: z.int().min(1).optional(),
  /** How it was voted, `paper` by ballots of paper that a committee counted; absent in results from before: by hands. */
  way: z.enum(WAYS).optional(),
  /** Paper ballots that were handed out and came back (V67). */
  paper: z.strictObject({ issued: count, returned: count }).optional(),
  /** What closed it: a person, or its time limit. */
  closedBy: z.enum(['person', 'deadline']).optional(),
  /** Went on by hands after ballots had been cast on tablets: how many, and what they said; they are in no other number here (V32). */
  broken: z.strictObject({ cast: count, votes: z.array(z.strictObject({ choice: z.string(), votes: count })) }).optional(),
};

const named = { id: z.string(), label: z.string() };

/** What a closed question keeps for good; members and members present stand beside it. */
export const voteResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('approve'),
    for: count,
    against: count,
    abstain: count,
    percentFor: z.number(),
    reason: z.enum(['majority_reached', 'majority_missed', 'tie_chair_for', 'tie_chair_against', 'tie_undecided']),
    /** How the chair voted, where a tie made it count. */
    chairSide: z.enum(['for', 'against', 'abstain']).nullable(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('options'),
    options: z.array(z.strictObject({ ...named, votes: count })),
    /** Members who chose no alternative. */
    none: count,
    chosen: z.string().nullable(),
    reason: z.enum(['majority_reached', 'majority_missed', 'tie_chair', 'tie_undecided']),
    chairOption: z.string().nullable(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('opinions'),
    agree: count,
    disagree: count,
    other: count,
    /** The words of other opinions, without names, in the order of the alphabet. */
    words: z.array(z.string()),
    reason: z.enum(['majority_reached', 'majority_missed', 'tie_chair_for', 'tie_chair_against', 'tie_undecided']),
    chairSide: z.enum(['for', 'against', 'abstain']).nullable(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('candidates'),
    seats: z.int().min(1),
    options: z.array(z.strictObject({ ...named, votes: count, elected: z.boolean() })),
    /** Ballots that choose nobody. */
    none: count,
    /** Equal at the last place: voted on again. */
    tied: z.array(z.string()),
    reason: z.enum(['filled', 'short', 'tied']),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('each'),
    options: z.array(z.strictObject({ ...named, yes: count, no: count, abstain: count, agreed: z.boolean() })),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('confidence'),
    options: z.array(z.strictObject({ ...named, high: count, medium: count, low: count, abstain: count, standing: z.enum(['kept', 'may_resign', 'dismissal']) })),
    /** Low grades from which a person may ask to resign, and from which they are put to a vote. */
    resign: count,
    dismissal: count,
    confidence: confidenceRuleSchema,
    ...common,
  }),
]);

export type VoteResult = z.output<typeof voteResultSchema>;

const entered = count.max(10_000);
const names = z.string().max(40);
const votesByName = z.array(z.strictObject({ optionId: names, votes: entered })).max(MAX_NAMES);
const sides = { for: entered, against: entered, abstain: entered };
const opinions = { agree: entered, disagree: entered, other: entered };
/** The chair's own vote; needed only where a tie makes it count. */
const chairSide = z.enum(['for', 'against', 'abstain']).optional();

/** A show of hands as it was counted; of an election also how many raised theirs for anybody at all (V65). */
export const handsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve'), ...sides, chairSide }),
  z.strictObject({ kind: z.literal('options'), votes: votesByName, none: entered, chairOption: names.optional() }),
  z.strictObject({ kind: z.literal('opinions'), ...opinions, chairSide }),
  z.strictObject({ kind: z.literal('candidates'), votes: votesByName, none: entered, ballots: entered }),
]);

export type Hands = z.output<typeof handsSchema>;

/** What paper ballots said, as the committee counted them (V67). */
export const figuresSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve'), ...sides }),
  z.strictObject({ kind: z.literal('opinions'), ...opinions }),
  z.strictObject({ kind: z.literal('options'), votes: votesByName, none: entered }),
  z.strictObject({ kind: z.literal('candidates'), votes: votesByName, none: entered }),
  z.strictObject({ kind: z.literal('each'), answers: z.array(z.strictObject({ optionId: names, yes: entered, no: entered, abstain: entered })).max(MAX_NAMES) }),
  z.strictObject({ kind: z.literal('confidence'), grades: z.array(z.strictObject({ optionId: names, high: entered, medium: entered, low: entered, abstain: entered })).max(MAX_NAMES) }),
]) satisfies z.ZodType<Figures>;

export const paperSchema = z.strictObject({ issued: entered, returned: entered, invalid: entered });
