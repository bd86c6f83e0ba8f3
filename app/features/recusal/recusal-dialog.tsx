import { useState } from 'react';
import { Button, ComboBox, Dialog, FormBody, InlineError, ListRow, RowList, Stack, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { recusalTexts } from './texts';

interface RecusalDialogProps {
  item: { id: string; title: string };
  /** Voting members of the session. */
  members: readonly { personId: string; fullName: string; position: string }[];
  recused: readonly { personId: string; name: string; reason: string }[];
  onClose: () => void;
}

/** Who takes no part in an item: noted with the reason, and let in again. */
export function RecusalDialog({ item, members, recused, onClose }: RecusalDialogProps) {
  const t = useTexts(recusalTexts);
  const toast = useToast();
  const add = useCommand<'agenda.recuse'>();
  const end = useCommand<'agenda.end-recusal'>();
  const [personId, setPerson] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isOut = (id: string): boolean => recused.some((one) => one.personId === id);
  const chosen = members.find((one) => one.personId === personId && !isOut(one.personId));
  const save = (): void => {
    setTried(true);
    if (!chosen || reason.trim() === '') return;
    add.run('agenda.recuse', { itemId: item.id, personId: chosen.personId, reason }, () => {
      toast({ text: t('added', { name: chosen.fullName }), icon: 'check' });
      setPerson(null);
      setReason('');
      setTried(false);
    });
  };
  const error = add.error ?? end.error;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      note={item.title}
      size="l"
      actions={<Button look="pri" icon="personRemove" isDisabled={chosen === undefined} busy={add.busy} onPress={save}>{t('add')}</Button>}
    >
      <FormBody>
        {error ? <InlineError error={error} /> : null}
        <p className="ph-sm ph-3">{t('note')}</p>
        {recused.length === 0 ? <p role="status">{t('nobody')}</p> : (
          <Stack gap={2}>
            <p className="ph-label">{t('now')}</p>
            <RowList label={t('now')}>
              {recused.map((one) => (
                <ListRow
                  key={one.personId}
                  icon="personRemove"
                  title={one.name}
                  note={one.reason}
                  end={
                    <Button size={48} aria-label={t('againOf', { name: one.name })} busy={end.busy} onPress={() => end.run('agenda.end-recusal', { itemId: item.id, personId: one.personId }, () => toast({ text: t('ended', { name: one.name }), icon: 'check' }))}>
                      {t('again')}
                    </Button>
                  }
                />
              ))}
            </RowList>
          </Stack>
        )}
        <ComboBox label={t('who')} options={members.filter((one) => !isOut(one.personId)).map(({ personId: value, fullName, position }) => ({ value, label: fullName, note: position }))} value={personId} onChange={setPerson} />
        <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={300} autoComplete="off" error={isTried && reason.trim() === '' ? t('reasonNeeded') : undefined} />
      </FormBody>
    </Dialog>
  );
}
