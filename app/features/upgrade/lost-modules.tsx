import { useNavigate, useNavigation } from '@remix-run/react';
import { useEffect, useSyncExternalStore } from 'react';
import { isFromProxy, patientFetch } from '~/tablet/offline/patient-fetch';
import { Button, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { upgradeTexts } from './texts';

/**
 * Parts of the program that this page was to load and that are not there any more: the server was upgraded while the page was
 * open. What only the network lacks is asked for again when it is wanted again. The router would load the page it is on anew, at once: what a person does there would be
 * cut off and the link they followed forgotten. The build makes it tell this event instead (vite.config.ts).
 */
export const MODULE_LOST = 'phien:module-lost';

let isLost = false;
const listeners = new Set<() => void>();

/** Only a server that answers has no such part any more. */
async function noteLost(): Promise<void> {
  const answer = await fetch('/health', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  if (answer === null || isFromProxy(answer)) return;
  isLost = true;
  for (const listener of listeners) listener();
}

/** Whether a part of the program could not be loaded since this page was. */
export function useModulesLost(): boolean {
  return useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), () => isLost, () => false);
}

/** Goes to a page of the server; by a full load once parts of the program are missing. */
export function useWayThere(): (href: string) => void {
  const navigate = useNavigate();
  const lost = useModulesLost();
  return (href) => (lost ? window.location.assign(href) : navigate(href));
}

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

let opening: AbortController | null = null;

/** Finishes by a full load what was begun by a tap; not before the server answers, because that would leave the page that is here. Meanwhile `Unreached` says so. */
function openAfresh(): void {
  const href = pageBeingOpened();
  if (href === null) return;
  opening?.abort();
  opening = new AbortController();
  patientFetch(href, { method: 'HEAD', cache: 'no-store', redirect: 'manual', signal: opening.signal }).then(() => window.location.assign(href), () => undefined);
}

// Here and not in an effect: a link may be followed before the page has been brought to life.
if (typeof window !== 'undefined') {
  window.addEventListener(MODULE_LOST, () => {
    void noteLost();
    openAfresh();
  });
  window.addEventListener('vite:preloadError', () => void noteLost());
}

/** Says above the page why the next step will be a full load. */
export function LostModules() {
  const t = useTexts(upgradeTexts);
  const lost = useModulesLost();
  const { state } = useNavigation();
  useEffect(() => {
    // Given up: the person stays.
    if (pageBeingOpened() === null) opening?.abort();
  }, [state]);
  if (!lost) return null;
  return (
    <div className="ph-lost" role="status">
      <Notice
        tone="warn"
        icon="refresh"
        end={<Button size={48} icon="refresh" onPress={() => window.location.reload()}>{t('reload')}</Button>}
      >
        {t('lost')}
      </Notice>
    </div>
  );
}
