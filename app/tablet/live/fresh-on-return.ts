import { useEffect } from 'react';
import { useAskAnew } from './use-ask-anew';

/** So long a connection that is still there needs to say what happened meanwhile, ms: then one load is for both. */
const SETTLE_MS = 300;

/** Asks for the page's data again when the person comes back to it: a session may have been opened meanwhile. */
export function useFreshOnReturn(): void {
  const ask = useAskAnew();
  useEffect(() => {
    let cancel = (): void => undefined;
    const onShow = (): void => {
      cancel();
      if (document.visibilityState === 'visible') cancel = ask(SETTLE_MS);
    };
    document.addEventListener('visibilitychange', onShow);
    return () => {
      cancel();
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [ask]);
}
