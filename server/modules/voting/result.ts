import { z } from 'zod';
import { passRuleSchema } from '../../shared/rules/body-policy';

const count = z.int().min(0);
const common = {
  /** Members present without a vote. */
  noBallot: count,
  /** All members without a vote, absent ones included ("không tham gia"). */
  notTakingPart: count,
  /** Votes that pass the question or choose an alternative. */
  needed: count,
  rule: passRuleSchema,
};

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
    options: z.array(z.strictObject({ id: z.string(), label: z.string(), votes: count })),
    /** Members who chose no alternative. */
    none: count,
    chosen: z.string().nullable(),
    reason: z.enum(['majority_reached', 'majority_missed', 'tie_chair', 'tie_undecided']),
    chairOption: z.string().nullable(),
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
    /** The chair's own vote; needed only where the body splits into two halves. */
    chairSide: z.enum(['for', 'against', 'abstain']).optional(),
  }),
  z.strictObject({
    kind: z.literal('options'),
    votes: z.array(z.strictObject({ optionId: z.string().max(40), votes: count.max(10_000) })).max(9),
    none: count.max(10_000),
    chairOption: z.string().max(40).optional(),
  }),
]);

export type Hands = z.output<typeof handsSchema>;
