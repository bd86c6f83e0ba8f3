import { useState } from 'react';
import { Button, ConfirmDialog, Notice, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { recusalTexts } from './texts';

interface OwnRecusalProps {
  item: { id: string; title: string };
  /** Why oneself takes no part (null: one does), and whether one may say so now. */
  own: { personId: string; reason: string | null; may: boolean };
}

/** That oneself takes no part in an item, or may say so. */
export function OwnRecusal({ item, own: { personId, reason, may } }: OwnRecusalProps) {
  const t = useTexts(recusalTexts);
  const act = useCommand<'agenda.recuse'>();
  const [isAsking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const [isTried, setTried] = useState(false);
  if (reason !== null) return <Notice tone="warn" icon="personRemove" title={t('mineNow')}>{t('mineWhy', { reason })}</Notice>;
  if (!may) return null;
  return (
    <>
      <Button look="quiet" icon="personRemove" onPress={() => setAsking(true)}>{t('mine')}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        about={item.id}
        onClose={() => { act.clear(); setAsking(false); }}
        onConfirm={() => {
          setTried(true);
          if (why.trim() !== '') act.run('agenda.recuse', { itemId: item.id, personId, reason: why }, () => setAsking(false));
        }}
        busy={act.busy}
        error={act.error}
        title={t('mineTitle')}
        confirmLabel={t('mineConfirm')}
      >
        <Stack gap={4}>
          <p className="ph-strong">{item.title}</p>
          <p>{t('mineNote')}</p>
          <TextField label={t('reason')} hint={t('reasonHint')} value={why} onChange={setWhy} maxLength={300} autoComplete="off" error={isTried && why.trim() === '' ? t('reasonNeeded') : undefined} />
        </Stack>
      </ConfirmDialog>
    </>
  );
}
