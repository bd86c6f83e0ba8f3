import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import type { IconName } from './icon';
import { uiTexts } from './texts';
import { describeError, useLanguage, useTexts } from './i18n';
import type { PresentableError } from './i18n';

export interface InlineErrorProps {
  /** What the server or network answered; the sentence comes from the texts, never the raw reason. */
  error?: PresentableError;
  /** A sentence already in the reader's language; wins over `error`. */
  message?: ReactNode;
  /** A further line: what is safe. */
  detail?: ReactNode;
  onRetry?: () => void;
  busy?: boolean;
}

/** Whether the network that this error lacked has come back since. */
function useNetworkIsBack(error: PresentableError | undefined): boolean {
  const [backFor, setBackFor] = useState<PresentableError | null>(null);
  useEffect(() => {
    if (error?.reason !== 'network') return undefined;
    const back = (): void => setBackFor(error);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [error]);
  return error !== undefined && backFor === error;
}

/** Trouble where it happened: icon, sentence, retry, number. Stays until it is solved. */
export function InlineError({ error, message, detail, onRetry, busy }: InlineErrorProps) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const isBack = useNetworkIsBack(error);
  return (
    <div className="ph-notice" data-tone={isBack ? 'neutral' : 'bad'} role="alert">
      <Icon name={isBack ? 'info' : 'warning'} />
      <div className="ph-notice-text">
        <p className="ph-strong">{message ?? (isBack ? t('networkBack') : error ? describeError(error, language) : null)}</p>
        {detail ? <p className="ph-sm">{detail}</p> : null}
      </div>
      {onRetry ? <Button size={48} icon="refresh" busy={busy} onPress={onRetry}>{t('retry')}</Button> : null}
    </div>
  );
}

export interface NoticeProps {
  tone?: 'neutral' | 'accent' | 'ok' | 'warn' | 'bad' | 'mine' | 'son';
  icon?: IconName;
  title?: ReactNode;
  end?: ReactNode;
  children?: ReactNode;
}

/** A sentence on a soft ground: a caution, a hint, a state of the whole screen. */
export function Notice({ tone = 'neutral', icon, title, end, children }: NoticeProps) {
  const picture: IconName = icon ?? (tone === 'warn' || tone === 'bad' ? 'warning' : tone === 'ok' ? 'check' : 'info');
  return (
    <div className="ph-notice" data-tone={tone}>
      <Icon name={picture} />
      <div className="ph-notice-text">
        {title ? <p className="ph-strong">{title}</p> : null}
        {children ? <div className="ph-sm">{children}</div> : null}
      </div>
      {end}
    </div>
  );
}

/** Nothing here yet, in a sentence, with the action where there is one. */
export function EmptyState({ children, action, icon }: { children: ReactNode; action?: ReactNode; icon?: IconName }) {
  return (
    <div className="ph-empty">
      {icon ? <Icon name={icon} size="l" /> : null}
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Shapes of what is coming; shown only after 300 ms so that quick answers do not flicker. */
export function Skeleton({ shape = 'text', lines = 3, label }: { shape?: 'text' | 'row' | 'card' | 'page'; lines?: number; label?: string }) {
  const t = useTexts(uiTexts);
  return (
    <div className="ph-skeleton" role="status" data-shape={shape}>
      <span className="ph-hidden">{label ?? t('loading')}</span>
      {Array.from({ length: shape === 'card' || shape === 'page' ? 1 : lines }, (_, index) => <span key={index} className="ph-skeleton-bar" data-nth={index % 3} aria-hidden="true" />)}
    </div>
  );
}

export interface ConnectionLineProps {
  state: 'offline' | 'reconnecting' | 'back';
  /** What is unsent, counted: "3 nét đang chờ gửi". */
  pending?: ReactNode;
  children: ReactNode;
}

/** One line under the top bar: trouble told late, low, beginning with what is safe. */
export function ConnectionLine({ state, pending, children }: ConnectionLineProps) {
  const tone = state === 'offline' ? 'neutral' : state === 'reconnecting' ? 'warn' : 'ok';
  return (
    <div className="ph-connection" data-tone={tone} data-state={state} role="status">
      <Icon name={state === 'offline' ? 'offline' : state === 'reconnecting' ? 'refresh' : 'check'} size="s" />
      <span>{children}</span>
      {pending ? <strong className="ph-connection-pending">{pending}</strong> : null}
    </div>
  );
}
