import { z } from 'zod';
import { confidenceRuleSchema, MAJORITY_BASES, passRuleSchema } from '../../shared/rules/body-policy';

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
  way: z.enum(['hands', 'tablets', 'roll', 'paper']).optional(),
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

/** A show of hands as it was counted. */
export const handsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('approve'),
    for: count.max(10_000),
    against: count.max(10_000),
    abstain: count.max(10_000),
    /** The chair's own vote; needed only where a tie makes it count. */
    chairSide: z.enum(['for', 'against', 'abstain']).optional(),
  }),
  z.strictObject({
    kind: z.literal('options'),
    votes: z.array(z.strictObject({ optionId: z.string().max(40), votes: count.max(10_000) })).max(9),
    none: count.max(10_000),
    chairOption: z.string().max(40).optional(),
  }),
  z.strictObject({
    kind: z.literal('opinions'),
    agree: count.max(10_000),
    disagree: count.max(10_000),
    other: count.max(10_000),
    chairSide: z.enum(['for', 'against', 'abstain']).optional(),
  }),
]);

export type Hands = z.output<typeof handsSchema>;
