import { useState } from 'react';
import { Avatar, EmptyState, ListRow, PageHeading, RowList, Stack, StateWord, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';
import { AdminFrame } from './admin-frame';
import { EditorDialog } from './editor-dialog';
import { adminTexts } from './texts';
import { useEditor } from './use-editor';

type PinLock = QueryResult<'signing.pin-locks'>['locks'][number];

function useKeyName(): (lock: PinLock) => string {
  const t = useTexts(adminTexts);
  return ({ seal }) => (seal === null ? t('ownKey') : t('sealOf', { unit: seal }));
}

/** Whoever has entered wrong PINs, and the way to let them try again. */
export function PinsScreen({ locks }: { locks: readonly PinLock[] }) {
  const t = useTexts(adminTexts);
  const keyName = useKeyName();
  const [chosen, setChosen] = useState<PinLock | null>(null);
  return (
    <AdminFrame place="pins">
      <Stack gap={5}>
        <PageHeading title={t('pins')} note={t('pinsNote')} />
        {locks.length === 0 ? <EmptyState icon="key">{t('noPins')}</EmptyState> : null}
        <RowList look="cards" label={t('pins')}>
          {locks.map((lock) => (
            <ListRow
              key={`${lock.keyId} ${lock.personId}`}
              lead={<Avatar name={lock.fullName} />}
              title={lock.fullName}
              note={keyName(lock)}
              onPress={() => setChosen(lock)}
              end={<StateWord tone={lock.left === 0 ? 'bad' : 'warn'}>{lock.left === 0 ? t('pinLocked') : t('pinLeft', { left: lock.left })}</StateWord>}
            />
          ))}
        </RowList>
      </Stack>
      {chosen ? <ResetDialog key={`${chosen.keyId} ${chosen.personId}`} lock={chosen} onClose={() => setChosen(null)} /> : null}
    </AdminFrame>
  );
}

function ResetDialog({ lock, onClose }: { lock: PinLock; onClose: () => void }) {
  const t = useTexts(adminTexts);
  const keyName = useKeyName();
  const editor = useEditor<'signing.reset-pin', { reason: string }>({ reason: '' }, onClose);
  const save = (): void => editor.run('signing.reset-pin', { ...editor.value, keyId: lock.keyId, personId: lock.personId });
  return (
    <EditorDialog place="center" title={t('resetPinTitle', { name: lock.fullName })} note={t('resetPinNote', { key: keyName(lock) })} saveLabel={t('resetPin')} editor={editor} onSave={save} onClose={onClose}>
      <TextArea label={t('reason')} hint={t('reasonHint')} value={editor.value.reason} onChange={(reason) => editor.set({ reason })} rows={3} isRequired maxLength={500} error={editor.problem('reason')} />
    </EditorDialog>
  );
}
