import { z } from 'zod';
import { shareSchema } from './majority';
import { remindersSchema } from './reminders';

const windowSchema = z
  .strictObject({ min: z.number().int().nonnegative(), max: z.number().int().positive() })
  .refine((window) => window.min <= window.max, 'min must not exceed max');

export const voteChoiceSchema = z.enum(['for', 'against', 'abstain']);
export type VoteChoice = z.infer<typeof voteChoiceSchema>;

export const passRuleSchema = z.strictObject({
  /** Share of the total number of members (not of the ballots cast) that must be in favour. */
  share: shareSchema,
  /** Exactly half for and half against of all members: `chair_side` follows the chair's own vote, `not_passed` fails. */
  tie: z.enum(['chair_side', 'not_passed']),
});
export type PassRule = z.infer<typeof passRuleSchema>;

/**
 * The rules a collegial body works by (quy chế làm việc). Laws change and provinces differ, so every threshold is data of the
 * body; the defaults with their sources lie in server/shared/law.
 */
export const bodyPolicySchema = z.strictObject({
  quorum: shareSchema,
  pass: passRuleSchema,
  /** Whether a substitute (người dự thay) votes for the member. */
  substitutesVote: z.boolean(),
  /** Choices of an ordinary question, in the order the ballot shows them. */
  choices: z.array(voteChoiceSchema).min(2).refine((choices) => new Set(choices).size === choices.length, 'choices must differ'),
  modes: z.array(z.enum(['open', 'secret'])).min(1),
  /** Full working days that must lie between sending the invitation and the session. */
  invitationWorkingDays: z.number().int().nonnegative(),
  /** Working days after the session within which the notice of conclusions is issued. */
  conclusionsWorkingDays: z.number().int().positive(),
  /** Written opinion polls: allowed window in working days, and what silence means. */
  poll: z.strictObject({ workingDays: windowSchema, silence: z.enum(['agrees', 'no_answer']) }),
  /** When people are reminded of a session by letter; absent: as `DEFAULT_REMINDERS` says. */
  reminders: remindersSchema.optional(),
});
export type BodyPolicy = z.infer<typeof bodyPolicySchema>;
