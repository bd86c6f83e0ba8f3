import type { BodyPolicy } from '../rules/body-policy';
import { DEFAULT_PAPER_RULES } from '../rules/paper-deadlines';

/** Default policy of a provincial People's Committee (UBND tỉnh); each value is data of the body and may be edited there. */
export const provincialCommitteePolicy: BodyPolicy = {
  quorum: { numerator: 2, denominator: 3, comparison: 'at_least' },
  pass: { share: { numerator: 1, denominator: 2, comparison: 'more_than' }, tie: 'chair_side' },
  substitutesVote: false,
  choices: ['for', 'against', 'abstain'],
  modes: ['open', 'secret'],
  invitationWorkingDays: 3,
  conclusionsWorkingDays: 5,
  poll: { workingDays: { min: 2, max: 5 }, silence: 'no_answer' },
  papers: DEFAULT_PAPER_RULES,
};

export type PolicySource = { key: keyof BodyPolicy; source: string; certainty: 'confirmed' | 'unverified' };

const LAW_2015 = 'Luật Tổ chức chính quyền địa phương 2015';

/** Where each default stands. Luật 72/2025/QH15 replaced the 2015 law; its text is to be compared before these count as confirmed. */
export const provincialCommitteeSources: readonly PolicySource[] = [
  { key: 'quorum', source: `${LAW_2015}, Điều 113`, certainty: 'unverified' },
  { key: 'pass', source: `${LAW_2015}, Điều 117; Nghị định 191/2026/NĐ-CP, Điều 3 khoản 3`, certainty: 'unverified' },
  { key: 'substitutesVote', source: 'Nghị định 191/2026/NĐ-CP, Điều 21 khoản 3', certainty: 'unverified' },
  { key: 'choices', source: `${LAW_2015}, Điều 117`, certainty: 'unverified' },
  { key: 'modes', source: `${LAW_2015}, Điều 117`, certainty: 'unverified' },
  { key: 'invitationWorkingDays', source: 'Quyết định 45/2018/QĐ-TTg', certainty: 'confirmed' },
  { key: 'conclusionsWorkingDays', source: 'Quyết định 45/2018/QĐ-TTg', certainty: 'confirmed' },
  { key: 'poll', source: 'Nghị định 191/2026/NĐ-CP, Điều 17', certainty: 'unverified' },
  // Days before: working rules of provinces differ (three before a regular session, one before an extraordinary one for members; five for what units bring); more than ten pages and a summary: Điều 14.
  { key: 'papers', source: 'Quy chế làm việc của Ủy ban nhân dân tỉnh; Nghị định 191/2026/NĐ-CP, Điều 14', certainty: 'unverified' },
];
