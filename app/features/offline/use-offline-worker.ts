import { useEffect } from 'react';

/** Keeps the page for a load without a network ready. Browsers allow it over trusted TLS and on this machine only; elsewhere they show their own page. */
export function useOfflineWorker(): void {
  useEffect(() => {
    if (import.meta.env.PROD && window.isSecureContext && 'serviceWorker' in navigator) navigator.serviceWorker.register('/offline-worker.js').catch(() => undefined);
  }, []);
}
