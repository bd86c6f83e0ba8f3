import { useState } from 'react';
import type { CommandResult, QueryResult } from '../../../server/application';
import { Button, ButtonRow, FormBody, InlineError, Notice, PageHeading, Select, Stack, StateWord, TextArea, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { type DifferentField, DraftNotice, useCommand, useDraft, VersionsNotice } from '../../commands';
import { conclusionsTexts } from './texts';

type Editing = NonNullable<QueryResult<'conclusions.notice'>['editing']>;
type Capacity = Editing['capacity'];

/** What can be typed: the parts by their names, who is told, who signs. */
interface Fields {
  parts: { id: string; text: string }[];
  recipients: string;
  signatoryId: string;
  capacity: Capacity;
  position: string;
}

/** Parts beside the conclusions; one that stands before `followup` and is not recorded is offered empty. */
const OPTIONAL = 'general';
const NEEDED: readonly string[] = ['abstract', 'opening', 'closing'];

const fieldsOf = ({ parts, recipients, signatoryId, capacity, position }: Editing): Fields => ({
  parts: withGeneral(parts.map(({ id, text }) => ({ id, text }))),
  recipients: recipients.join('\n'),
  signatoryId,
  capacity,
  position,
});

function withGeneral(parts: Fields['parts']): Fields['parts'] {
  if (parts.some(({ id }) => id === OPTIONAL)) return parts;
  const place = parts.findIndex(({ id }) => id === 'followup' || id === 'closing');
  return place < 0 ? parts : parts.toSpliced(place, 0, { id: OPTIONAL, text: '' });
}

/** The text part by part beside what the session recorded (NC2), kept on this device until it is saved. */
export function NoticeEditor({ meetingId, editing, onSaved }: { meetingId: string; editing: Editing; onSaved(): void }) {
  const t = useTexts(conclusionsTexts);
  const toast = useToast();
  const stored = fieldsOf(editing);
  const draft = useDraft<Fields>(`conclusions.${meetingId}`, stored);
  const [base, setBase] = useState(editing.version);
  const { run, busy, error, clear } = useCommand<'conclusions.save', CommandResult<'conclusions.save'>>();
  const { value } = draft;
  const isConflict = error?.code === 'conflict';
  const nameOf = (id: string): string => {
    const title = [...editing.parts, ...editing.leftOut].find((part) => part.id === id)?.title;
    return title ? t('ofItem', { title }) : t(`part_${id}` as 'part_abstract');
  };
  const write = (id: string, text: string): void => draft.change({ ...value, parts: value.parts.map((part) => (part.id === id ? { id, text } : part)) });
  const save = (version: number): void =>
    run('conclusions.save', { version, parts: value.parts.filter(({ id, text }) => id !== OPTIONAL || text.trim() !== '').map(({ id, text }) => ({ part: id, text })), recipients: value.recipients.split('\n').map((line) => line.trim()).filter((line) => line !== ''), signatoryId: value.signatoryId, capacity: value.capacity, position: value.position }, ({ version: next }) => {
      setBase(next);
      draft.saved();
      toast({ text: t('saved'), icon: 'check' });
      onSaved();
    });
  const takeTheirs = (): void => {
    draft.change(stored);
    draft.saved();
    setBase(editing.version);
    clear();
  };
  const signatory = editing.signatories.find(({ personId }) => personId === value.signatoryId);
  const different: DifferentField[] = isConflict ? stored.parts.flatMap(({ id, text }) => {
    const mine = value.parts.find((part) => part.id === id)?.text ?? '';
    return mine === text ? [] : [{ name: nameOf(id), mine, theirs: text }];
  }) : [];
  const missing = editing.leftOut.filter(({ id }) => id !== OPTIONAL && !value.parts.some((part) => part.id === id));
  const isTyped = JSON.stringify(value) !== JSON.stringify(stored);
  return (
    <form className="kl-edit" noValidate onSubmit={(event) => { event.preventDefault(); save(base); }}>
      <FormBody>
        <DraftNotice draft={draft} />
        {isConflict ? <VersionsNotice error={error} fields={different} busy={busy} onKeepMine={() => save(editing.version)} onTakeTheirs={takeTheirs} /> : error ? <InlineError error={error} /> : null}
        {value.parts.map(({ id, text }) => {
          const recorded = editing.parts.find((part) => part.id === id)?.recorded ?? null;
          return (
            <Stack gap={2} key={id}>
              <TextArea label={nameOf(id)} value={text} onChange={(next) => write(id, next)} rows={id.startsWith('item:') ? 5 : 2} prose isRequired={NEEDED.includes(id)} error={NEEDED.includes(id) && text.trim() === '' ? t('needed') : undefined} />
              {recorded !== null && recorded !== text ? (
                <Notice tone="warn" title={t('recordedTitle')}>
                  <p className="kl-recorded" lang="vi">{recorded}</p>
                  <Button size={48} look="soft" icon="undo" onPress={() => write(id, recorded)}>{t('asRecorded')}</Button>
                </Notice>
              ) : null}
            </Stack>
          );
        })}
        {missing.length > 0 ? (
          <Notice tone="warn" title={t('leftOut')}>
            <Stack gap={3}>
              {missing.map(({ id, text }) => (
                <div key={id} className="kl-missing">
                  <p className="ph-strong">{nameOf(id)}</p>
                  <p className="kl-recorded" lang="vi">{text}</p>
                  <Button size={48} look="soft" icon="add" onPress={() => draft.change({ ...value, parts: placed(value.parts, { id, text }, editing) })}>{t('takeIn')}</Button>
                </div>
              ))}
            </Stack>
          </Notice>
        ) : null}
        <TextArea label={t('recipients')} hint={t('recipientsHint')} value={value.recipients} onChange={(recipients) => draft.change({ ...value, recipients })} rows={6} isRequired />
        <PageHeading level={2} title={t('signatory')} />
        <Select label={t('signatory')} value={value.signatoryId} options={editing.signatories.map(({ personId, name, position }) => ({ value: personId, label: position ? `${name}, ${position}` : name }))} isRequired onChange={(signatoryId) => {
          const chosen = editing.signatories.find(({ personId }) => personId === signatoryId);
          draft.change({ ...value, signatoryId, position: chosen?.position ?? '', capacity: chosen?.capacities.includes(value.capacity) ? value.capacity : (chosen?.capacities[0] ?? value.capacity) });
        }}
        />
        <Select label={t('capacity')} value={value.capacity} options={(signatory?.capacities ?? []).map((capacity) => ({ value: capacity, label: t(`capacity_${capacity}`) }))} isRequired onChange={(capacity) => draft.change({ ...value, capacity })} />
        {value.capacity === 'TL' || value.capacity === 'TUQ' ? <TextField label={t('position')} value={value.position} onChange={(position) => draft.change({ ...value, position })} /> : null}
      </FormBody>
      <div className="kl-save">
        <ButtonRow>
          <Button look="pri" icon="save" type="submit" busy={busy}>{t('save')}</Button>
          {isTyped ? <StateWord tone="warn" icon="edit">{t('unsaved')}</StateWord> : null}
        </ButtonRow>
      </div>
    </form>
  );
}

/** A recorded part goes where the record has it: behind the nearest part before it. */
function placed(parts: Fields['parts'], taken: { id: string; text: string }, { parts: known, leftOut }: Editing): Fields['parts'] {
  const order = [...known, ...leftOut].filter(({ id }) => id.startsWith('item:')).map(({ id, title }) => ({ id, place: Number.parseInt(title ?? '', 10) || 0 })).sort((a, b) => a.place - b.place).map(({ id }) => id);
  const before = order.slice(0, order.indexOf(taken.id)).reverse().find((id) => parts.some((part) => part.id === id)) ?? 'lead';
  return parts.toSpliced(parts.findIndex(({ id }) => id === before) + 1, 0, taken);
}
