import { useState } from 'react';
import { vietnameseCalendar } from '@shared/law/public-holidays';
import { lastDay } from '@shared/rules/assignment-due';
import { Button, ButtonRow, ComboBox, DateField, Dialog, FormBody, IconButton, InlineError, NumberField, RadioGroup, Row, Select, Stack, TextArea, TextField } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { noon } from './state-word';
import { assignmentTexts } from './texts';

/** What the form is about: a new one under an item, or one that is changed. */
export interface Edited {
  id: string | null;
  itemId: string;
  version: number;
  text: string;
  unitId: string | null;
  withUnitIds: readonly string[];
  withText: string;
  dueOn: string | null;
  outcome: string;
  supervisorId: string | null;
  isIssued: boolean;
}

interface Props {
  edited: Edited;
  units: readonly { id: string; name: string }[];
  supervisors: readonly { id: string; name: string; position: string }[];
  onClose: () => void;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Gives or changes an assignment (TK1, TK5). */
export function AssignmentDialog({ edited, units, supervisors, onClose }: Props) {
  const t = useTexts(assignmentTexts);
  const language = useLanguage();
  const act = useCommand<'assignments.draft' | 'assignments.update'>({ onDone: onClose });
  const [value, setValue] = useState({ ...edited, how: 'day' as 'day' | 'days', days: 10 as number | null, reason: '' });
  const set = (change: Partial<typeof value>): void => setValue((known) => ({ ...known, ...change }));
  const problem = (field: string): string | null => (act.error && act.error.params.field === field ? describeError(act.error, language) : null);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const end = value.how === 'day' && DAY.test(value.dueOn ?? '') ? lastDay(value.dueOn ?? '', vietnameseCalendar) : null;
  const save = (): void => {
    const { text, withText, outcome, supervisorId } = value;
    const due = value.how === 'day' ? { on: value.dueOn ?? '' } : { workingDays: value.days ?? 0 };
    const fields = { text, unitId: value.unitId ?? '', withUnitIds: [...value.withUnitIds], withText, due, outcome, supervisorId };
    if (edited.id === null) act.run('assignments.draft', { itemId: edited.itemId, ...fields });
    else act.run('assignments.update', { assignmentId: edited.id, version: edited.version, ...fields, reason: value.reason });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="l"
      title={t(edited.id === null ? 'newTitle' : 'editTitle')}
      actions={<ButtonRow><Button look="pri" icon="save" busy={act.busy} onPress={save}>{t('save')}</Button><Button look="quiet" onPress={onClose}>{t('cancel')}</Button></ButtonRow>}
    >
      <FormBody>
        {act.error && !['due', 'unitId', 'supervisorId', 'reason', 'text', 'outcome'].includes(String(act.error.params.field)) ? <InlineError error={act.error} /> : null}
        <TextArea label={t('text')} rows={4} prose value={value.text} onChange={(text) => set({ text })} isRequired error={problem('text')} />
        <ComboBox label={t('unitLead')} value={value.unitId} onChange={(unitId) => set({ unitId })} options={units.map(({ id, name }) => ({ value: id, label: name }))} isRequired error={problem('unitId')} />
        <Stack gap={2}>
          <ComboBox key={value.withUnitIds.length} label={t('addUnit')} value={null} onChange={(id) => { if (id && id !== value.unitId && !value.withUnitIds.includes(id)) set({ withUnitIds: [...value.withUnitIds, id] }); }} options={units.filter(({ id }) => !value.withUnitIds.includes(id)).map(({ id, name }) => ({ value: id, label: name }))} isOptional />
          {value.withUnitIds.length > 0 ? (
            <ul className="ph-plain" aria-label={t('withUnits')}>
              {value.withUnitIds.map((id) => (
                <li key={id}><Row gap={2} justify="between"><span>{names.get(id) ?? ''}</span><IconButton icon="close" label={t('removeUnit', { name: names.get(id) ?? '' })} onPress={() => set({ withUnitIds: value.withUnitIds.filter((one) => one !== id) })} /></Row></li>
              ))}
            </ul>
          ) : null}
        </Stack>
        <TextField label={t('withText')} hint={t('withTextHint')} value={value.withText} onChange={(withText) => set({ withText })} isOptional maxLength={200} />
        <RadioGroup label={t('dueHow')} direction="row" value={value.how} onChange={(how) => set({ how })} options={[{ value: 'day', label: t('dueDay') }, { value: 'days', label: t('dueDays') }]} />
        {value.how === 'day' ? (
          <DateField label={t('date')} hint={end && end !== value.dueOn ? t('dayOff', { on: noon(end) }) : undefined} value={value.dueOn ?? ''} onChange={(dueOn) => set({ dueOn })} isRequired error={problem('due')} />
        ) : (
          <NumberField label={t('days')} value={value.days} onChange={(days) => set({ days })} min={1} max={500} isRequired error={problem('due')} />
        )}
        <TextField label={t('outcomeField')} hint={t('outcomeHint')} value={value.outcome} onChange={(outcome) => set({ outcome })} isRequired maxLength={200} error={problem('outcome')} />
        {supervisors.length > 0 ? <Select label={t('supervisorField')} value={value.supervisorId ?? ''} onChange={(id) => set({ supervisorId: id || null })} options={[{ value: '', label: t('nobody') }, ...supervisors.map(({ id, name, position }) => ({ value: id, label: [name, position].filter(Boolean).join(', ') }))]} error={problem('supervisorId')} /> : null}
        {edited.isIssued ? <TextArea label={t('reason')} rows={2} value={value.reason} onChange={(reason) => set({ reason })} isRequired error={problem('reason')} /> : null}
      </FormBody>
    </Dialog>
  );
}
