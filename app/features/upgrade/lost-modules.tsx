import { useNavigate } from '@remix-run/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { upgradeTexts } from './texts';

/**
 * Parts of the program that this page was to load and that are not there any more: the server was upgraded while the page was
 * open, or there is no network. The router would load the page it is on anew, at once: what a person does there would be
 * cut off and the link they followed forgotten. The build makes it tell this event instead (vite.config.ts).
 */
export const MODULE_LOST = 'phien:module-lost';

let isLost = false;
const listeners = new Set<() => void>();

function noteLost(): void {
  isLost = true;
  for (const listener of listeners) listener();
}

if (typeof window !== 'undefined') {
  window.addEventListener(MODULE_LOST, noteLost);
  window.addEventListener('vite:preloadError', noteLost);
}

/** Whether a part of the program could not be loaded since this page was. */
export function useModulesLost(): boolean {
  return useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), () => isLost, () => false);
}

/** Goes to a page of the house; by a full load once parts of the program are missing. */
export function useWayThere(): (href: string) => void {
  const navigate = useNavigate();
  const lost = useModulesLost();
  return (href) => (lost ? window.location.assign(href) : navigate(href));
}

/** Whether the server answers at all: a full load without a network would leave an empty window. */
const answers = (href: string): Promise<boolean> =>
  fetch(href, { method: 'HEAD', cache: 'no-store', redirect: 'manual' }).then(
    () => true,
    () => false,
  );

declare global {
  interface Window {
    /** The router itself: what it is about to open stands here before any component is told. */
    __remixRouter?: { state: { navigation: { location?: { pathname: string; search: string; hash: string } } } };
  }
}

/** The page being opened, null when none is. */
function pageBeingOpened(): string | null {
  const location = window.__remixRouter?.state.navigation.location;
  return location ? location.pathname + location.search + location.hash : null;
}

/** Finishes by a full load what was begun by a tap, and says above the page why the next step will be one. */
export function LostModules() {
  const t = useTexts(upgradeTexts);
  const lost = useModulesLost();
  const [waiting, setWaiting] = useState<string | null>(null);
  useEffect(() => {
    const go = (): void => {
      const href = pageBeingOpened();
      if (href === null) return;
      void answers(href).then((there) => (there ? window.location.assign(href) : setWaiting(href)));
    };
    window.addEventListener(MODULE_LOST, go);
    return () => window.removeEventListener(MODULE_LOST, go);
  }, []);
  if (!lost) return null;
  return (
    <div className="ph-lost" role="status">
      <Notice
        tone="warn"
        icon="refresh"
        end={<Button size={48} icon="refresh" onPress={() => (waiting ? window.location.assign(waiting) : window.location.reload())}>{t(waiting ? 'open' : 'reload')}</Button>}
      >
        {t(waiting ? 'noNetwork' : 'lost')}
      </Notice>
    </div>
  );
}
