import { Link as AriaLink } from 'react-aria-components';
import { Icon } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { pageNumber } from '@shared/rules/pack-numbers';
import type { ShownPage } from '@shared/protocol/meeting-events';
import { RoomPage } from './lazy-room-page';
import { lineTexts } from './line-texts';
import { readerHref, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';

/** The page everybody is shown, and the way to it: the picture is the button. */
export function PageShown({ meetingId, shown, page }: { meetingId: string; shown: NonNullable<SittingView['presentation']>; page: ShownPage | null }) {
  const t = useTexts(sittingTexts);
  const tl = useTexts(lineTexts);
  const number = page?.documentId === shown.documentId ? page.page : shown.page;
  const href = readerHref(meetingId, shown.documentId, '?follow=1');
  const where = `${t('screenPage', { page: number, pages: shown.pages })}${shown.numbers ? tl('pageNumber', { number: pageNumber(shown.numbers, number - 1) }) : ''}`;
  return (
    <AriaLink href={href} className="st-shown" aria-label={`${t('goToPage')}: ${shown.documentTitle}, ${where}`}>
      <span className="st-page">
        <RoomPage inkId={shown.inkId} url={`/files/documents/${shown.documentId}/${shown.version}`} page={number} label={where} failed={t('pageFailed', { page: number })} />
      </span>
      <span className="st-shown-words">
        <span className="ph-label">{tl('pageShown')}</span>
        <span className="ph-lg">{shown.documentTitle}</span>
        <span className="ph-sm ph-2 ph-num">{`${where}. ${shown.name}`}</span>
        <span className="ph-button" data-look="pri" data-size="72"><Icon name="presenting" /><span>{t('goToPage')}</span></span>
      </span>
    </AriaLink>
  );
}
