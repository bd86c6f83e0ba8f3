import { lazy, Suspense, useEffect, useState } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import { Icon, LinkButton } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { ShownPage } from '@shared/protocol/meeting-events';
import { readerHref, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';

const RoomPage = lazy(() => import('./room-page').then((module) => ({ default: module.RoomPage })));

/** The page everybody is shown, and the way to it: the picture is the button. */
export function PageShown({ meetingId, shown, page }: { meetingId: string; shown: NonNullable<SittingView['presentation']>; page: ShownPage | null }) {
  const t = useTexts(sittingTexts);
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const number = page?.documentId === shown.documentId ? page.page : shown.page;
  const href = readerHref(meetingId, shown.documentId, '?follow=1');
  const where = t('screenPage', { page: number, pages: shown.pages });
  return (
    <section className="st-shown" aria-label={t('pageShown')}>
      <AriaLink href={href} className="st-page" aria-label={`${t('goToPage')}: ${shown.documentTitle}, ${where}`}>
        {inBrowser ? (
          <Suspense fallback={null}>
            <RoomPage documentId={shown.documentId} url={`/files/documents/${shown.documentId}/${shown.version}`} page={number} label={where} failed={t('pageFailed', { page: number })} isPlain />
          </Suspense>
        ) : null}
      </AriaLink>
      <div className="st-shown-words">
        <p className="ph-label"><Icon name="presenting" size="s" /> {t('pageShown')}</p>
        <p className="ph-strong">{shown.documentTitle}</p>
        <p className="ph-sm ph-2 ph-num">{`${where}. ${shown.name}`}</p>
        <LinkButton href={href} look="pri" size={72} icon="presenting" wide>{t('goToPage')}</LinkButton>
      </div>
    </section>
  );
}
