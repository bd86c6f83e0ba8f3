import { isSmallElectorate } from '@shared/rules/secret-voters';
import { Notice, RadioGroup, Select, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { secretTexts } from './secret-texts';

export interface HowToVote {
  way: LiveQuestion['way'];
  /** Seconds; 0: until somebody closes it. */
  seconds: number;
}

/** On tablets by hands' side: what a question is put with unless somebody chooses otherwise. */
export const firstHow = (question: Pick<LiveQuestion, 'withoutTablets'>): HowToVote => ({ way: question.withoutTablets === 'hands' ? 'hands' : 'tablets', seconds: 0 });

const LIMITS = [30, 60, 120, 180, 300] as const;

/** How the chair has a question voted on, and for how long. */
export function OpenHow({ question, how, onChange }: { question: LiveQuestion; how: HowToVote; onChange: (how: HowToVote) => void }) {
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const tc = useTexts(countingTexts);
  const isSecret = question.mode === 'secret';
  const ways = [
    ...(question.withoutTablets === 'hands' ? [{ value: 'hands' as const, label: tb('wayHands') }] : []),
    { value: 'tablets' as const, label: tb('wayTablets') },
    ...(question.mode === 'open' ? [] : [{ value: 'paper' as const, label: tc('wayPaper') }]),
    ...(question.mode === 'open' ? [{ value: 'roll' as const, label: tb('wayRoll') }] : []),
  ];
  return (
    <Stack gap={4}>
      {isSecret ? <p><span className="ph-strong">{ts('mode')}</span>. {how.way === 'paper' ? '' : ts('modeNote')}</p> : null}
      {isSecret && isSmallElectorate(question.members) ? <Notice tone="warn" icon="warning" title={ts('few', { members: question.members })}>{ts('fewNote')}</Notice> : null}
      <RadioGroup label={tb('how')} name="way" value={how.way} onChange={(way) => onChange({ ...how, way: ways.find(({ value }) => value === way)?.value ?? 'tablets' })} options={ways} />
      {how.way === 'tablets' ? (
        <Select
          label={tb('limit')}
          value={String(how.seconds)}
          onChange={(seconds) => onChange({ ...how, seconds: Number(seconds) })}
          options={[{ value: '0', label: tb('noLimit') }, ...LIMITS.map((seconds) => ({ value: String(seconds), label: seconds < 60 ? tb('seconds', { count: seconds }) : tb('minutes', { count: seconds / 60 }) }))]}
        />
      ) : null}
    </Stack>
  );
}
