import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Chip, ListRow, RowList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { CommitteeButton } from './committee-dialog';
import { QuestionDialog } from './question-dialog';
import { secretTexts } from './secret-texts';
import { votingTexts } from './texts';

export type Questions = QueryResult<'voting.questions'>;

/** Questions of one agenda item while the session is prepared. */
export function ItemQuestions({ meetingId, itemId, questions, canCreate, canBeSecret }: { meetingId: string; itemId: string; questions: Questions['questions']; canCreate: boolean; canBeSecret: boolean }) {
  const t = useTexts(votingTexts);
  const ts = useTexts(secretTexts);
  const shortly = ({ mode, options: { length: count }, needed }: Questions['questions'][number]): string => {
    if (mode === 'secret') return count === 0 ? ts('needShort', { needed }) : ts('optionsShort', { count, needed });
    return count === 0 ? t('needShort', { needed }) : t('optionsShort', { count, needed });
  };
  const [editing, setEditing] = useState<string | null>(null);
  const edited = questions.find(({ id }) => id === editing);
  const stateOf = (question: Questions['questions'][number]) =>
    question.state === 'draft' ? (
      <Chip size="s">{shortly(question)}</Chip>
    ) : (
      <Chip size="s" tone={question.state === 'open' ? 'son' : 'neutral'}>{t(question.state === 'open' ? 'open' : question.state === 'fallen' ? 'failed' : question.passed ? 'passed' : 'failed')}</Chip>
    );
  return (
    <Stack gap={2}>
      {questions.length > 0 ? (
        <RowList label={t('heading')}>
          {questions.map((question) => (
            <ListRow
              key={question.id}
              icon="vote"
              title={question.text}
              end={stateOf(question)}
              actions={question.can.edit ? <><Button look="quiet" size={48} icon="edit" onPress={() => setEditing(question.id)}>{t('edit')}</Button><CommitteeButton meetingId={meetingId} question={question} /></> : undefined}
            />
          ))}
        </RowList>
      ) : null}
      {canCreate ? <span><Button size={48} icon="vote" onPress={() => setEditing('new')}>{t('prepare')}</Button></span> : null}
      {editing === 'new' ? <QuestionDialog itemId={itemId} canBeSecret={canBeSecret} isOpen onClose={() => setEditing(null)} /> : null}
      {edited ? <QuestionDialog key={`${edited.id}-${edited.version}`} itemId={itemId} canBeSecret={canBeSecret} question={edited} isOpen onClose={() => setEditing(null)} /> : null}
    </Stack>
  );
}
