import { useState } from 'react';
import { Button, ButtonRow, DateField, Dialog, FormBody, InlineError, PageHeading, Select, Stack, TextArea, useToast } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { assignmentTexts } from './texts';

interface Props {
  assignment: { id: string; version: number };
  papers: readonly { id: string; title: string; session: string }[];
  /** Another page that takes the command: the home screen has no page of the assignment. */
  page?: string;
  titled?: boolean;
}

/** The report of the responsible unit: one tap that it is worked on; what was delivered; or what is in the way (TK7). */
export function ReportPanel({ assignment, papers, page, titled = false }: Props) {
  const t = useTexts(assignmentTexts);
  const language = useLanguage();
  const toast = useToast();
  const [asks, setAsks] = useState<'done' | 'trouble' | null>(null);
  const [value, setValue] = useState({ note: '', documentId: '', askedDueOn: '' as string | null });
  const act = useCommand<'assignments.report'>({ page, onDone: () => { setAsks(null); toast({ text: t('reported'), icon: 'check' }); } });
  const problem = (field: string): string | null => (act.error && act.error.params.field === field ? describeError(act.error, language) : null);
  const { id: assignmentId, version } = assignment;
  const open = (which: 'done' | 'trouble'): void => {
    act.clear();
    setAsks(which);
  };
  const send = (): void => {
    const { note, documentId, askedDueOn } = value;
    act.run('assignments.report', asks === 'trouble' ? { assignmentId, version, progress: 'trouble', note, askedDueOn: askedDueOn || null } : { assignmentId, version, progress: 'done', note, documentId: documentId || null });
  };
  const isDone = asks === 'done';
  return (
    <Stack gap={3}>
      {titled ? <PageHeading level={2} look="lg" title={t('reportTitle')} /> : null}
      {act.error && asks === null ? <InlineError error={act.error} /> : null}
      <ButtonRow>
        <Button look="sec" size={titled ? 56 : 48} icon="play" busy={act.busy && asks === null} onPress={() => act.run('assignments.report', { assignmentId, version, progress: 'working' })}>{t('reportWorking')}</Button>
        <Button look={titled ? 'pri' : 'sec'} size={titled ? 56 : 48} icon="check" onPress={() => open('done')}>{t('reportDone')}</Button>
        <Button look="quiet" size={titled ? 56 : 48} icon="caution" onPress={() => open('trouble')}>{t('reportTrouble')}</Button>
      </ButtonRow>
      <Dialog
        isOpen={asks !== null}
        onClose={() => setAsks(null)}
        title={t(isDone ? 'doneTitle' : 'troubleTitle')}
        actions={<ButtonRow><Button look="pri" icon="send" busy={act.busy} onPress={send}>{t(isDone ? 'sendDone' : 'sendTrouble')}</Button><Button look="quiet" onPress={() => setAsks(null)}>{t('cancel')}</Button></ButtonRow>}
      >
        <FormBody>
          {act.error && !act.error.params.field ? <InlineError error={act.error} /> : null}
          <TextArea label={t(isDone ? 'doneNote' : 'troubleNote')} hint={isDone ? t('doneHint') : undefined} rows={4} prose value={value.note} onChange={(note) => setValue((known) => ({ ...known, note }))} isRequired={!isDone || value.documentId === ''} error={problem('note')} />
          {isDone && papers.length > 0 ? <Select label={t('donePaper')} value={value.documentId} onChange={(documentId) => setValue((known) => ({ ...known, documentId }))} options={[{ value: '', label: t('noPaper') }, ...papers.map(({ id, title, session }) => ({ value: id, label: `${title} (${session})` }))]} error={problem('documentId')} /> : null}
          {isDone ? null : <DateField label={t('troubleDate')} value={value.askedDueOn ?? ''} onChange={(askedDueOn) => setValue((known) => ({ ...known, askedDueOn }))} isRequired error={problem('askedDueOn')} />}
        </FormBody>
      </Dialog>
    </Stack>
  );
}
