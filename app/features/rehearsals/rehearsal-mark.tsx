import { useEffect, useRef } from 'react';
import { Icon } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { rehearsalTexts } from './texts';
import './rehearsal.css';

/** How often a page in a rehearsal asks whether it still runs, ms. */
const ASK_MS = 5_000;

/** Over every page of a rehearsal: that it is one, and the way out. When it is over the page goes there by itself. */
export function RehearsalMark() {
  const t = useTexts(rehearsalTexts);
  /** Whoever leaves is out of it, and it is not over. */
  const leaving = useRef(false);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const answer = await fetch('/rehearsal/state');
      if (answer.ok && !leaving.current && !((await answer.json()) as { runs: boolean }).runs && !leaving.current) location.assign(location.pathname === '/screen' ? '/screen' : '/rehearsal/over');
    };
    // A server that is away says nothing.
    const timer = setInterval(() => void ask().catch(() => undefined), ASK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="rh-mark" role="region" aria-label={t('mark')}>
      <span className="rh-mark-word"><Icon name="info" size="s" /> {t('mark')}</span>
      <span className="rh-mark-note">{t('markNote')}</span>
      <form method="post" action="/rehearsal/leave" onSubmit={() => { leaving.current = true; }}><button type="submit" className="rh-mark-leave">{t('leave')}</button></form>
    </div>
  );
}
