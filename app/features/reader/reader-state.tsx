/** The lines beside the toolbar: who sees the ink, what waits, what was refused, pen mode, and the way back after a jump. */
import { useEffect, useState, type ReactNode } from 'react';
import type { InkLayer } from '@shared/protocol/ink';
import type { InkSummary } from '~/tablet/ink/ink-summary';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import { readerTexts } from './texts';

/** The way back after a jump stays this long. */
const BACK_MS = 20_000;

export interface ReaderStateProps {
  summary: InkSummary;
  layer: InkLayer;
  penMode: boolean;
  cameFrom: number | null;
  onBack: () => void;
  onLeavePenMode: () => void;
  onRefused: () => void;
  /** Whose prepared marks lie here. */
  children?: ReactNode;
}

export function ReaderState({ summary, layer, penMode, cameFrom, onBack, onLeavePenMode, onRefused, children }: ReaderStateProps) {
  const t = useTexts(readerTexts);
  const [backTo, setBackTo] = useState<number | null>(null);
  useEffect(() => {
    setBackTo(cameFrom);
    if (cameFrom === null) return undefined;
    const timer = setTimeout(() => setBackTo(null), BACK_MS);
    return () => clearTimeout(timer);
  }, [cameFrom]);
  return (
    <div className="rd-states" role="status" aria-live="polite">
      {children}
      {summary.closed ? <p className="rd-state" data-tone="warn"><Icon name="lock" size="s" />{t('accessEnded')}</p> : null}
      {summary.suspended ? <p className="rd-state" data-tone="bad"><Icon name="warning" size="s" />{t('inkSuspended')}</p> : null}
      {summary.refused.length > 0 ? (
        <button type="button" className="rd-state" data-tone="bad" onClick={onRefused}><Icon name="warning" size="s" />{t('refusedStrokes', { count: summary.refused.length })}</button>
      ) : null}
      {summary.late > 0 ? <p className="rd-state" data-tone="warn"><Icon name="hourglass" size="s" />{t('waitingStrokes', { count: summary.late })}</p> : null}
      {summary.full && summary.waiting > 0 ? <p className="rd-state" data-tone="warn"><Icon name="warning" size="s" />{t('serverFull')}</p> : null}
      {!summary.durable && summary.waiting > 0 ? <p className="rd-state" data-tone="warn"><Icon name="warning" size="s" />{t('notDurable')}</p> : null}
      {summary.lagging ? <p className="rd-state"><Icon name="offline" size="s" />{t('lagging')}</p> : null}
      {layer === 'shared' ? <p className="rd-state" data-tone="son" data-strong><Icon name="presenting" size="s" />{t('everyoneSees')}</p> : null}
      {penMode ? (
        <p className="rd-state"><Icon name="marks" size="s" />{t('penMode')}<Button size={48} look="quiet" onPress={onLeavePenMode}>{t('leavePenMode')}</Button></p>
      ) : null}
      {backTo === null ? null : <button type="button" className="rd-state rd-back" onClick={onBack}><Icon name="back" size="s" />{t('backToPage', { page: backTo })}</button>}
    </div>
  );
}
