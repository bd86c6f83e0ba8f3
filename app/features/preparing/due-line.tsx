import { Notice, StateWord } from '~/ui';
import { useLanguage, useTexts } from '~/ui/i18n';
import type { Due, Task } from './data';
import { dueWords } from './standing-words';
import { preparingTexts } from './texts';

/** The day papers are due, and what is left of it. @param isDone nothing is for the unit to do: the day is said quietly. */
export function DueLine({ due, isDone }: { due: Due; isDone: boolean }) {
  const language = useLanguage();
  const tone = isDone ? 'neutral' : due.state === 'late' ? 'bad' : due.state === 'today' || due.days <= 2 ? 'warn' : 'neutral';
  return <StateWord tone={tone} icon={!isDone && due.state === 'late' ? 'caution' : 'clock'}>{dueWords(due, language)}</StateWord>;
}

/** A long submission without its summary: a word to the unit and to the office, no ban. */
export function SummaryNotice({ unsummed, over }: { unsummed: Task['unsummed']; over: number }) {
  const t = useTexts(preparingTexts);
  return unsummed ? (
    <Notice tone="warn" title={t('lacksSummary', unsummed)}>
      <p>{t('lacksSummaryWhy', { over })}</p>
    </Notice>
  ) : null;
}
