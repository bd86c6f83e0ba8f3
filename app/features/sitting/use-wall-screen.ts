import { useEffect, useState } from 'react';
import type { CodePicture } from '~/ui';

/** How often a screen asks what it should show, ms. */
const ASK_MS = 3_000;

type Shown = { state: 'paired'; id: string } | { state: 'waiting'; code: string };

/** What a screen shows, in a word: another one means to load the page anew. */
export const wallScreenKey = (screen: Shown): string => (screen.state === 'paired' ? screen.id : screen.code);

/**
 * Keeps a screen on the wall at what it should show. Nobody stands at it: while the server is away the page stays as it is,
 * and only an answer changes it.
 * @param key null: nothing to ask for. @param first the code of the room the page came with.
 * @returns the code of the room for checking in, as long as there is one (L41).
 */
export function useWallScreen(key: string | null, first: CodePicture | null): CodePicture | null {
  const [here, setHere] = useState(first);
  useEffect(() => {
    if (key === null) return undefined;
    let busy = false;
    let tag = '';
    const ask = async (): Promise<void> => {
      const answer = await fetch('/screen/state', { cache: 'no-store', headers: tag === '' ? {} : { 'If-None-Match': tag } });
      // Nothing has changed since.
      if (!answer.ok) return;
      tag = answer.headers.get('etag') ?? '';
      const said = (await answer.json()) as { key: string | null; offered: boolean; here: CodePicture | null };
      setHere(said.here);
      if (said.offered) await fetch('/screen', { method: 'POST', body: new FormData(), redirect: 'manual' });
      if (said.offered || said.key !== key) location.reload();
    };
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      ask().catch(() => undefined).finally(() => (busy = false));
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [key]);
  return here;
}
