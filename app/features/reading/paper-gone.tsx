import { LinkButton, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { readingTexts } from './texts';

/** In the place of a paper that was withdrawn, or is kept from this person, while it was open. */
export function PaperGone({ backHref }: { backHref: string }) {
  const t = useTexts(readingTexts);
  return (
    <Screen top={<TopBar plain brand />} width="narrow">
      <Stack gap={5}>
        <div role="alert">
          <PageHeading title={t('goneTitle')} />
        </div>
        <p>{t('goneWords')}</p>
        <LinkButton href={backHref} look="pri" icon="agenda">{t('goneBack')}</LinkButton>
      </Stack>
    </Screen>
  );
}
