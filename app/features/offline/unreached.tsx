import { useLocation, useMatches, useNavigate, useNavigation } from '@remix-run/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { askAgain, obstacle, onObstacle, type Obstacle } from '~/tablet/offline/patient-fetch';
import { waitingHere, type WaitingHere } from '~/tablet/offline/waiting-here';
import { Button, Dialog, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { askedPage } from './asked-page';
import { offlineTexts, pageNames } from './texts';
import './offline.css';

/** A server that was away for less is not worth a word. */
const WORTH_SAYING_MS = 1_000;

/** What keeps a page from being opened; null while nothing does, or only for a moment. */
function useObstacle(isOpening: boolean): Obstacle | null {
  const current = useSyncExternalStore(onObstacle, obstacle, () => null);
  const [lasts, setLasts] = useState(false);
  const stands = current !== null && isOpening;
  useEffect(() => {
    setLasts(false);
    if (!stands) return undefined;
    const timer = setTimeout(() => setLasts(true), WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [stands]);
  return stands && lasts ? current : null;
}

function useWaitingHere(personId: string | null, isAsked: boolean): WaitingHere | null {
  const [waiting, setWaiting] = useState<WaitingHere | null>(null);
  useEffect(() => {
    if (!isAsked) return undefined;
    let isCurrent = true;
    const look = (): void => void waitingHere(personId).then((found) => { if (isCurrent) setWaiting(found); }, () => undefined);
    look();
    const timer = setInterval(look, 5_000);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [personId, isAsked]);
  return waiting;
}

/**
 * Gives up opening a page. The router has no word for it; going to a place within the page that is there ends what is under way and asks for
 * nothing. Who went back by the browser's button has that page's address already: the one left is put after it again.
 */
function useStay(): () => void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return () => {
    const isAddressHere = window.location.pathname + window.location.search === pathname + search;
    navigate({ pathname, search, hash: '#main' }, { replace: isAddressHere, preventScrollReset: true });
    window.history.replaceState(window.history.state, '', pathname + search);
  };
}

/** Over the page a person is on, while the one they asked for cannot be had: what is here, what is not, the way back. It goes when that page comes. */
export function Unreached({ personId }: { personId: string | null }) {
  const t = useTexts(offlineTexts);
  const names = useTexts(pageNames);
  const { location: asked, state } = useNavigation();
  const here = useLocation();
  const known = useMatches();
  const isOpening = state === 'loading' && asked !== undefined && asked.pathname + asked.search !== here.pathname + here.search;
  const why = useObstacle(isOpening);
  const waiting = useWaitingHere(personId, why !== null);
  const stay = useStay();
  const page = askedPage(asked?.pathname ?? '', known.map(({ data }) => data));
  const name = page.title === null ? names(page.kind) : `“${page.title}”`;
  return (
    <Dialog
      isOpen={why !== null} onClose={stay} title={t('title', { name })} note={why ? t(why) : null}
      actions={<><Button look="sec" icon="refresh" onPress={askAgain}>{t('retry')}</Button><Button look="pri" onPress={stay} autoFocus>{t('stay')}</Button></>}
    >
      <Stack gap={4}>
        <div className="off-part">
          <h3 className="ph-strong">{t('here')}</h3>
          <p>{t(askedPage(here.pathname).kind === 'paper' ? 'paperStays' : 'pageStays')}</p>
          <WaitingLines waiting={waiting} />
        </div>
        <div className="off-part">
          <h3 className="ph-strong">{t('notHere')}</h3>
          <p>{t('others')}</p>
        </div>
        <p role="status">{t('itself')}</p>
      </Stack>
    </Dialog>
  );
}

function WaitingLines({ waiting }: { waiting: WaitingHere | null }) {
  const t = useTexts(offlineTexts);
  const kinds = (['marks', 'texts', 'files'] as const).filter((kind) => waiting && waiting[kind] > 0);
  if (!waiting || kinds.length === 0) return null;
  return (
    <>
      <ul>{kinds.map((kind) => <li key={kind}>{t(kind, { count: waiting[kind] })}</li>)}</ul>
      <p>{t('waits')}</p>
    </>
  );
}
