import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Chip, ConfirmDialog, EmptyState, FactList, InlineError, Notice, Screen, Stack, StateWord, Tabs, TextField, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { type Certificate, SigningPanel, useSigningActions } from '../signing';
import { NoticeEditor } from './notice-editor';
import { NoticePage } from './notice-page';
import { conclusionsTexts } from './texts';
import '../signing/signing.css';
import '../minutes/minutes.css';
import './conclusions.css';

export type ConclusionsData = QueryResult<'conclusions.notice'>;

type Command = 'conclusions.draft' | 'conclusions.issue' | 'conclusions.take-back';

/** The notice of conclusions of a session: written beside the record, issued, signed, sealed; everybody of the session reads it then. */
export function ConclusionsScreen({ data, certificate }: { data: ConclusionsData; certificate: Certificate }) {
  const t = useTexts(conclusionsTexts);
  const { session, official, can } = data;
  return (
    <Screen
      top={<TopBar backHref={`/meetings/${session.id}`} title={t('title')} subtitle={session.title} end={<><State data={data} /><AccountMenu /></>} />}
      height="fit"
      side={<Side data={data} certificate={certificate} />}
      sideLabel={t('side')}
      className="mn-screen"
    >
      <div className="mn-main">
        {can.sign || can.seal || can.issue || can.draft || official ? <Button className="mn-to-decision" look="soft" size={48} icon="down" onPress={() => document.querySelector('.mn-screen .ph-side')?.scrollIntoView()}>{t('toSide')}</Button> : null}
        <Text data={data} />
      </div>
    </Screen>
  );
}

/** Those who write have the text and what comes of it side by side as two views; the others what is to be signed or was. */
function Text({ data }: { data: ConclusionsData }) {
  const t = useTexts(conclusionsTexts);
  const [view, setView] = useState('edit');
  const { session, text, official, editing, can } = data;
  const number = official && official.state !== 'withdrawn' ? official.number : null;
  const page = text ? <NoticePage text={text} number={number} /> : editing ? <Notice tone="warn">{t('noSignatory')}</Notice> : <EmptyState icon="minutes">{t(can.draft ? 'none' : 'noneRead')}</EmptyState>;
  if (!editing) return page;
  return (
    <Tabs
      label={t('views')}
      selected={view}
      onChange={setView}
      items={[
        { id: 'edit', label: t('edit'), content: <NoticeEditor key={session.id} meetingId={session.id} editing={editing} onSaved={() => undefined} /> },
        { id: 'preview', label: t('preview'), content: page },
      ]}
    />
  );
}

function State({ data: { official, editing, text } }: { data: ConclusionsData }) {
  const t = useTexts(conclusionsTexts);
  if (official?.state === 'withdrawn') return <Chip tone="warn" icon="undo" size="l">{t('stateVoid')}</Chip>;
  if (!official) return <Chip icon="minutes" size="l">{t(editing || text ? 'stateDraft' : 'stateNone')}</Chip>;
  if (official.steps.some(({ state }) => state === 'refused')) return <Chip tone="bad" icon="invalid" size="l">{t('stateRefused')}</Chip>;
  return official.state === 'signed' ? <Chip tone="ok" icon="valid" size="l">{t('stateSigned')}</Chip> : <Chip tone="accent" icon="signature" size="l">{t('stateOpen')}</Chip>;
}

function Term({ term }: Pick<ConclusionsData, 'term'>) {
  const t = useTexts(conclusionsTexts);
  if (!term) return null;
  const { dueOn, workingDays, late, left, signedAt } = term;
  const stands = signedAt
    ? <StateWord tone={late > 0 ? 'warn' : 'ok'} icon={late > 0 ? 'caution' : 'check'}>{late > 0 ? t('signedLate', { days: late }) : t('inTime')}</StateWord>
    : <StateWord tone={late > 0 ? 'bad' : left === 0 ? 'warn' : 'accent'} icon={late > 0 ? 'caution' : 'hourglass'}>{late > 0 ? t('late', { days: late }) : left === 0 ? t('today') : t('left', { days: left })}</StateWord>;
  return (
    <Stack gap={2}>
      <FactList facts={[{ icon: 'calendar', title: `${t('due')}: ${t('dueOn', { on: dueOn })}`, note: t('dueRule', { days: workingDays }) }]} />
      {stands}
    </Stack>
  );
}

function Side({ data, certificate }: { data: ConclusionsData; certificate: Certificate }) {
  const t = useTexts(conclusionsTexts);
  const { session, official, editing, text, term, can } = data;
  const [isAsking, ask] = useState(false);
  const [number, setNumber] = useState('');
  const actions = useSigningActions<Command>(official?.officialId, (run, done) => run('conclusions.take-back', {}, done));
  const { run, told } = actions;
  const draft = (): void => run('conclusions.draft', {}, told(t('drafted')));
  const issue = (): void => run('conclusions.issue', { version: editing?.version ?? 0, ...(/^\d+$/u.test(number.trim()) ? { number: Number(number) } : {}) }, () => { ask(false); told(t('issued'))(); });
  return (
    <Stack gap={5}>
      <Term term={term} />
      {official && official.state !== 'withdrawn' ? <SigningPanel document={official} can={can} certificate={certificate} actions={actions} /> : null}
      {actions.error && !isAsking && !official ? <InlineError error={actions.error} /> : null}
      {can.draft ? <Button look="pri" size={72} wide icon="minutes" busy={actions.busy} onPress={draft}>{t('draft')}</Button> : null}
      {can.issue && editing && text ? <Button look="pri" size={72} wide icon="signature" onPress={() => { actions.clear(); ask(true); }}>{t('issue')}</Button> : null}
      <ConfirmDialog isOpen={isAsking} about={can.issue && editing ? session.id : null} onClose={() => ask(false)} onConfirm={issue} title={t('issueTitle')} confirmLabel={t('issue')} busy={actions.busy} error={actions.error}>
        <Stack gap={4}>
          <p className="ph-strong">{text?.abstract}</p>
          <p>{t('issueNote')}</p>
          <TextField label={t('issueNumber')} inputMode="numeric" value={number} onChange={setNumber} />
        </Stack>
      </ConfirmDialog>
    </Stack>
  );
}
