import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Chip, ConfirmDialog, EmptyState, InlineError, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { type Certificate, SigningPanel, useSigningActions } from '../signing';
import { PaperDialog } from '../voting';
import { CountingPage } from './counting-page';
import { countingPageTexts } from './texts';
import '../signing/signing.css';
import '../minutes/minutes.css';
import './counting.css';

export type CountingData = QueryResult<'counting.minutes'>;

type Command = 'counting.issue' | 'counting.take-back';

/** The count of one vote: entered on paper, drawn up, signed; for everybody of the session to read. */
export function CountingScreen({ data, certificate }: { data: CountingData; certificate: Certificate }) {
  const t = useTexts(countingPageTexts);
  const { session, question, text, official, can } = data;
  const number = official?.state === 'withdrawn' ? null : (official?.number ?? null);
  return (
    <Screen
      top={<TopBar backHref={`/meetings/${session.id}`} title={`${t('title')}: ${question.text}`} subtitle={session.title} end={<><State official={official} /><AccountMenu /></>} />}
      height="fit"
      side={<Side data={data} certificate={certificate} />}
      sideLabel={t('committee')}
      className="mn-screen"
    >
      <div className="mn-main">
        {can.sign || can.seal || can.issue || can.record ? <Button className="mn-to-decision" look="soft" size={48} icon="down" onPress={() => document.querySelector('.mn-screen .ph-side')?.scrollIntoView()}>{t('toSide')}</Button> : null}
        {text ? <CountingPage text={text} number={number} /> : <EmptyState icon="minutes">{can.record ? t('recordNote') : t('waiting')}</EmptyState>}
      </div>
    </Screen>
  );
}

function State({ official }: Pick<CountingData, 'official'>) {
  const t = useTexts(countingPageTexts);
  if (!official) return <Chip icon="minutes" size="l">{t('stateNone')}</Chip>;
  if (official.state === 'withdrawn') return <Chip tone="warn" icon="undo" size="l">{t('stateVoid')}</Chip>;
  if (official.steps.some(({ state }) => state === 'refused')) return <Chip tone="bad" icon="invalid" size="l">{t('stateRefused')}</Chip>;
  return official.state === 'signed' ? <Chip tone="ok" icon="valid" size="l">{t('stateSigned')}</Chip> : <Chip tone="accent" icon="signature" size="l">{t('stateOpen')}</Chip>;
}

function Side({ data, certificate }: { data: CountingData; certificate: Certificate }) {
  const t = useTexts(countingPageTexts);
  const { question, official, committee, can } = data;
  const [dialog, setDialog] = useState<'issue' | 'record' | null>(null);
  const actions = useSigningActions<Command>(official?.officialId, (run, done) => run('counting.take-back', { questionId: question.id }, done));
  const { run, told } = actions;
  const close = (): void => setDialog(null);
  return (
    <Stack gap={5}>
      {official && official.state !== 'withdrawn' ? <SigningPanel document={official} can={can} certificate={certificate} actions={actions} /> : null}
      <PageHeading level={2} title={t('committee')} />
      <ul className="cn-people">
        {committee.map(({ name, position, isHead }) => (
          <li key={name}><span className="ph-strong">{name}</span><span className="ph-sm ph-2">{`${t(isHead ? 'head' : 'member')}${position ? `, ${position}` : ''}`}</span></li>
        ))}
      </ul>
      {can.record ? (
        <Stack gap={3}>
          <p className="ph-2">{t('recordNote')}</p>
          <Button look="pri" size={72} wide icon="edit" onPress={() => setDialog('record')}>{t('record')}</Button>
        </Stack>
      ) : null}
      {can.issue ? (
        <Stack gap={3}>
          <p className="ph-2">{t('issueNote')}</p>
          {actions.error && dialog === null ? <InlineError error={actions.error} /> : null}
          <Button look="pri" size={72} wide icon="minutes" onPress={() => { actions.clear(); setDialog('issue'); }}>{t('issue')}</Button>
        </Stack>
      ) : !official && question.state === 'closed' ? <p className="ph-2">{t('notYet')}</p> : null}
      {can.record || (dialog === 'record' && question.state === 'closed') ? <PaperDialog question={question} isOpen={dialog === 'record'} onClose={close} /> : null}
      <ConfirmDialog isOpen={dialog === 'issue'} about={can.issue ? question.id : null} onClose={close} onConfirm={() => run('counting.issue', { questionId: question.id }, () => { close(); told(t('issued'))(); })} title={t('issueTitle')} confirmLabel={t('issue')} busy={actions.busy} error={actions.error}>
        <Stack gap={3}>
          <p className="ph-strong">{question.text}</p>
          <p>{t('issueNote')}</p>
        </Stack>
      </ConfirmDialog>
    </Stack>
  );
}
