import { useState } from 'react';
import { Button, ButtonRow, Chip, Dialog, FormBody, InlineError, RowList, ListRow, TextArea, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { DraftNotice, useCommand, useDraft } from '../../commands';
import type { BoardItem, Remark } from './data';
import { ownWords } from './own-position';
import { positionTexts } from './texts';

/** Who says what of an item, for those who run the session and who presents it; questions are answered here. */
export function Remarks({ item, remarks }: { item: BoardItem; remarks: readonly Remark[] }) {
  const t = useTexts(positionTexts);
  const [asked, setAsked] = useState<Remark | null>(null);
  return (
    <>
      <RowList label={`${t('remarks')}: ${item.title}`}>
        {remarks.map((remark) => {
          const words = ownWords(remark, t);
          const reply = remark.kind !== 'question' ? '' : remark.answer ? t('answered', { words: remark.answer }) : t('waits');
          return (
            <ListRow
              key={remark.personId}
              icon={remark.kind === 'speak' ? 'hand' : remark.kind === 'object' ? 'close' : 'opinion'}
              title={remark.name}
              note={<>{[remark.position, words].filter(Boolean).map((line) => <span key={line} className="po-line">{line}</span>)}{reply ? <span className="po-line">{reply}</span> : null}</>}
              end={<Chip size="s" tone={remark.kind === 'object' ? 'bad' : remark.kind === 'question' && remark.answer ? 'ok' : 'neutral'}>{t(remark.kind === 'question' ? (remark.answer ? 'replied' : 'askedShort') : remark.kind === 'object' ? 'object' : 'speak')}</Chip>}
              actions={remark.kind === 'question' && item.can.answer ? <Button size={48} icon="edit" aria-label={t('answerOf', { name: remark.name })} onPress={() => setAsked(remark)}>{t(remark.answer ? 'answerChange' : 'answer')}</Button> : undefined}
            />
          );
        })}
      </RowList>
      {asked ? <AnswerDialog item={item} remark={remarks.find(({ personId }) => personId === asked.personId) ?? asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

/** The answer stays on the tablet until the server has it. */
function AnswerDialog({ item, remark, onClose }: { item: BoardItem; remark: Remark; onClose: () => void }) {
  const t = useTexts(positionTexts);
  const toast = useToast();
  const draft = useDraft(`position-answer:${item.id}:${remark.personId}`, remark.answer);
  const [isTried, setTried] = useState(false);
  const act = useCommand<'positions.answer'>();
  const isMissing = draft.value.trim() === '';
  const send = (): void => {
    setTried(true);
    if (isMissing) return;
    act.run('positions.answer', { itemId: item.id, personId: remark.personId, seen: remark.version, answer: draft.value }, () => {
      draft.saved();
      toast({ text: t('answerDone'), icon: 'check' });
      onClose();
    });
  };
  return (
    <Dialog isOpen about={item.can.answer ? item.id : null} onClose={onClose} title={t('answerOf', { name: remark.name })} note={item.title} actions={<ButtonRow><Button look="pri" icon="send" busy={act.busy} onPress={send}>{t('answerSend')}</Button></ButtonRow>}>
      <FormBody>
        {act.error ? <InlineError error={act.error} /> : null}
        <DraftNotice draft={draft} />
        <p className="ph-strong">{t('asked', { words: remark.words })}</p>
        <TextArea label={t('answerLabel')} rows={5} prose maxLength={2_000} value={draft.value} onChange={draft.change} isRequired error={isTried && isMissing ? t('answerNeeded') : null} />
      </FormBody>
    </Dialog>
  );
}
