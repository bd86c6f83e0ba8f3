import { useState } from 'react';
import { FLOOR_MINUTES } from '@shared/rules/floor-queue';
import { Button, ButtonRow, Dialog, FormBody, InlineError, NumberField, TextArea, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { DraftNotice, useCommand, useDraft } from '../../commands';
import type { BoardItem } from './data';
import { positionTexts } from './texts';

interface Props {
  item: BoardItem;
  page: string;
  kind: 'speak' | 'object' | 'question';
  onClose: () => void;
}

/** On what somebody wants to speak and how long, why they object, or what they ask; what is typed stays on the tablet until the server has it. */
export function PositionDialog({ item, page, kind, onClose }: Props) {
  const t = useTexts(positionTexts);
  const toast = useToast();
  const own = item.own?.kind === kind ? item.own : null;
  const draft = useDraft(`position:${item.id}:${kind}`, { words: own?.words ?? '', minutes: own?.minutes ?? FLOOR_MINUTES.usual });
  const [isTried, setTried] = useState(false);
  const act = useCommand<'positions.declare'>({ page });
  const { words, minutes } = draft.value;
  const isMissing = kind === 'question' && words.trim() === '';
  const send = (): void => {
    setTried(true);
    if (isMissing) return;
    act.run('positions.declare', { itemId: item.id, kind, words, minutes, seen: item.seen }, () => {
      draft.saved();
      toast({ text: t('done', { kind: t(kind) }), icon: 'check' });
      onClose();
    });
  };
  return (
    <Dialog
      isOpen
      about={item.can.declare ? item.id : null}
      onClose={onClose}
      title={t(`dialog_${kind}`)}
      note={item.title}
      actions={<ButtonRow><Button look="pri" icon={kind === 'question' ? 'send' : 'check'} busy={act.busy} onPress={send}>{t(kind === 'question' ? 'ask' : 'save')}</Button></ButtonRow>}
    >
      <FormBody>
        {act.error ? <InlineError error={act.error} /> : null}
        <DraftNotice draft={draft} />
        {kind === 'question' ? <p className="ph-sm ph-2">{t('questionNote')}</p> : null}
        <TextArea label={t(`words_${kind}`)} hint={kind === 'question' ? undefined : t('wordsHint')} rows={3} maxLength={500} value={words} onChange={(next) => draft.change({ words: next, minutes })} isRequired={kind === 'question'} error={isTried && isMissing ? t('wordsNeeded') : null} />
        {kind === 'speak' ? <NumberField label={t('minutes')} unit={t('minutesUnit')} value={minutes} min={FLOOR_MINUTES.least} max={FLOOR_MINUTES.most} onChange={(next) => draft.change({ words, minutes: next ?? FLOOR_MINUTES.usual })} /> : null}
      </FormBody>
    </Dialog>
  );
}
