/** Who presents, where, and how to leave or come back. */
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import type { FollowBarState } from '~/tablet/reader/follow-state';
import type { ReaderFollow } from './reader-props';
import { readerTexts } from './texts';

export interface FollowBarProps {
  bar: FollowBarState;
  follow: ReaderFollow;
  onReturn: () => void;
  onOpenPresented: () => void;
}

export function FollowBar({ bar, follow, onReturn, onOpenPresented }: FollowBarProps) {
  const t = useTexts(readerTexts);
  if (bar.state === 'none') return null;
  const name = follow.presenterName ?? '';
  const distance = 'distance' in bar ? (bar.distance === 0 ? t('samePage') : t('distance', { count: bar.distance })) : null;
  switch (bar.state) {
    case 'following':
      return (
        <div className="rd-follow" data-state="following" role="status">
          <Icon name="presenting" />
          <span className="rd-follow-text">{t('following', { name, page: bar.page })}</span>
          <Button size={48} className="rd-follow-action" onPress={follow.onLeave}>{t('stopFollowing')}</Button>
        </div>
      );
    case 'presenting':
      return (
        <div className="rd-follow" data-state="presenting" role="status">
          <Icon name="presenting" />
          <span className="rd-follow-text">{t('presenting', { page: bar.page })}</span>
          <Button size={48} className="rd-follow-action" onPress={follow.onStopPresenting}>{t('stopPresenting')}</Button>
        </div>
      );
    case 'elsewhere':
      return (
        <div className="rd-follow" data-state="away" role="status">
          <Icon name="presenting" />
          <span className="rd-follow-text">{t('elsewhere', { name, title: follow.docTitle ?? '', page: bar.page })}</span>
          <Button size={48} look="live" className="rd-follow-action" onPress={onOpenPresented}>{t('openPresented')}</Button>
        </div>
      );
    default:
      if (bar.state === 'paused' && bar.distance === 0) {
        return (
          <div className="rd-follow" data-state="paused" role="status">
            <Icon name="pause" />
            <span className="rd-follow-text">{t('paused')}</span>
            <Button size={48} className="rd-follow-action" onPress={follow.onLeave}>{t('stopFollowing')}</Button>
          </div>
        );
      }
      return (
        <div className="rd-follow" data-state={bar.state} role="status">
          <Icon name={bar.state === 'paused' ? 'pause' : 'presenting'} />
          <span className="rd-follow-text">{bar.state === 'paused' ? t('paused') : t('away', { name, page: bar.page })}</span>
          <span className="rd-follow-distance">{bar.state === 'paused' ? `${t('pageLabel', { page: bar.page })} · ${distance}` : distance}</span>
          <Button size={48} look="live" className="rd-follow-action" onPress={onReturn} aria-label={t('returnLabel')}>{bar.distance === 0 ? t('follow') : t('returnToPresented')}</Button>
        </div>
      );
  }
}
