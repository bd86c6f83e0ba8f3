import { neededOf } from '@shared/rules/majority';
import { useTexts } from '~/ui/i18n';
import type { Body } from './directory';
import { adminTexts } from './texts';

/** The rules of a body in sentences, with what they come to for its members of today. */
export function BodyRules({ policy, members }: { policy: Body['policy']; members: number }) {
  const t = useTexts(adminTexts);
  const { quorum, pass, poll } = policy;
  /** Of nobody nothing can be counted. */
  const now = (words: (numbers: { members: number; needed: number }) => string, share: Parameters<typeof neededOf>[0]): string => (members === 0 ? '' : ` ${words({ members, needed: neededOf(share, members) })}`);
  const sentences = [
    `${t(quorum.comparison === 'more_than' ? 'quorumMore' : 'quorumLeast', quorum)}${now((numbers) => t('quorumNow', numbers), quorum)}`,
    `${t(pass.share.comparison === 'more_than' ? 'passMore' : 'passLeast', pass.share)}${now((numbers) => t('passNow', numbers), pass.share)}`,
    t(pass.tie === 'chair_side' ? 'tieChair' : 'tieFails'),
    t(policy.substitutesVote ? 'substitutesVote' : 'substitutesListen'),
    t('invitationDays', { days: policy.invitationWorkingDays }),
    t('conclusionsDays', { days: policy.conclusionsWorkingDays }),
    `${t('pollDays', poll.workingDays)} ${t(poll.silence === 'agrees' ? 'silenceAgrees' : 'silenceNone')}`,
  ];
  return (
    <ul className="adm-rules">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
