import { useEffect } from 'react';
import { ACTIVITY } from '@shared/protocol/meeting-events';
import { connection } from './socket';

/** Touches within this time are told once, ms. */
const QUIET_MS = 60_000;

/** Tells the server that the person is still there while reading without loading anything (the session's idle time). */
export function useActivity(): void {
  useEffect(() => {
    let told = 0;
    const tell = (): void => {
      if (Date.now() - told < QUIET_MS) return;
      told = Date.now();
      const socket = connection();
      if (socket.connected) socket.emit(ACTIVITY, {});
    };
    const kinds = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    for (const kind of kinds) window.addEventListener(kind, tell, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, tell);
    };
  }, []);
}
