import { useFetcher } from '@remix-run/react';
import { useProgramOf } from '../upgrade';
import type { ActionAnswer } from '../../commands';
import type { Language } from '~/ui/i18n';

/** Changes the language of this device and of the person; the page is fetched again in it. */
export function useLanguageChoice(): { choose(locale: Language): void; Form: ReturnType<typeof useFetcher>['Form']; isMissed: boolean } {
  useProgramOf('routes/language');
  const fetcher = useFetcher<ActionAnswer<unknown>>();
  return {
    choose: (locale) => fetcher.submit({ locale }, { method: 'post', action: '/language' }),
    Form: fetcher.Form,
    isMissed: fetcher.state === 'idle' && fetcher.data !== undefined && !fetcher.data.ok,
  };
}
