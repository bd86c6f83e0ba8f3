import { neededOf } from '@shared/rules/majority';
import { authorityLines, DEFAULT_PRESIDING } from '@shared/rules/presiding';
import { consentRuleOf, consentsNeeded } from '@shared/rules/consent';
import { DEFAULT_PAPER_RULES } from '@shared/rules/paper-deadlines';
import { DEFAULT_REMINDERS } from '@shared/rules/reminders';
import { useLanguage, useTexts } from '~/ui/i18n';
import type { Body } from './directory';
import { weightsTotal } from './policy-draft';
import { rulesTexts } from './rules-texts';
import { adminTexts } from './texts';

/** The rules of a body in sentences, with what they come to for its members of today. */
export function BodyRules({ policy, members, voters }: { policy: Body['policy']; members: number; voters: readonly string[] }) {
  const t = useTexts(adminTexts);
  const tr = useTexts(rulesTexts);
  const language = useLanguage();
  const { quorum, pass, poll } = policy;
  const { rules, quiet } = policy.reminders ?? DEFAULT_REMINDERS;
  const presiding = policy.presiding ?? DEFAULT_PRESIDING;
  const papers = policy.papers ?? DEFAULT_PAPER_RULES;
  const weights = weightsTotal(policy, voters, language === 'vi' ? ',' : '.');
  /** Of nobody nothing can be counted. */
  const now = (words: (numbers: { members: number; needed: number }) => string, share: Parameters<typeof neededOf>[0]): string => (members === 0 ? '' : ` ${words({ members, needed: neededOf(share, members) })}`);
  const sentences = [
    `${t(quorum.comparison === 'more_than' ? 'quorumMore' : 'quorumLeast', quorum)}${now((numbers) => t('quorumNow', numbers), quorum)}`,
    `${t(pass.share.comparison === 'more_than' ? 'passMore' : 'passLeast', pass.share)}${now((numbers) => t('passNow', numbers), pass.share)}`,
    t(pass.tie === 'chair_side' ? 'tieChair' : 'tieFails'),
    ...(weights ? [tr('say_weights', weights)] : []),
    tr(policy.modes.includes('secret') ? 'say_secret' : 'say_open'),
    tr(policy.ballots?.changeable === false ? 'say_final' : 'say_changeable'),
    policy.recusedCount === 'leaves' ? tr('say_leaves', { rest: Math.max(0, members - 1) }) : tr('say_absent'),
    tr(policy.rollOrder === 'name' ? 'say_rollName' : 'say_rollProtocol'),
    consentRuleOf(policy) === 'silence' ? tr('say_silence') : tr('say_consent', { needed: consentsNeeded(policy, members), members }),
    `${tr(presiding.by === 'members' ? 'say_members' : 'say_deputies')} ${tr('say_signs', { lines: authorityLines(presiding, 'deputy', '').join(', ') })}${presiding.by === 'members' ? ` ${tr('say_memberSigns', { lines: authorityLines(presiding, 'member', '').join(', ') })}` : ''}`,
    tr(policy.roomCheckIn === 'code' ? 'say_code' : 'say_self'),
    t(policy.substitutesVote ? 'substitutesVote' : 'substitutesListen'),
    t('invitationDays', { days: policy.invitationWorkingDays }),
    t('conclusionsDays', { days: policy.conclusionsWorkingDays }),
    `${t('pollDays', poll.workingDays)} ${t(poll.silence === 'agrees' ? 'silenceAgrees' : 'silenceNone')}`,
    tr('say_approval', { approval: papers.approval }),
    tr('say_due', { days: papers.workingDays.ordinary, extraordinary: papers.workingDays.extraordinary }),
    ...(papers.summaryOverPages > 0 ? [tr('say_summary', { pages: papers.summaryOverPages })] : []),
    ...(rules.length === 0 ? [tr('say_noReminder')] : rules.map((rule) => ('at' in rule ? tr('say_days', { n: rule.workingDaysBefore, at: rule.at }) : tr('say_minutes', { n: rule.minutesBefore })))),
    ...(rules.length === 0 || quiet.from === quiet.to ? [] : [tr('say_quiet', quiet)]),
  ];
  return (
    <ul className="adm-rules">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
