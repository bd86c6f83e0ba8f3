/** While a mark waits to be put on a page: a tap puts it there, or, without one, the middle of what is in view. */
import { useEffect } from 'react';
import { Button } from '~/ui/button';
import { useTexts } from '~/ui/i18n';
import { useAnnounce } from '~/ui/toast';
import { carriedTexts } from './texts';

export function PlacingBar({ page, onHere, onStop }: { page: number; onHere: () => void; onStop: () => void }) {
  const t = useTexts(carriedTexts);
  const announce = useAnnounce();
  useEffect(() => announce(t('placing')), [announce, t]);
  return (
    <div className="rd-placing" role="group" aria-label={t('placing')} data-ink-ignore>
      <p className="ph-strong">{t('placing')}</p>
      <Button size={48} look="pri" icon="check" onPress={onHere}>{t('placeHere', { page })}</Button>
      <Button size={48} icon="close" onPress={onStop}>{t('stopPlacing')}</Button>
    </div>
  );
}
