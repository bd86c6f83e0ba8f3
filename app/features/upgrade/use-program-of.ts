import { useEffect } from 'react';

declare global {
  interface Window {
    __remixManifest?: { routes: Record<string, { module: string } | undefined> };
  }
}

/**
 * Has the program of another page ready. What is sent to that page goes through it, and for want of it would wait without an end and without a
 * word when the network is gone.
 */
export function useProgramOf(routeId: string): void {
  useEffect(() => {
    const address = window.__remixManifest?.routes[routeId]?.module;
    if (address) void import(/* @vite-ignore */ address).catch(() => undefined);
  }, [routeId]);
}
