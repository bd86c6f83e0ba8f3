import { useEffect, useState } from 'react';
import { Button, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { checkInOpensAt } from '@shared/rules/check-in';
import { adjournTexts } from './adjourn-texts';
import { hallTexts } from './hall-texts';
import type { SittingView } from './sitting-view';

const KEY = 'phien.hall.seen';
const CHANGED = 'phien-hall-seen';

function seenSigns(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** What this tablet has put away, in whatever place it is shown. */
function useSeen(): [ReadonlySet<string>, (id: string) => void] {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const read = (): void => setSeen(new Set(seenSigns()));
    read();
    addEventListener(CHANGED, read);
    return () => removeEventListener(CHANGED, read);
  }, []);
  const put = (id: string): void => {
    setSeen((known) => new Set([...known, id]));
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...seenSigns(), id].slice(-20)));
    } catch {
      // Where nothing is kept it is put away until the page is loaded anew.
    }
    dispatchEvent(new Event(CHANGED));
  };
  return [seen, put];
}

/** What hangs in the hall, on a tablet: the call to look up, the notice of the secretary, that the sitting stands still. Never in the way, never takes the focus. */
export function HallNotices({ view }: { view: SittingView }) {
  const t = useTexts(hallTexts);
  const ta = useTexts(adjournTexts);
  const [seen, put] = useSeen();
  if (view.meeting.state !== 'in_session') return null;
  const { attention, notice } = view.hall;
  const { pausedSince, adjournedUntil } = view.floor;
  const opens = checkInOpensAt({ startsAt: adjournedUntil ?? view.takenAt });
  const away = (id: string) => <Button size={48} icon="check" onPress={() => put(id)}>{t('putAway')}</Button>;
  return (
    <>
      {attention && !seen.has(attention.id) ? <Notice tone="son" icon="bell" title={t('attentionTitle')} end={away(attention.id)}>{t('attentionBy', { by: attention.by, at: attention.at })}</Notice> : null}
      {adjournedUntil ? <Notice tone="warn" icon="calendar" title={ta('until', { at: adjournedUntil, on: adjournedUntil })}>{ta('untilNote', { place: view.meeting.place, at: opens, on: opens })}</Notice> : pausedSince ? <Notice tone="warn" icon="pause" title={t('pausedTitle', { at: pausedSince })}>{t('pausedNote')}</Notice> : null}
      {notice && !seen.has(notice.id) ? <Notice tone="accent" icon="bell" title={notice.text} end={away(notice.id)}>{t('noticeFrom', { at: notice.at })}</Notice> : null}
    </>
  );
}
