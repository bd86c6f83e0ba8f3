import type { QueryResult } from '../../../server/application';
import { Button, Chip, EmptyState, InlineError, ListRow, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from './account-menu';
import { accountTexts } from './texts';

/** A browser in two words; what does not say is called by that. */
export function browserName(userAgent: string, unknown: string): string {
  const system = /iPad|Macintosh.*Mobile/.test(userAgent) ? 'iPad' : /iPhone/.test(userAgent) ? 'iPhone' : /Android/.test(userAgent) ? 'Android' : /Windows/.test(userAgent) ? 'Windows' : /Mac OS/.test(userAgent) ? 'macOS' : /Linux/.test(userAgent) ? 'Linux' : '';
  const program = /Edg\//.test(userAgent) ? 'Edge' : /Firefox\//.test(userAgent) ? 'Firefox' : /Chrome\//.test(userAgent) ? 'Chrome' : /Safari\//.test(userAgent) ? 'Safari' : '';
  return [system, program].filter(Boolean).join(' · ') || unknown;
}

/** Where the person is signed in, with an end to each, and the browsers that are known for them. */
export function SignInsScreen({ mine }: { mine: QueryResult<'identity.my-sign-ins'> }) {
  const t = useTexts(accountTexts);
  const { run, busy, error } = useCommand<'identity.end-sign-in' | 'identity.forget-device'>();
  return (
    <Screen top={<TopBar backHref="/account" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('signIns')} count={mine.signIns.length} note={t('signInsNote')} />
        {error ? <InlineError error={error} /> : null}
        <RowList look="cards" label={t('signIns')}>
          {mine.signIns.map((signIn) => (
            <ListRow
              key={signIn.id}
              icon="roomScreen"
              title={browserName(signIn.userAgent, t('unknownBrowser'))}
              note={t('signInLine', { since: signIn.createdAt, seen: signIn.lastSeenAt, ip: signIn.ip || '–' })}
              end={signIn.isCurrent ? <Chip tone="accent">{t('thisDevice')}</Chip> : null}
              actions={
                signIn.isCurrent ? null : (
                  <Button size={48} icon="signOut" busy={busy} onPress={() => run('identity.end-sign-in', { signInId: signIn.id })}>
                    {t('endSignIn')}
                  </Button>
                )
              }
            />
          ))}
        </RowList>
        <PageHeading level={2} title={t('devices')} note={t('devicesNote')} />
        {mine.devices.length === 0 ? <EmptyState icon="key">{t('noDevices')}</EmptyState> : null}
        <RowList look="cards" label={t('devices')}>
          {mine.devices.map((device) => (
            <ListRow
              key={device.id}
              icon="key"
              title={browserName(device.userAgent, t('unknownBrowser'))}
              note={t('deviceLine', { since: device.createdAt, used: device.lastUsedAt })}
              actions={
                <Button size={48} icon="delete" busy={busy} onPress={() => run('identity.forget-device', { deviceId: device.id })}>
                  {t('forgetDevice')}
                </Button>
              }
            />
          ))}
        </RowList>
      </Stack>
    </Screen>
  );
}
