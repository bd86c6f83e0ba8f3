import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { obstacleNow } from '~/tablet/offline/patient-fetch';
import { Button, LinkButton, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { describeError, requestCode, useLanguage, useTexts } from '~/ui/i18n';
import { useDrawnAs } from '../../drawn-as';
import { offlineTexts } from '../offline';
import { upgradeTexts, useModulesLost } from '../upgrade';
import { errorPageTexts } from './texts';

const INTERNAL: PublicError = { code: 'internal', reason: 'internal', params: {} };
const NOT_FOUND: PublicError = { code: 'not_found', reason: 'not_found', params: {} };

/** How the engines say that a part of the program could not be fetched. */
const NOT_FETCHED = /dynamically imported module|importing a module script/iu;

const isPartMissing = (thrown: unknown): boolean => thrown instanceof TypeError && NOT_FETCHED.test(thrown.message);

function errorOf(thrown: unknown): PublicError {
  if (!isRouteErrorResponse(thrown)) return INTERNAL;
  return readPublicError(thrown.data) ?? (thrown.status === 404 ? NOT_FOUND : INTERNAL);
}

/** The code of the request that this page answers: said by the error, or by the page where it came as an error itself. */
function useRequestCode(error: PublicError): string | null {
  const { request } = useDrawnAs();
  const [drawn] = useState(request);
  // Of this answer alone: what fails later in the same window is another request.
  useEffect(() => {
    delete document.documentElement.dataset.request;
  }, []);
  return requestCode(error) ?? drawn;
}

/** Full page for what cannot be shown: what happened, and the way home. */
export function RouteError() {
  const thrown = useRouteError();
  const error = errorOf(thrown);
  const code = useRequestCode(error);
  const t = useTexts(errorPageTexts);
  const u = useTexts(upgradeTexts);
  const language = useLanguage();
  const o = useTexts(offlineTexts);
  const lost = useModulesLost() && error === INTERNAL;
  const missing = isPartMissing(thrown);
  return (
    <Screen top={<TopBar plain brand />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t(error.code === 'not_found' || error.code === 'forbidden' ? 'noEntry' : 'trouble')} />
        {lost ? null : <p>{missing ? o(obstacleNow()) : describeError({ ...error, params: { ...error.params, request: null } }, language)}</p>}
        {code === null || missing ? null : <p className="ph-strong ph-num">{t('request', { code })}</p>}
        {lost || missing ? <Button look="pri" icon="refresh" onPress={() => window.location.reload()}>{u('reload')}</Button> : null}
        <LinkButton href="/" look="pri" icon="home">
          {t('home')}
        </LinkButton>
      </Stack>
    </Screen>
  );
}
