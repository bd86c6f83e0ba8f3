import { useState } from 'react';
import { useCommand } from '../../commands';
import { Button, Card, ConfirmDialog, NumberField, PageHeading, Select, Stack, TextField, useToast } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import type { PaperData } from './data';
import { paperTexts } from './texts';

/** Copies really printed, and where the secretary declares more. */
export function PrintsCard({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  const f = useFormats();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [documentId, setDocument] = useState('');
  const [copies, setCopies] = useState<number | null>(1);
  const [reason, setReason] = useState('');
  const { run, busy, error } = useCommand<'metrics.declare-prints'>({
    onDone: () => {
      setOpen(false);
      setReason('');
      toast({ text: t('saved'), icon: 'check' });
    },
  });
  const titles = new Map(data.paper.documents.map(({ id, title }) => [id, title]));
  const nothing = data.printedSets === 0 && data.declarations.length === 0;
  return (
    <Card as="section" padding="l">
      <Stack gap={4}>
        <PageHeading level={2} title={t('prints')} />
        {nothing ? <p className="ph-2">{t('noPrints')}</p> : null}
        <ul className="pp-prints">
          {data.printedSets > 0 ? <li>{t('printedSets', { count: data.printedSets })}</li> : null}
          {data.declarations.map((one) => (
            <li key={one.id}>
              {t('printLine', { copies: one.copies, what: one.documentId ? (titles.get(one.documentId) ?? '') : t('allDocuments') })}
              <span className="ph-sm ph-3">{one.reason}. {one.by}, {f.dateTime(one.at)}</span>
            </li>
          ))}
        </ul>
        {data.can.declare ? <div><Button icon="print" onPress={() => setOpen(true)}>{t('declare')}</Button></div> : null}
      </Stack>
      <ConfirmDialog
        isOpen={isOpen}
        about="declaration"
        onClose={() => setOpen(false)}
        onConfirm={() => run('metrics.declare-prints', { documentId: documentId || null, copies: copies ?? 0, reason })}
        title={t('declareTitle')}
        confirmLabel={t('declare')}
        cancelLabel={t('close')}
        busy={busy}
        disabledReason={copies === null ? t('copiesNeeded') : reason.trim().length < 3 ? t('reasonNeeded') : null}
        error={error}
      >
        <Stack gap={4}>
          <p>{t('declareNote')}</p>
          <Select label={t('what')} value={documentId} onChange={setDocument} options={[{ value: '', label: t('allDocuments') }, ...data.paper.documents.map(({ id, title }) => ({ value: id, label: title }))]} />
          <NumberField label={t('copies')} value={copies} onChange={setCopies} min={1} max={10_000} />
          <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} />
        </Stack>
      </ConfirmDialog>
    </Card>
  );
}
