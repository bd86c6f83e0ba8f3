import { useState } from 'react';
import { Button, Card, ConfirmDialog, EmptyState, PageHeading, Stack, StateWord } from '~/ui';
import { type Translate, useFormats, useTexts } from '~/ui/i18n';
import type { LiveQuestion } from './data';
import { ballotTexts } from './ballot-texts';
import { CommitteeButton } from './committee-dialog';
import { CountLink } from './count-link';
import { CountedBallots } from './counted-ballots';
import { countingTexts } from './counting-texts';
import { openOf } from './open-of';
import { SecretDesk } from './secret-desk';
import { secretTexts } from './secret-texts';
import { votingTexts } from './texts';
import { Verdict } from './verdict';
import { useNeed } from './verdict-words';
import { VoteDesk } from './vote-desk';
import { isOneByOne, useHow } from './vote-progress';
import './voting.css';

export interface ItemVotesProps {
  meetingId: string;
  questions: readonly LiveQuestion[];
  /** Chair and secretary get buttons. */
  onOpenQuestion?: (question: LiveQuestion) => void;
  onRecord?: (question: LiveQuestion) => void;
  onWithdraw?: (question: LiveQuestion) => void;
  onPrepare?: () => void;
  /** Changes a draft. */
  onEdit?: (question: LiveQuestion) => void;
  /** Why a draft cannot be opened now, by question. */
  refusals?: Readonly<Record<string, string | null>>;
  /** Who has not voted yet, for those who run the vote; and the time. */
  desk?: { out: readonly { personId: string; name: string; position: string }[]; now: Date };
}

/** Questions of the current item and where each stands; results only once they are published. */
export function ItemVotes({ meetingId, questions, onOpenQuestion, onRecord, onWithdraw, onPrepare, onEdit, refusals, desk }: ItemVotesProps) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const tc = useTexts(countingTexts);
  const how = useHow();
  const need = useNeed();
  const f = useFormats();
  const [withdrawing, setWithdrawing] = useState<LiveQuestion | null>(null);
  const withdrawn = questions.find(({ id, state }) => id === withdrawing?.id && state === 'open');
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={t('heading')} />
      {questions.length === 0 ? <EmptyState>{t('none')}</EmptyState> : null}
      {questions.map((question, index) => (
        <Card key={question.id} padding="s" look={question.state === 'open' ? 'current' : 'plain'}>
          <Stack gap={3}>
            <p className="ph-strong">{`${index + 1}. ${question.text}`}</p>
            {question.state === 'draft' ? (
              <p className="ph-sm ph-3 ph-num">{draftWords(question, { t, ts })}</p>
            ) : null}
            {question.state === 'fallen' ? <p className="ph-sm ph-3">{tb('fallen')}</p> : null}
            {question.state === 'open' ? <StateWord tone="son" dot>{t('open')}</StateWord> : null}
            {question.state === 'open' ? <p className="ph-sm ph-2">{how(question)}</p> : null}
            {question.state === 'open' ? <p className="ph-sm ph-num">{need(question)}</p> : null}
            {question.state === 'closed' && question.closedAt ? (
              <>
                <Verdict question={question} />
                <CountedBallots meetingId={meetingId} question={question} />
                <CountLink meetingId={meetingId} question={question} />
                <p className="ph-xs ph-3 ph-num">{t('closedAt', { at: question.closedAt })}</p>
              </>
            ) : null}
            {question.state === 'draft' && onOpenQuestion ? (
              <Button icon="vote" wide disabledReason={refusals?.[question.id]} onPress={() => onOpenQuestion(question)}>{t('openAction', { number: index + 1 })}</Button>
            ) : null}
            {question.state === 'draft' && onOpenQuestion ? <CommitteeButton meetingId={meetingId} question={question} /> : null}
            {question.state === 'draft' && onEdit ? <Button look="quiet" size={48} icon="edit" wide onPress={() => onEdit(question)}>{t('edit')}</Button> : null}
            {question.state === 'open' && question.mode === 'secret' && question.way === 'tablets' && desk ? <SecretDesk meetingId={meetingId} question={question} /> : null}
            {question.state === 'open' && isOneByOne(question) && desk ? <VoteDesk meetingId={meetingId} question={question} now={desk.now} out={desk.out} /> : null}
            {question.state === 'open' && !isOneByOne(question) && onRecord ? <Button look="pri" icon="edit" wide onPress={() => onRecord(question)}>{question.way === 'paper' ? tc('record') : t('record')}</Button> : null}
            {question.state === 'open' && onWithdraw && !question.cast && !question.counting ? <Button look="quiet" size={48} icon="undo" wide onPress={() => setWithdrawing(question)}>{t('withdraw')}</Button> : null}
          </Stack>
        </Card>
      ))}
      {onPrepare ? <Button look="quiet" icon="add" onPress={onPrepare}>{t('prepare')}</Button> : null}
      <ConfirmDialog
        isOpen={withdrawing !== null}
        about={withdrawn ? openOf(withdrawn) : null}
        onClose={() => setWithdrawing(null)}
        onConfirm={() => { if (withdrawing) onWithdraw?.(withdrawing); setWithdrawing(null); }}
        title={withdrawing ? `${t('withdraw')}: ${withdrawing.text}` : ''}
        confirmLabel={t('withdraw')}
      >
        {withdrawing?.openedAt ? <p className="ph-num">{f.time(withdrawing.openedAt)}</p> : null}
      </ConfirmDialog>
    </Stack>
  );
}

/** What a draft will be: mode, alternatives, votes needed. */
function draftWords({ mode, options, needed }: LiveQuestion, { t, ts }: { t: Translate<(typeof votingTexts)['vi']>; ts: Translate<(typeof secretTexts)['vi']> }): string {
  const count = options.length;
  if (mode === 'secret') return count === 0 ? ts('draft', { needed }) : ts('draftOptions', { count, needed });
  return count === 0 ? t('draft', { needed }) : t('draftOptions', { count, needed });
}
