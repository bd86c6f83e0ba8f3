import { useEffect, useState } from 'react';
import { Button, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useKeptTexts } from '../../commands';
import type { Draft } from './data';
import { forgetAllKept, keptLeft, type KeptLeft } from './kept-slots';
import { minutesTexts } from './texts';

/**
 * What this device could not deliver before the text was closed, and what an earlier version of the program kept: shown to whoever wrote it until it is
 * dropped (N40, N41). @param unsent where the number changes, something may have come in after all.
 */
export function LeftOver({ minutesId, paragraphs, closed, unsent }: { minutesId: string; paragraphs: readonly Draft[]; closed: 'state' | 'revoked' | null; unsent: number }) {
  const t = useTexts(minutesTexts);
  const texts = useKeptTexts();
  const [left, setLeft] = useState<KeptLeft | null>(null);
  useEffect(() => {
    setLeft(keptLeft(texts, minutesId, paragraphs, closed !== null));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- looked at when the page is opened and when something came in, not at every word
  }, [texts, minutesId, closed, unsent]);
  if (!left) return null;
  const drop = (): void => {
    forgetAllKept(texts, minutesId, closed ? 'all' : 'before');
    setLeft(null);
  };
  return (
    <Notice tone="warn" title={t(closed ? 'closedTitle' : 'beforeTitle')} end={<Button size={48} look="quiet" icon="delete" onPress={drop}>{t('dropLeft')}</Button>}>
      <p>{t(closed === 'state' ? 'closedState' : closed === 'revoked' ? 'closedRevoked' : 'beforeNote')}</p>
      {left.words.map((word, index) => <p key={index} className="ph-doc" lang="vi">{word}</p>)}
      {left.others > 0 ? <p>{t('leftOthers', { count: left.others })}</p> : null}
    </Notice>
  );
}
