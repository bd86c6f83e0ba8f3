import { useState } from 'react';
import { decodeDisplay, DISPLAY_COOKIE, DisplaySheet, ListRow, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import type { DisplayPreferences } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from './account-menu';
import { useMe } from '../../me';
import { offlineTexts } from '../offline';
import { accountTexts } from './texts';
import { useLanguageChoice } from './use-language-choice';

function displayOfCookie(): DisplayPreferences {
  const entry = document.cookie.split(/;\s*/).find((part) => part.startsWith(`${DISPLAY_COOKIE}=`));
  return decodeDisplay(entry?.slice(DISPLAY_COOKIE.length + 1));
}

/** The signed-in person: display of this device, password. */
export function AccountScreen() {
  const t = useTexts(accountTexts);
  const me = useMe();
  const off = useTexts(offlineTexts);
  const choice = useLanguageChoice();
  const [preferences, setPreferences] = useState<DisplayPreferences | null>(null);
  return (
    <Screen top={<TopBar backHref="/" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={me.fullName} note={me.title} />
        <RowList look="cards" label={t('account')}>
          <ListRow icon="textSize" title={t('openDisplay')} note={t('accountNote')} onPress={() => setPreferences(displayOfCookie())} />
          <ListRow icon="key" title={t('changePassword')} href="/account/password" />
          <ListRow icon="send" title={t('email')} note={t('emailRow')} href="/account/email" />
          <ListRow icon="lock" title={t('unlockCode')} note={t('unlockCodeRow')} href="/account/unlock-code" />
          <ListRow icon="personCheck" title={t('assistants')} note={t('assistantsRow')} href="/account/assistants" />
          <ListRow icon="download" title={t('exports')} note={t('exportsRow')} href="/account/exports" />
          <ListRow icon="roomScreen" title={t('signIns')} note={t('signInsNote')} href="/account/sign-ins" />
        </RowList>
      </Stack>
      {preferences ? (
        <DisplaySheet isOpen onClose={() => setPreferences(null)} preferences={preferences} onLanguage={choice.choose} languageFault={choice.isMissed ? off('changeNeedsServer') : undefined} />
      ) : null}
    </Screen>
  );
}
