import { neededOf } from '@shared/rules/majority';
import type { BodyPolicy } from '@shared/rules/body-policy';
import { consentRuleOf, type ConsentRule } from '@shared/rules/consent';
import { DEFAULT_PRESIDING, type PresidingRule } from '@shared/rules/presiding';
import { DEFAULT_REMINDERS, type ReminderRule } from '@shared/rules/reminders';
import { DEFAULT_PAPER_RULES, type Approval } from '@shared/rules/paper-deadlines';
import { scaleOf, unitsOf, weightSchema, weightText } from '@shared/rules/weights';

/** The rules of a body as they stand in the fields of its form. */
export interface PolicyDraft {
  roomCheckIn: 'self' | 'code';
  changeable: 'yes' | 'no';
  secret: 'yes' | 'no';
  recused: 'absent' | 'leaves';
  rollOrder: 'protocol' | 'name';
  /** Whose consent before the session puts an item into the block (O18). */
  consent: ConsentRule;
  /** Who may take the chair, and how that is signed (O15). */
  presiding: PresidingRule;
  /** Working days before; 0: none. */
  days: number | null;
  at: string;
  /** Minutes before; 0: none. */
  minutes: number | null;
  quietFrom: string;
  quietTo: string;
  /** By whose word what units bring is a paper. */
  approval: Approval;
  /** Working days before an ordinary session, and an extraordinary one, by which it is due. */
  dueDays: number | null;
  dueExtraordinary: number | null;
  /** Working days before that on which the unit is reminded; 0: it is not. */
  dueRemind: number | null;
  /** Pages from which on a submission needs a summary; 0: none does. */
  summaryOver: number | null;
  /** As it is typed, by person; empty: 1. */
  weights: Record<string, string>;
}

const isDays = (rule: ReminderRule): rule is Extract<ReminderRule, { at: string }> => 'at' in rule;
const isMinutes = (rule: ReminderRule): rule is Extract<ReminderRule, { minutesBefore: number }> => 'minutesBefore' in rule;

export function draftOf(policy: BodyPolicy): PolicyDraft {
  const { rules, quiet } = policy.reminders ?? DEFAULT_REMINDERS;
  const days = rules.find(isDays);
  const papers = policy.papers ?? DEFAULT_PAPER_RULES;
  return {
    roomCheckIn: policy.roomCheckIn ?? 'self',
    changeable: policy.ballots?.changeable === false ? 'no' : 'yes',
    secret: policy.modes.includes('secret') ? 'yes' : 'no',
    recused: policy.recusedCount ?? 'absent',
    rollOrder: policy.rollOrder ?? 'protocol',
    consent: consentRuleOf(policy),
    presiding: policy.presiding ?? DEFAULT_PRESIDING,
    days: days?.workingDaysBefore ?? 0,
    at: days?.at ?? '08:00',
    minutes: rules.find(isMinutes)?.minutesBefore ?? 0,
    quietFrom: quiet.from,
    quietTo: quiet.to,
    approval: papers.approval,
    dueDays: papers.workingDays.ordinary,
    dueExtraordinary: papers.workingDays.extraordinary,
    dueRemind: papers.remindWorkingDays,
    summaryOver: papers.summaryOverPages,
    weights: Object.fromEntries((policy.weights ?? []).map(({ personId, weight }) => [personId, weight.replace('.', ',')])),
  };
}

/** As the rules keep it: with a point. */
const weightOf = (typed: string): string => typed.trim().replace(',', '.');
export const isWeight = (typed: string): boolean => typed.trim() === '' || weightSchema.safeParse(weightOf(typed)).success;
export const isClock = (typed: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(typed);

/** Which fields cannot be taken as they are; nothing is saved before. */
export function faultsOf(draft: PolicyDraft): Set<'days' | 'at' | 'minutes' | 'quietFrom' | 'quietTo' | 'weights' | 'papers' | 'office' | 'deputy'> {
  const { days, minutes } = draft;
  return new Set([
    ...(days === null || days < 0 || days > 10 ? (['days'] as const) : []),
    ...(minutes === null || (minutes !== 0 && (minutes < 10 || minutes > 1_440)) ? (['minutes'] as const) : []),
    ...([[draft.dueDays, 30], [draft.dueExtraordinary, 30], [draft.dueRemind, 10], [draft.summaryOver, 500]] as const).every(([given, most]) => given !== null && given >= 0 && given <= most) ? [] : (['papers'] as const),
    ...(['at', 'quietFrom', 'quietTo'] as const).filter((field) => !isClock(draft[field])),
    ...(['office', 'deputy'] as const).filter((field) => draft.presiding[field].trim() === ''),
    ...(Object.values(draft.weights).every(isWeight) ? [] : (['weights'] as const)),
  ]);
}

/** The rules with what the form says; everything it does not show stays as it was, further reminders too. */
export function policyOf(policy: BodyPolicy, draft: PolicyDraft): BodyPolicy {
  const others = (policy.reminders?.rules ?? []).filter((rule, index, all) => index !== all.findIndex(isDays) && index !== all.findIndex(isMinutes));
  const weights = Object.entries(draft.weights).filter(([, typed]) => typed.trim() !== '' && unitsOf(weightOf(typed), scaleOf([weightOf(typed)])) !== scaleOf([weightOf(typed)])).map(([personId, typed]) => ({ personId, weight: weightOf(typed) }));
  const { weights: _before, ...rest } = policy;
  return {
    ...rest,
    roomCheckIn: draft.roomCheckIn,
    ballots: { changeable: draft.changeable === 'yes' },
    modes: draft.secret === 'yes' ? ['open', 'secret'] : ['open'],
    recusedCount: draft.recused,
    rollOrder: draft.rollOrder,
    positions: { consent: draft.consent },
    presiding: { ...draft.presiding, office: draft.presiding.office.trim(), deputy: draft.presiding.deputy.trim() },
    reminders: {
      rules: [...(draft.days ? [{ workingDaysBefore: draft.days, at: draft.at }] : []), ...(draft.minutes ? [{ minutesBefore: draft.minutes }] : []), ...others].slice(0, 5),
      quiet: { from: draft.quietFrom, to: draft.quietTo },
    },
    papers: { approval: draft.approval, workingDays: { ordinary: draft.dueDays ?? 0, extraordinary: draft.dueExtraordinary ?? 0 }, summaryOverPages: draft.summaryOver ?? 0, remindWorkingDays: draft.dueRemind ?? 0 },
    ...(weights.length > 0 ? { weights } : {}),
  };
}

/**
 * What the weights of those who vote come to, exactly. @param voters ids of members who vote today.
 * @returns null where everybody's vote is one.
 */
export function weightsTotal(policy: Pick<BodyPolicy, 'weights' | 'pass'>, voters: readonly string[], point: ',' | '.'): { members: number; total: string; needed: string } | null {
  const weights = policy.weights ?? [];
  if (weights.length === 0 || voters.length === 0) return null;
  const scale = scaleOf(weights.map(({ weight }) => weight));
  const total = voters.reduce((sum, voter) => sum + unitsOf(weights.find(({ personId }) => personId === voter)?.weight ?? '1', scale), 0);
  if (total === 0) return null;
  return { members: voters.length, total: weightText(total, scale, point), needed: weightText(neededOf(policy.pass.share, total), scale, point) };
}
