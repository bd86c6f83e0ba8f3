import type { Socket } from 'socket.io-client';

/** What a browser tells of its network and of being looked at; tests bring their own. */
export interface Device {
  /** Tells `offline` and `online`. */
  window: EventTarget;
  document: EventTarget & { readonly visibilityState: string };
}

/** Whether the device believes in its network; outside a browser nothing says otherwise. */
export const deviceOnline = (): boolean => (globalThis.navigator as Navigator | undefined)?.onLine ?? true;

/** A tablet that is opened says so several times (seen, shown, online): within this time it is one coming back, ms. */
const ONE_WAKE_MS = 1_000;

/** Name of the event by which `wakes` tells that the page is back, and that its connection has to prove itself. */
export const WAKE = 'wake';

/**
 * Tells a connection what the device knows before it: that the network is gone (its own pings need up to 15 s to notice, and
 * the client of Engine.IO ignores the device on `localhost`), and that it is back, where waiting for the next attempt is
 * time lost. A server that can be reached all the same is connected again within the first pause.
 * @returns ends the watch.
 */
export function watchNetwork(socket: Socket, { window, document }: Device, wakes: EventTarget): () => void {
  let woke = -Infinity;
  const onOffline = (): void => {
    woke = -Infinity;
    if (socket.connected) socket.io.engine.close();
  };
  const onWake = (): void => {
    if (document.visibilityState === 'hidden') {
      woke = -Infinity;
      return;
    }
    if (performance.now() - woke < ONE_WAKE_MS) return;
    woke = performance.now();
    // Given up and asked anew: an attempt under way may be one that the lost network swallowed.
    if (socket.connected) wakes.dispatchEvent(new Event(WAKE));
    else socket.disconnect().connect();
  };
  window.addEventListener('offline', onOffline);
  // Back from the back/forward cache, where a connection dies without a word.
  const onShow = (event: Event): void => {
    if ('persisted' in event && event.persisted === true) onWake();
  };
  window.addEventListener('online', onWake);
  window.addEventListener('pageshow', onShow);
  document.addEventListener('visibilitychange', onWake);
  return () => {
    window.removeEventListener('offline', onOffline);
    window.removeEventListener('online', onWake);
    window.removeEventListener('pageshow', onShow);
    document.removeEventListener('visibilitychange', onWake);
  };
}
