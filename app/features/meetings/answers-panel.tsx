import { useState } from 'react';
import { Button, Card, Dialog, Disclosure, FormBody, InlineError, ListRow, Notice, PageHeading, RowList, Stack, StateWord, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';
import { useCommand } from '../../commands';
import { answerTexts } from './answer-texts';
import type { MeetingDetail } from './data';

export type Answers = QueryResult<'meetings.answers'>;
type Given = NonNullable<Answers['people'][number]['answer']>;

interface AnswersPanelProps {
  answers: Answers;
  detail: MeetingDetail;
  /** Folded where nothing waits for a word. */
  isFolded?: boolean;
}

/** What people answered to the invitation, what waits for a word, and what it means for the quorum (M47, M48). */
export function AnswersPanel({ answers: { expected, people, maySettle }, detail, isFolded = false }: AnswersPanelProps) {
  const t = useTexts(answerTexts);
  const { quorum, possible } = expected;
  const seatOf = (personId: string) => detail.attendees.find((seat) => seat.personId === personId);
  const named = people.flatMap(({ personId, answer }) => {
    const seat = seatOf(personId);
    return seat ? [{ personId, name: seat.fullName, position: seat.position, answer }] : [];
  });
  const waiting = named.filter(({ answer }) => answer !== null && answer.kind !== 'attends' && answer.settled === null);
  const away = named.filter(({ answer }) => answer !== null && answer.kind !== 'attends' && answer.settled !== null);
  const silent = named.filter(({ answer }) => answer === null);
  const words = { present: quorum.present, members: quorum.members, needed: quorum.needed, most: possible.present };
  const body = (
    <>
      <Notice tone={quorum.reached ? 'ok' : possible.reached ? 'accent' : 'warn'} icon="people">{t(quorum.reached ? 'quorumYes' : possible.reached ? 'quorumNo' : 'quorumNever', words)}</Notice>
      {waiting.length > 0 ? (
        <Stack gap={2}>
          <p className="ph-label">{t('waiting', { count: waiting.length })}</p>
          <RowList label={t('waiting', { count: waiting.length })}>
            {waiting.map((one) => (one.answer ? <WaitingRow key={one.personId} meetingId={detail.meeting.id} personId={one.personId} name={one.name} answer={one.answer} may={maySettle} /> : null))}
          </RowList>
        </Stack>
      ) : null}
      {away.length > 0 ? (
        <Disclosure title={`${t('declinedNames')} (${away.length})`}>
          <RowList label={t('declinedNames')}>
            {away.map((one) => <ListRow key={one.personId} title={one.name} note={one.answer ? <AwayWords answer={one.answer} /> : null} />)}
          </RowList>
        </Disclosure>
      ) : null}
      {silent.length > 0 ? (
        <Disclosure title={`${t('silentNames')} (${silent.length})`}>
          <RowList label={t('silentNames')}>
            {silent.map((one) => <ListRow key={one.personId} title={one.name} note={one.position} />)}
          </RowList>
        </Disclosure>
      ) : null}
    </>
  );
  return (
    <Card padding="m" as="section">
      {isFolded && waiting.length === 0 ? <Disclosure title={t('heading')} note={t('summary', expected)}><Stack gap={4}>{body}</Stack></Disclosure> : (
        <Stack gap={4}>
          <PageHeading level={2} look="lg" title={t('heading')} note={t('summary', expected)} />
          {body}
        </Stack>
      )}
    </Card>
  );
}

function AwayWords({ answer }: { answer: Given }) {
  const t = useTexts(answerTexts);
  const asked = answer.kind === 'substitute' ? t('asksSubstitute', { name: answer.proposed?.fullName ?? '', reason: answer.reason ?? '' }) : t('asksAbsence', { reason: answer.reason ?? '' });
  return (
    <>
      <span>{asked}</span>
      {answer.settled ? <StateWord tone={answer.settled === 'accepted' ? 'ok' : 'warn'}>{answer.settled === 'accepted' ? t('outcomeAccepted') : t('outcomeRefused', { why: answer.settledWhy ?? '' })}</StateWord> : null}
    </>
  );
}

interface WaitingRowProps {
  meetingId: string;
  personId: string;
  name: string;
  answer: Given;
  may: boolean;
}

function WaitingRow({ meetingId, personId, name, answer, may }: WaitingRowProps) {
  const t = useTexts(answerTexts);
  const toast = useToast();
  const act = useCommand<'meetings.settle-answer'>({ page: `/meetings/${meetingId}?index`, onDone: () => toast({ text: t('settled', { name }), icon: 'check' }) });
  const [isRefusing, setRefusing] = useState(false);
  const [why, setWhy] = useState('');
  const [isTried, setTried] = useState(false);
  const kind = answer.kind === 'substitute' ? 'substitute' : 'declines';
  return (
    <ListRow
      title={name}
      note={<AwayWords answer={answer} />}
      actions={
        may ? (
          <>
            <Button size={48} look="soft" icon="check" aria-label={t('agreeOf', { name })} busy={act.busy && !isRefusing} onPress={() => act.run('meetings.settle-answer', { personId, kind, accept: true })}>{t('agree')}</Button>
            <Button size={48} look="quiet" aria-label={t('refuseOf', { name })} onPress={() => setRefusing(true)}>{t('refuse')}</Button>
          </>
        ) : undefined
      }
    >
      {act.error && !isRefusing ? <InlineError error={act.error} /> : null}
      <Dialog
        isOpen={isRefusing}
        onClose={() => { act.clear(); setRefusing(false); }}
        title={t('refuseTitle', { name })}
        actions={
          <>
            <Button look="quiet" onPress={() => { act.clear(); setRefusing(false); }}>{t('cancel')}</Button>
            <Button look="pri" busy={act.busy} onPress={() => {
              setTried(true);
              if (why.trim() !== '') act.run('meetings.settle-answer', { personId, kind, accept: false, reason: why }, () => setRefusing(false));
            }}
            >{t('refuse')}
            </Button>
          </>
        }
      >
        <FormBody>
          {act.error ? <InlineError error={act.error} /> : null}
          <TextField label={t('reason')} hint={t('refuseHint')} value={why} onChange={setWhy} maxLength={300} autoComplete="off" error={isTried && why.trim() === '' ? t('reasonNeeded') : undefined} />
        </FormBody>
      </Dialog>
    </ListRow>
  );
}
