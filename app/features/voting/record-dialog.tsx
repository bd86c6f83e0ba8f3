import { contradictionIn } from '@shared/rules/figures';
import { useState } from 'react';
import { Notice, NumberField, RadioGroup } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import type { LiveQuestion } from './data';
import { useCommand } from '../../commands';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import { ResultEntry } from './result-entry';
import { votingTexts } from './texts';

type Side = 'for' | 'against' | 'abstain';

/** The show of hands: numbers with the rule before, the published result after. */
export function RecordDialog({ question, isOpen, onClose }: { question: LiveQuestion; isOpen: boolean; onClose: () => void }) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const tc = useTexts(countingTexts);
  const language = useLanguage();
  const act = useCommand<'voting.record-show-of-hands'>();
  const [counts, setCounts] = useState<Record<string, number | null>>({});
  const [chair, setChair] = useState<string | null>(null);
  const { id, kind, options, members, present, needed } = question;
  const isYesNo = kind === 'approve' || kind === 'opinions';
  const keys = kind === 'approve' ? (['for', 'against', 'abstain'] as const).map((key) => ({ key: key as string, label: t(key) })) : kind === 'opinions' ? (['agree', 'disagree', 'other'] as const).map((key) => ({ key: key as string, label: tb(key) })) : [...options.map((option) => ({ key: option.id, label: option.label })), { key: 'none', label: kind === 'candidates' ? tc('nobody') : t('noOption') }];
  const at = (key: string): number => counts[key] ?? 0;
  const isElection = kind === 'candidates';
  const sum = isElection ? at('raised') : keys.reduce((total, { key }) => total + at(key), 0);
  const filled = [...keys.map(({ key }) => key), ...(isElection ? ['raised'] : [])].every((key) => typeof counts[key] === 'number');
  const wrong = isElection && filled ? contradictionIn(question, { kind, votes: options.map((option) => ({ optionId: option.id, votes: at(option.id) })), none: at('none') }, sum) : null;
  const halves = isElection ? [] : keys.filter(({ key }) => key !== 'abstain' && key !== 'none' && key !== 'other' && at(key) * 2 === members && members > 0);
  const isTie = halves.length === 2;
  const record = (done: () => void): void => {
    const side = chair === 'agree' ? 'for' : chair === 'disagree' ? 'against' : chair;
    const hands =
      kind === 'opinions'
        ? { kind, agree: at('agree'), disagree: at('disagree'), other: at('other'), ...(isTie && side ? { chairSide: side as Side } : {}) }
        : kind === 'approve'
          ? { kind, for: at('for'), against: at('against'), abstain: at('abstain'), ...(isTie && chair ? { chairSide: chair as Side } : {}) }
          : isElection
            ? { kind, votes: options.map((option) => ({ optionId: option.id, votes: at(option.id) })), none: at('none'), ballots: at('raised') }
            : { kind: 'options' as const, votes: options.map((option) => ({ optionId: option.id, votes: at(option.id) })), none: at('none'), ...(isTie && chair && chair !== 'abstain' ? { chairOption: chair } : {}) };
    act.run('voting.record-show-of-hands', { questionId: id, present, hands }, done);
  };
  const tooMany = sum > present;
  const reason = tooMany ? t('tooMany', { sum, present }) : wrong ? describeError({ code: 'invalid', ...wrong }, language) : isTie && !chair ? t('chairSide') : null;
  return (
    <ResultEntry
      question={question} isOpen={isOpen} onClose={onClose} title={t('recordTitle')} filled={filled} reason={reason} act={act} publish={record}
      confirm={{ title: kind === 'approve' ? t('publishTitle', { for: at('for'), against: at('against'), abstain: at('abstain') }) : t('publishOptionsTitle'), note: t('publishNote') }}
    >
      <Notice tone="accent" icon="vote" title={t(isYesNo ? 'rule' : 'ruleOptions', { needed, members })}>
        {reason && (tooMany || wrong) ? reason : `${t('counted', { sum, present })} ${filled && sum < present ? t('noBallot', { count: present - sum }) : ''}`}
      </Notice>
      {isElection ? <NumberField label={tc('raised')} value={counts['raised'] ?? null} min={0} max={present} onChange={(value) => setCounts((all) => ({ ...all, raised: value }))} /> : null}
      <div className="vt-fields">
        {keys.map(({ key, label }) => (
          <NumberField key={key} label={label} value={counts[key] ?? null} min={0} max={present} onChange={(value) => setCounts((all) => ({ ...all, [key]: value }))} />
        ))}
      </div>
      {isTie ? (
        <RadioGroup
          label={t('chairSide')}
          name="chair"
          value={chair ?? ''}
          onChange={setChair}
          options={[...halves.map(({ key, label }) => ({ value: key, label })), { value: 'abstain', label: t('chairAbstain') }]}
        />
      ) : null}
    </ResultEntry>
  );
}
