import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';

/** A page comes first; what waits is sent after it. */
const REST_MS = 1_500;
const AGAIN_MS = 30_000;

/** On every page, and when the network is back: marks of papers that were left before they could be sent. */
export function useWaitingInk(me: string, deviceKey: string): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let isSending = false;
    const send = async (): Promise<void> => {
      clearTimeout(timer);
      if (isSending || abort.signal.aborted) return;
      isSending = true;
      const left = await import('~/tablet/ink/send-waiting').then(({ sendWaiting }) => sendWaiting(me, deviceKey, abort.signal)).catch(() => true);
      isSending = false;
      if (left && !abort.signal.aborted) timer = setTimeout(() => void send(), AGAIN_MS);
    };
    const online = (): void => void send();
    timer = setTimeout(online, REST_MS);
    window.addEventListener('online', online);
    return () => {
      clearTimeout(timer);
      abort.abort();
      window.removeEventListener('online', online);
    };
  }, [me, deviceKey, pathname]);
}
