import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { Button, LinkButton, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useModulesLost } from '../upgrade/lost-modules';
import { upgradeTexts } from '../upgrade/texts';
import { errorPageTexts } from './texts';

const INTERNAL: PublicError = { code: 'internal', reason: 'internal', params: {} };
const NOT_FOUND: PublicError = { code: 'not_found', reason: 'not_found', params: {} };

function errorOf(thrown: unknown): PublicError {
  if (!isRouteErrorResponse(thrown)) return INTERNAL;
  return readPublicError(thrown.data) ?? (thrown.status === 404 ? NOT_FOUND : INTERNAL);
}

/** Full page for what cannot be shown: what happened, and the way home. */
export function RouteError() {
  const error = errorOf(useRouteError());
  const t = useTexts(errorPageTexts);
  const u = useTexts(upgradeTexts);
  const language = useLanguage();
  const lost = useModulesLost() && error === INTERNAL;
  return (
    <Screen top={<TopBar plain brand />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t(error.code === 'not_found' || error.code === 'forbidden' ? 'noEntry' : 'trouble')} />
        {lost ? null : <p>{describeError(error, language)}</p>}
        {lost ? <Button look="pri" icon="refresh" onPress={() => window.location.reload()}>{u('reload')}</Button> : null}
        <LinkButton href="/" look="pri" icon="home">
          {t('home')}
        </LinkButton>
      </Stack>
    </Screen>
  );
}
