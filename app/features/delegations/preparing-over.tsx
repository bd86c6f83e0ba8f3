import { LinkButton, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { delegationTexts } from './texts';

/** In the place of what one prepared, once that is over. */
export function PreparingOver() {
  const t = useTexts(delegationTexts);
  return (
    <Screen top={<TopBar plain brand />} width="narrow">
      <Stack gap={5}>
        <div role="alert"><PageHeading title={t('goneTitle')} /></div>
        <p>{t('goneWords')}</p>
        <LinkButton href="/" look="pri" icon="home">{t('goneBack')}</LinkButton>
      </Stack>
    </Screen>
  );
}
