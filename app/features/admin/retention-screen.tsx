import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Checkbox, EmptyState, ListRow, Notice, NumberField, PageHeading, RowList, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import { EditorDialog } from './editor-dialog';
import { retentionTexts } from './retention-texts';
import { useEditor } from './use-editor';

type Rules = QueryResult<'retention.rules'>;
type Rule = Rules['rules'][number];
type Removals = QueryResult<'retention.removals'>['removals'];

/** Every rule of retention with its source, what went and what goes next; what is never removed; deleted accounts. */
export function RetentionScreen({ rules: { rules, kept, periods, last, next }, removals }: { rules: Rules; removals: Removals }) {
  const t = useTexts(retentionTexts);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <AdminFrame place="retention">
      <Stack gap={5}>
        <PageHeading title={t('title')} note={t('note')} end={<Button icon="edit" onPress={() => setChoosing(true)}>{t('change')}</Button>} />
        <Notice>{`${last ? t('last', { at: last.at }) : t('never')} ${t('next', { at: next })}`}</Notice>
        <PageHeading level={2} title={t('rules')} count={rules.length} />
        <RowList look="cards" label={t('rules')}>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </RowList>
        <PageHeading level={2} title={t('kept')} />
        <RowList look="cards" label={t('kept')}>
          {kept.map(({ reason, source, tables }) => (
            <ListRow key={reason} icon="lock" title={t(`kept_${reason}`)} note={`${t(`kept_${reason}_note`)} ${source === null ? t('ownSource') : t('source', { source })} ${t('keptNote', { count: tables })}`} />
          ))}
        </RowList>
        <PageHeading level={2} title={t('removals')} count={removals.length} />
        {removals.length === 0 ? <EmptyState icon="personRemove">{t('noRemovals')}</EmptyState> : null}
        <RowList look="cards" label={t('removals')}>
          {removals.map(({ id, fullName, title, at, removedBy, doneAt }) => (
            <ListRow key={id} icon="personRemove" title={fullName} note={[title, t('removalLine', { at, by: removedBy })].filter(Boolean).join(' · ')} href={`/admin/removals/${id}`} end={<StateWord tone={doneAt ? 'ok' : 'warn'}>{t(doneAt ? 'done' : 'underWay')}</StateWord>} />
          ))}
        </RowList>
      </Stack>
      {isChoosing ? <PeriodsDialog rules={rules} periods={periods} onClose={() => setChoosing(false)} /> : null}
    </AdminFrame>
  );
}

function RuleRow({ rule: { id, keep, source, due, removed } }: { rule: Rule }) {
  const t = useTexts(retentionTexts);
  const span = keep === null ? t('forGood') : 'days' in keep ? t('days', { count: keep.days }) : t('months', { count: keep.months });
  const counts = [due === null ? '' : due > 0 ? t('due', { count: due }) : t('dueNone'), removed > 0 ? t('removed', { count: removed }) : ''].filter(Boolean).join('; ');
  return <ListRow icon="hourglass" title={`${t(id)}: ${span.toLocaleLowerCase()}`} note={[t(`${id}_note`), source === null ? t('ownSource') : t('source', { source }), counts && `${counts}.`].filter(Boolean).join(' ')} />;
}

type Periods = Rules['periods'];
const CHOSEN = ['places', 'looks', 'notices'] as const;
/** What is offered first where nothing was chosen yet. */
const MARKS_MONTHS = 24;

function PeriodsDialog({ rules, periods, onClose }: { rules: readonly Rule[]; periods: Periods; onClose: () => void }) {
  const t = useTexts(retentionTexts);
  const editor = useEditor<'retention.set-periods', Periods>(periods, onClose);
  const { value, set } = editor;
  const boundsOf = (id: keyof Periods): { least: number; most: number } => rules.find((rule) => rule.id === id)?.choice ?? { least: 1, most: 120 };
  const field = (id: keyof Periods, label: string, months: number) => {
    const { least, most } = boundsOf(id);
    return <NumberField key={id} label={label} valueName={t(id)} hint={t('bounds', { least, most })} value={months} min={least} max={most} unit={t('monthsAfter')} onChange={(next) => set({ [id]: next ?? least })} />;
  };
  return (
    <EditorDialog title={t('chooseTitle')} note={t('chooseNote')} editor={editor} onSave={() => editor.run('retention.set-periods', { periods: value })} onClose={onClose}>
      <Checkbox isSelected={value.marks !== null} hint={t('marks_note')} onChange={(on) => set({ marks: on ? MARKS_MONTHS : null })}>{t('marksChoice')}</Checkbox>
      {value.marks === null ? null : field('marks', t('marks'), value.marks)}
      {CHOSEN.map((id) => field(id, t(id), value[id]))}
    </EditorDialog>
  );
}
