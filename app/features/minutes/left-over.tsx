import { useEffect, useState } from 'react';
import { Button, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useKeptTexts } from '../../commands';
import type { KeptWriting } from './cowriting';
import { keptName } from './use-cowriting';
import { minutesTexts } from './texts';

/** Words that this device could not deliver before the text was closed: shown to whoever wrote them until they are dropped (N41). */
export function LeftOver({ minutesId, reason }: { minutesId: string; reason: 'state' | 'revoked' }) {
  const t = useTexts(minutesTexts);
  const texts = useKeptTexts();
  const [words, setWords] = useState<string[]>([]);
  useEffect(() => {
    const kept = texts.read<KeptWriting>(keptName(minutesId))?.value;
    const steps = kept ? [...(kept.sent?.steps ?? []), ...kept.waiting] : [];
    setWords(steps.flatMap((step) => (step.kind === 'text' ? step.change.filter((part) => typeof part === 'string') : [])));
  }, [texts, minutesId]);
  if (words.length === 0) return null;
  const drop = (): void => {
    texts.forget(keptName(minutesId));
    setWords([]);
  };
  return (
    <Notice tone="warn" title={t('closedTitle')} end={<Button size={48} look="quiet" icon="delete" onPress={drop}>{t('dropLeft')}</Button>}>
      <p>{t(reason === 'state' ? 'closedState' : 'closedRevoked')}</p>
      {words.map((word, index) => <p key={index} className="ph-doc" lang="vi">{word}</p>)}
    </Notice>
  );
}
