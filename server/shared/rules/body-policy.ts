import { z } from 'zod';
import { shareSchema } from './majority';
import { paperRulesSchema } from './paper-deadlines';
import { presidingSchema } from './presiding';
import { remindersSchema } from './reminders';
import { weightSchema } from './weights';

const windowSchema = z
  .strictObject({ min: z.number().int().nonnegative(), max: z.number().int().positive() })
  .refine((window) => window.min <= window.max, 'min must not exceed max');

export const voteChoiceSchema = z.enum(['for', 'against', 'abstain']);
export type VoteChoice = z.infer<typeof voteChoiceSchema>;

/**
 * What a majority is a share of: all `members`, present or not; those `present`; the valid votes `cast`, abstentions among them; the
 * votes for and against alone, `decided` (a simple majority is more than half of these).
 */
export const MAJORITY_BASES = ['members', 'present', 'cast', 'decided'] as const;
export type MajorityBase = (typeof MAJORITY_BASES)[number];

export const passRuleSchema = z.strictObject({
  /** Share of `base` that must be in favour. */
  share: shareSchema,
  /** Absent: of all members. */
  base: z.enum(MAJORITY_BASES).optional(),
  /** Half for and half against where more than half is needed: `chair_side` follows the chair's own vote, `not_passed` fails. */
  tie: z.enum(['chair_side', 'not_passed']),
});
export type PassRule = z.infer<typeof passRuleSchema>;

export const MAJORITY_KEYS = ['simple', 'half', 'two_thirds', 'three_quarters', 'unanimous'] as const;
/** Quá bán số phiếu, quá nửa, hai phần ba, ba phần tư, nhất trí: what one question may need instead of the body's ordinary majority. */
export type MajorityKey = (typeof MAJORITY_KEYS)[number];

/** The ordinary rule of the body, with the share that a question asks for instead; its base and tie stay the body's, but for a simple majority. */
export function ruleFor(pass: PassRule, key: MajorityKey | null): PassRule {
  const share = (numerator: number, denominator: number, comparison: 'more_than' | 'at_least'): PassRule => ({ ...pass, share: { numerator, denominator, comparison } });
  switch (key) {
    case null:
      return pass;
    case 'simple':
      return { ...share(1, 2, 'more_than'), base: 'decided' };
    case 'half':
      return share(1, 2, 'more_than');
    case 'two_thirds':
      return share(2, 3, 'at_least');
    case 'three_quarters':
      return share(3, 4, 'at_least');
    case 'unanimous':
      return share(1, 1, 'at_least');
  }
}

/** What a share of low grades leads to in a vote of confidence (lấy phiếu tín nhiệm). */
export const confidenceRuleSchema = z.strictObject({
  /** From this share of low grades on the person may ask to resign. */
  resign: shareSchema,
  /** From this share on the person is put to a vote of dismissal. */
  dismissal: shareSchema,
  base: z.enum(MAJORITY_BASES),
});
export type ConfidenceRule = z.infer<typeof confidenceRuleSchema>;

/**
 * The rules a collegial body works by (quy chế làm việc). Laws change and provinces differ, so every threshold is data of the
 * body; the defaults with their sources lie in server/shared/law.
 */
export const bodyPolicySchema = z.strictObject({
  quorum: shareSchema,
  pass: passRuleSchema,
  /** Whether a substitute (người dự thay) votes for the member. */
  substitutesVote: z.boolean(),
  /** How members in the room check in themselves: by a tap (`self`, the default), or by the code the room shows (`code`). */
  roomCheckIn: z.enum(['self', 'code']).optional(),
  /** Choices of an ordinary question, in the order the ballot shows them. */
  choices: z.array(voteChoiceSchema).min(2).refine((choices) => new Set(choices).size === choices.length, 'choices must differ'),
  /** `open` allows a vote without names too: it is an open vote whose roll is not shown. */
  modes: z.array(z.enum(['open', 'secret'])).min(1),
  /** Absent: a ballot can be changed until the vote closes. */
  ballots: z.strictObject({ changeable: z.boolean() }).optional(),
  /** In which order a roll call reads the names: by protocol (absent), or by given names as Vietnamese sorts them. */
  rollOrder: z.enum(['protocol', 'name']).optional(),
  /** Whether members recused from an item stay in the total of its votes as if absent, or `leaves` it. Absent: they stay. */
  recusedCount: z.enum(['absent', 'leaves']).optional(),
  /** Who must have nothing against an item for it to be adopted without debate; absent: every member. */
  positions: z.strictObject({ consent: z.enum(['all', 'quorum', 'silence']) }).optional(),
  /** Members whose vote counts otherwise than 1. */
  weights: z.array(z.strictObject({ personId: z.uuid(), weight: weightSchema })).max(1_000).optional(),
  /** Absent: as NQ 96/2023/QH15 has it. */
  confidence: confidenceRuleSchema.optional(),
  /** Full working days that must lie between sending the invitation and the session. */
  invitationWorkingDays: z.number().int().nonnegative(),
  /** Working days after the session within which the notice of conclusions is issued. */
  conclusionsWorkingDays: z.number().int().positive(),
  /** Written opinion polls: allowed window in working days, and what silence means. */
  poll: z.strictObject({ workingDays: windowSchema, silence: z.enum(['agrees', 'no_answer']) }),
  /** Who takes the chair when it is handed over, and how they sign; absent: as `DEFAULT_PRESIDING` says. */
  presiding: presidingSchema.optional(),
  /** When people are reminded of a session by letter; absent: as `DEFAULT_REMINDERS` says. */
  reminders: remindersSchema.optional(),
  /** When papers of preparing units are due, and who approves them; absent: as `DEFAULT_PAPER_RULES` says. */
  papers: paperRulesSchema.optional(),
});
export type BodyPolicy = z.infer<typeof bodyPolicySchema>;
