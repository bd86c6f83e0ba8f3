import type { QueryResult } from '../../../server/application';
import { LinkButton, Notice, TextLink } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { notesTexts } from './notes-texts';

export type PaperState = QueryResult<'sitting.on-paper'>;

/** That a sitting was held on paper and entered from notes: wherever its record is shown. */
export function PaperMarkNotice({ mark, href }: { mark: PaperState['mark']; /** What was entered, for those who run the session. */ href?: string | null }) {
  const t = useTexts(notesTexts);
  if (!mark) return null;
  return (
    <Notice tone="warn" icon="edit" title={t('markTitle')}>
      <p>{mark.isWhole ? t('markWhole') : t('markRest', { at: mark.from })} {t('markBy', { at: mark.enteredAt, on: mark.enteredAt, by: mark.by, reason: mark.reason })} {mark.confirmedAt ? t('confirmed', { at: mark.confirmedAt, on: mark.confirmedAt }) : t('unconfirmed')}.</p>
      {href ? <TextLink href={href} iconEnd="next">{t('open')}</TextLink> : null}
    </Notice>
  );
}

/** The way to enter a sitting that is held, or was, on paper. */
export function PaperWay({ meetingId, paper }: { meetingId: string; paper: PaperState | null }) {
  const t = useTexts(notesTexts);
  return paper?.can.enter ? <LinkButton href={`/meetings/${meetingId}/notes`} icon="edit" look="quiet" wide>{t('title')}</LinkButton> : null;
}
