import { Disclosure, DisclosureList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Step } from './data';
import { dayOf } from './standing-words';
import { preparingTexts } from './texts';

/** What happened to the papers of an item, the latest first. */
export function TaskHistory({ steps }: { steps: readonly Step[] }) {
  const t = useTexts(preparingTexts);
  const sentence = ({ kind, by, words, days, dueOn, title }: Step): string => {
    if (kind === 'submitted' && days > 0) return t('h_submittedLate', { by, title, days });
    if (kind === 'officer' && words === '') return t('h_noOfficer', { by });
    return t(`h_${kind}`, { by, words, title, dueOn: dayOf(dueOn ?? '1970-01-01') });
  };
  if (steps.length === 0) return null;
  return (
    <DisclosureList>
      <Disclosure title={t('history')} note={t('historyNote', { count: steps.length })}>
        <Stack gap={3} as="ol">
          {[...steps].reverse().map((step) => (
            <li key={step.id}>
              <span>{sentence(step)}</span>
              <span className="ph-sm ph-3">{` · ${t('at', { at: step.at })}`}</span>
            </li>
          ))}
        </Stack>
      </Disclosure>
    </DisclosureList>
  );
}
