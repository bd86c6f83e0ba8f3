import { useLocation } from '@remix-run/react';
import type { LiveEnd } from '~/tablet/live/use-live-meeting';
import { Button, LinkButton, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { liveEndTexts } from './texts';

/** Why this screen follows the session no longer, and the one thing to do about it; nothing while it does follow. */
export function LiveEndNotice({ end }: { end: LiveEnd | null }) {
  const t = useTexts(liveEndTexts);
  const { pathname, search } = useLocation();
  if (end === null) return null;
  const way = {
    signed_out: <LinkButton href={`/sign-in?next=${encodeURIComponent(pathname + search)}`} icon="key">{t('signIn')}</LinkButton>,
    closed: <LinkButton href="/" icon="home">{t('home')}</LinkButton>,
    outdated: <Button icon="refresh" onPress={() => window.location.reload()}>{t('reload')}</Button>,
  }[end];
  return (
    <div role="status">
      <Notice tone="warn" icon={end === 'closed' ? 'lock' : undefined} end={way}>{t(end)}</Notice>
    </div>
  );
}
