import { useEffect } from 'react';
import { sweepDevice } from '~/tablet/forget-device';

/** On every page: what others left on this device goes, and a page the browser brings back as it was asks the server again. */
export function useOwnDevice(me: string): void {
  useEffect(() => void sweepDevice(me), [me]);
  useEffect(() => {
    const broughtBack = (event: PageTransitionEvent): void => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener('pageshow', broughtBack);
    return () => window.removeEventListener('pageshow', broughtBack);
  }, []);
}
