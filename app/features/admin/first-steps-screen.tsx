import type { QueryResult } from '../../../server/application';
import { Chip, ListRow, PageHeading, RowList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import { adminTexts } from './texts';

const STEPS = [
  { name: 'units', icon: 'building', href: '/admin/units' },
  { name: 'people', icon: 'people', href: '/admin/people' },
  { name: 'bodies', icon: 'authority', href: '/admin/bodies' },
  // Prepared by an officer: an administrator has no seat, and no paper to see.
  { name: 'sessions', icon: 'calendar', href: null },
] as const;

/** A server that begins: what is there, what comes next, and where. */
export function FirstStepsScreen({ done }: { done: QueryResult<'identity.first-steps'> }) {
  const t = useTexts(adminTexts);
  const next = STEPS.find(({ name }) => !done[name])?.name;
  return (
    <AdminFrame place={null}>
      <Stack gap={5}>
        <PageHeading title={t('stepsTitle')} note={t('stepsNote')} />
        <RowList look="cards" label={t('stepsTitle')}>
          {STEPS.map(({ name, icon, href }, index) => (
            <ListRow
              key={name}
              icon={icon}
              title={`${index + 1}. ${t(`step_${name}`)}`}
              note={t(`step_${name}_note`)}
              href={href ?? undefined}
              isQuiet={done[name]}
              end={done[name] ? <Chip tone="ok" icon="check">{t('stepDone')}</Chip> : name === next ? <Chip tone="accent">{t('stepNext')}</Chip> : undefined}
            />
          ))}
        </RowList>
      </Stack>
    </AdminFrame>
  );
}
