import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { acceptedEndings } from '@shared/rules/office-kinds';
import { Button, Card, ComboBox, DropZone, EmptyState, InlineError, Notice, PageHeading, Row, RowList, Screen, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { SecrecyQuestions, UploadRow, useUploads } from '../documents';
import { AccountMenu } from '../identity';
import type { Task } from './data';
import { DueLine, SummaryNotice } from './due-line';
import { LineCard } from './line-card';
import { TaskHistory } from './task-history';
import { preparingTexts } from './texts';

/** One item for the unit that prepares it: until when, what was sent, what became of it. */
export function TaskScreen({ task }: { task: Task }) {
  const t = useTexts(preparingTexts);
  const f = useFormats();
  const { revalidate } = useRevalidator();
  const { item, meeting, lines, rules, due, can, closed } = task;
  const uploads = useUploads(meeting.id, revalidate);
  const target = { itemId: item.id, taskId: item.id };
  const coming = uploads.list.filter(({ taskId, state }) => taskId === item.id && state !== 'done');
  const accept = acceptedEndings(task.converts);
  const isDone = task.missing === 'ready' || task.missing === 'office';
  const heading = item.number === null ? item.title : t('itemTitle', { number: item.number, title: item.title });
  return (
    <Screen
      top={<TopBar backHref="/preparing" title={meeting.title} subtitle={`${meeting.bodyName}. ${f.weekday(meeting.startsAt)} ${f.date(meeting.startsAt)}, ${f.time(meeting.startsAt)}. ${meeting.place}`} end={<AccountMenu />} />}
    >
      <Stack gap={5}>
        <PageHeading level={2} title={heading} note={[t('preparedBy', { unit: task.unit }), task.officer ? t('officerIs', { name: task.officer }) : t('noOfficer')].join('. ')} />
        <Row gap={4} wrap><DueLine due={due} isDone={isDone} /></Row>
        {due.isGiven ? <p className="ph-sm ph-3">{t('dueGiven')}</p> : null}
        {due.isKnown ? null : <p className="ph-sm ph-3">{t('dueUnknown')}</p>}
        {closed ? <Notice tone="warn" icon="lock">{t(closed === 'documents.papers_locked' ? 'locked' : 'settled')}</Notice> : null}
        {can.submit && due.state === 'late' ? <Notice tone="warn">{t('sendLate', { days: due.days })}</Notice> : null}
        <SummaryNotice unsummed={task.unsummed} over={rules.summaryOverPages} />
        <SecrecyQuestions held={task.held} placeOf={() => heading} uploads={uploads} />
        <PageHeading level={2} look="lg" title={t('lines')} count={lines.length} />
        {lines.length === 0 && coming.length === 0 ? <EmptyState icon="document">{task.ofOffice > 0 ? t('officeLines', { count: task.ofOffice }) : t('noLines')}</EmptyState> : null}
        {lines.map((line) => (
          <LineCard
            key={line.lineId}
            line={line}
            isPublished={meeting.state !== 'draft'}
            approval={rules.approval}
            accept={accept}
            onReplace={can.submit ? (file, reason) => uploads.add([file], { ...target, lineId: line.lineId, reason }) : undefined}
          />
        ))}
        {coming.length > 0 ? (
          <RowList look="cards" label={t('send')}>
            {coming.map((upload) => <UploadRow key={upload.id} upload={upload} uploads={uploads} />)}
          </RowList>
        ) : null}
        {can.submit ? <DropZone onFiles={(files) => uploads.add(files, target)} accept={accept} prompt={t('sendPrompt')} hint={t(`sendHint_${rules.approval}`)} /> : null}
        {can.setOfficer ? <OfficerChoice task={task} /> : null}
        <TaskHistory steps={task.history} />
      </Stack>
    </Screen>
  );
}

/** Who of the unit sees to it, named by its leader. */
function OfficerChoice({ task }: { task: Task }) {
  const t = useTexts(preparingTexts);
  const [chosen, setChosen] = useState<string | null>(task.officerId);
  const { run, busy, error } = useCommand<'documents.set-officer'>();
  return (
    <Card>
      <Stack gap={4}>
        <ComboBox label={t('officer')} options={task.people.map(({ id, fullName, title }) => ({ value: id, label: fullName, note: title }))} value={chosen} onChange={setChosen} isOptional />
        {error ? <InlineError error={error} /> : null}
        <Row><Button icon="save" busy={busy} isDisabled={chosen === task.officerId} onPress={() => run('documents.set-officer', { itemId: task.item.id, version: task.version, personId: chosen })}>{t('nameSave')}</Button></Row>
      </Stack>
    </Card>
  );
}
