import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, ConfirmDialog, InlineError, ListRow, Notice, PageHeading, RowList, Stack, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AdminFrame } from './admin-frame';
import { RemovalLists } from './removal-lists';
import { retentionTexts } from './retention-texts';

type Leaving = QueryResult<'retention.leaving'>;

/** What deleting an account removes and what stays, what has to be done first, and the way to do it. */
export function LeavingScreen({ leaving: { person, duties, refusal, report } }: { leaving: Leaving }) {
  const t = useTexts(retentionTexts);
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const { run, busy, error } = useCommand<'retention.delete-person'>();
  return (
    <AdminFrame place="people">
      <Stack gap={5}>
        <PageHeading title={t('leavingTitle', { name: person.fullName })} note={[person.title, person.userName].filter(Boolean).join(' · ')} />
        {refusal ? <InlineError error={refusal} /> : <Notice tone="warn">{t('leavingNote')}</Notice>}
        {duties.length > 0 ? (
          <>
            <PageHeading level={2} title={t('duties')} count={duties.length} />
            <RowList look="cards" label={t('duties')}>
              {duties.map(({ kind, what, as }, index) => (
                <ListRow key={index} icon="caution" title={t(`duty_${kind}`, { what })} note={kind === 'membership' ? as : ''} />
              ))}
            </RowList>
          </>
        ) : null}
        <RemovalLists report={report} />
        {refusal ? null : (
          <>
            <TextArea label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} rows={3} isRequired maxLength={1_000} />
            <ButtonRow>
              <Button look="danger" icon="personRemove" isDisabled={reason.trim() === ''} onPress={() => setSure(true)}>{t('goOn')}</Button>
            </ButtonRow>
          </>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isSure}
        about={person.id}
        onClose={() => setSure(false)}
        onConfirm={() => run('retention.delete-person', { personId: person.id, reason })}
        title={t('confirmTitle', { name: person.fullName })}
        confirmLabel={t('goOn')}
        look="danger"
        busy={busy}
        error={error}
      >
        <p>{t('confirmNote')}</p>
      </ConfirmDialog>
    </AdminFrame>
  );
}
