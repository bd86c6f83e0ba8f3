import { NOTED } from '@shared/rules/sites';
import { Button, Card, InlineError, LinkButton, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { sitesTexts } from '../rooms';
import type { SittingView, Snapshot } from './sitting-view';
import { SITE_ICONS, SITE_TONES } from './sites-screen';

/** The site this person looks after: how it is connected, noted by one tap (L70). */
export function MySite({ site }: { site: NonNullable<NonNullable<Snapshot['me']>['looksAfter']> }) {
  const t = useTexts(sitesTexts);
  const act = useCommand<'sitting.note-connection'>();
  const { id: siteId, name, connection, since } = site;
  return (
    <Card padding="m" as="section" aria-label={t('mine')}>
      <Stack gap={3}>
        <p className="ph-label">{t('mine')}</p>
        <p>{t('mineAsk', { name })}</p>
        <StateWord tone={SITE_TONES[connection]} icon={SITE_ICONS[connection]}>{since ? `${t(connection)} ${t('since', { at: since })}` : t(connection)}</StateWord>
        {act.error ? <InlineError error={act.error} /> : null}
        {NOTED.map((noted) => <Button key={noted} wide look={noted === connection ? 'choice' : 'sec'} icon={SITE_ICONS[noted]} aria-pressed={noted === connection} isDisabled={act.busy} onPress={() => act.run('sitting.note-connection', { siteId, connection: noted, seen: connection })}>{t(noted)}</Button>)}
      </Stack>
    </Card>
  );
}

/** The way from the console to the sites; it says where one is lost. */
export function SitesLink({ view }: { view: SittingView }) {
  const t = useTexts(sitesTexts);
  if (!view.sites) return null;
  const { lost } = view.sites;
  return <LinkButton href={`/meetings/${view.meeting.id}/sitting/sites`} icon={lost > 0 ? 'offline' : 'building'} look={lost > 0 ? 'pri' : 'sec'} wide>{lost > 0 ? t('sitesLost', { n: lost }) : t('sitesLink')}</LinkButton>;
}
