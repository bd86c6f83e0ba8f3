import { Button, ButtonRow, Disclosure, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { PHRASES } from './phrases';
import { minutesTexts } from './texts';
import type { MinutesWriting } from './use-cowriting';

/** Above the text while it is written: what was written is taken back, who else is here, what differs from the draft. */
export function WritingTools({ draft, isEditing, onSwitch }: { draft: MinutesWriting; isEditing: boolean; onSwitch(): void }) {
  const t = useTexts(minutesTexts);
  const names = draft.people.map(({ name }) => name).join(', ');
  return (
    <div className="mn-writing-tools">
      <ButtonRow>
        <Button size={48} look="quiet" icon="undo" isDisabled={!isEditing || !draft.canUndo} onPress={draft.undo}>{t('undo')}</Button>
        <Button size={48} look="quiet" icon="redo" isDisabled={!isEditing || !draft.canRedo} onPress={draft.redo}>{t('redo')}</Button>
        <Button size={48} look="soft" icon={isEditing ? 'view' : 'edit'} onPress={onSwitch}>{t(isEditing ? 'seeChanges' : 'goOnWriting')}</Button>
      </ButtonRow>
      <p className="ph-sm ph-2" role="status">{names ? t('alsoHere', { names }) : t('aloneHere')}</p>
      {draft.closed === 'outdated' ? <Notice tone="warn">{t('closedOutdated')}</Notice> : null}
    </div>
  );
}

/** Phrases and speakers by touch, at the caret of the paragraph that is written. */
export function Phrases({ speakers, onInsert }: { speakers: readonly string[]; onInsert(words: string): void }) {
  const t = useTexts(minutesTexts);
  const entries = [...speakers.map((name, index) => [String(index + 1), t('speakerWords', { name })] as const), ...Object.entries(PHRASES)];
  return (
    <Disclosure title={t('phrases')}>
      <p className="ph-sm ph-2">{t('phrasesNote')}</p>
      <div className="mn-phrases" lang="vi">
        {entries.map(([short, words]) => <Button key={short} size={48} look="soft" aria-label={t('phrase', { words: words.trim(), short })} onPress={() => onInsert(words)}>{words.trim()}</Button>)}
      </div>
    </Disclosure>
  );
}
