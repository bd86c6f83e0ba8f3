import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, LinkButton, Notice, PageHeading, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import { RemovalLists } from './removal-lists';
import { retentionTexts } from './retention-texts';
import './retention.css';

/** The report of a deleted account, as it is kept and printed. */
export function RemovalScreen({ removal: { fullName, title, reason, removedBy, at, doneAt, report } }: { removal: QueryResult<'retention.removal'> }) {
  const t = useTexts(retentionTexts);
  return (
    <AdminFrame place="retention">
      <Stack gap={5}>
        <PageHeading title={t('reportTitle')} note={[fullName, title].filter(Boolean).join(' · ')} />
        <p>{t('reportAt', { at, by: removedBy })}</p>
        <p><strong>{t('reason')}:</strong> {reason}</p>
        <p>{doneAt ? t('reportDone', { at: doneAt }) : t('reportOpen')}</p>
        <RemovalLists report={report} />
        <Notice>{t('reportBackups')}</Notice>
        <div className="ret-controls">
          <ButtonRow>
            <Button look="pri" icon="print" onPress={() => window.print()}>{t('print')}</Button>
            <LinkButton icon="back" href="/admin/retention">{t('back')}</LinkButton>
          </ButtonRow>
        </div>
      </Stack>
    </AdminFrame>
  );
}
