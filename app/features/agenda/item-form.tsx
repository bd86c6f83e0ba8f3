import { useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import type { AgendaKind } from '@shared/rules/agenda-times';
import { Button, ComboBox, ConfirmDialog, Drawer, FormBody, InlineError, Notice, NumberField, Select, Stack, TextArea, TextField, useToast } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { type DifferentField, DraftNotice, useCommand, useDraft, VersionsNotice } from '../../commands';
import type { AgendaItem, AgendaOffer } from './data';
import { agendaTexts } from './texts';

interface ItemFormProps {
  /** Null: a new row. */
  item: AgendaItem | null;
  /** Kind a new row begins with. */
  newKind: AgendaKind;
  meetingId: string;
  offer: AgendaOffer;
  onClose: () => void;
}

const KINDS: readonly AgendaKind[] = ['item', 'opening', 'break', 'closing', 'paper_only'];

const valuesOfItem = (item: AgendaItem | null, newKind: AgendaKind) => ({
  kind: item?.kind ?? newKind,
  title: item?.title ?? '',
  durationMin: (item?.durationMin ?? 20) as number | null,
  presenterId: item?.presenterId ?? null,
  presenterText: item?.presenterText ?? '',
  preparingUnitId: item?.preparingUnitId ?? null,
  preparingText: item?.preparingText ?? '',
});

/** One row of the agenda in a drawer; what is typed survives an expired session. */
export function ItemForm({ item, newKind, meetingId, offer, onClose }: ItemFormProps) {
  const t = useTexts(agendaTexts);
  const language = useLanguage();
  const initial = valuesOfItem(item, newKind);
  const draft = useDraft(`agenda.${meetingId}.${item?.id ?? newKind}`, initial);
  const [isRemoving, setRemoving] = useState(false);
  const { value } = draft;
  const set = (change: Partial<typeof value>): void => draft.change({ ...value, ...change });
  const toast = useToast();
  const titleField = useRef<HTMLDivElement>(null);
  /** The form stays open for the next row once this one is added. */
  const isMore = useRef(false);
  const { run, busy, error: refusal } = useCommand<'agenda.add-item' | 'agenda.update-item' | 'agenda.remove-item', unknown>({
    onDone: () => {
      draft.saved();
      if (!isMore.current) return onClose();
      toast({ text: t('added', { title: value.kind === 'paper_only' ? t('paper_only') : value.title }), icon: 'check' });
      draft.begin({ ...valuesOfItem(null, newKind), durationMin: value.durationMin });
      titleField.current?.querySelector('textarea')?.focus();
    },
  });
  // Taken off the agenda by somebody else while this form was open.
  const error: PublicError | null = item && refusal?.code === 'not_found' ? { code: 'rejected', reason: 'documents.no_such_item', params: {} } : refusal;
  const isConflict = error?.reason === 'agenda.changed_elsewhere';

  const save = (andNext = false): void => {
    isMore.current = andNext;
    const row = { ...value, title: value.kind === 'paper_only' ? '' : value.title, durationMin: value.durationMin ?? 0 };
    if (item) run('agenda.update-item', { ...row, itemId: item.id, version: item.version });
    else run('agenda.add-item', row);
  };
  const remove = (): void => {
    if (item) run('agenda.remove-item', { itemId: item.id, version: item.version });
  };
  const problem = (field: string): string | null => (error && error.params.field === field ? describeError(error, language) : null);
  const shown = (values: typeof value): Record<string, string> => ({ [t('name')]: values.title, [t('duration')]: String(values.durationMin ?? ''), [t('unit')]: values.preparingText, [t('presenter')]: offer.presenters.find(({ personId }) => personId === values.presenterId)?.fullName ?? values.presenterText });
  const [mine, theirs] = [shown(value), shown(initial)];
  const different: DifferentField[] = Object.keys(mine).filter((name) => mine[name] !== theirs[name]).map((name) => ({ name, mine: mine[name] ?? '', theirs: theirs[name] ?? '' }));

  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t(item ? 'editTitle' : 'addTitle')}
      size="l"
      actions={
        <>
          {item ? null : <Button size={72} icon="add" busy={busy && isMore.current} onPress={() => save(true)}>{t('saveNext')}</Button>}
          <Button look="pri" size={72} wide={item !== null} icon="save" busy={busy && !isMore.current} onPress={() => save()}>{t(item ? 'save' : 'saveAdd')}</Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <FormBody>
          <DraftNotice draft={draft} />
          {isConflict ? <VersionsNotice error={error} fields={different} onKeepMine={() => save()} onTakeTheirs={() => draft.change(initial)} busy={busy} /> : null}
          {error && !isConflict && !error.params.field ? <InlineError error={error} /> : null}
          <Select<AgendaKind> label={t('kind')} value={value.kind} onChange={(kind) => set({ kind })} options={KINDS.map((kind) => ({ value: kind, label: t(kind) }))} />
          {value.kind === 'paper_only' ? (
            <Notice tone="warn" icon="document">{t('paperNote')}</Notice>
          ) : (
            <div ref={titleField}>
              <TextArea label={t('name')} rows={2} value={value.title} onChange={(title) => set({ title })} isRequired error={problem('title')} maxLength={500} />
            </div>
          )}
          <NumberField label={t('duration')} unit={t('minuteUnit')} value={value.durationMin} onChange={(durationMin) => set({ durationMin })} min={1} max={240} step={5} error={problem('durationMin')} />
          {value.kind === 'break' ? null : (
            <Stack gap={5}>
              <ComboBox label={t('presenter')} options={offer.presenters.map(({ personId, fullName, position }) => ({ value: personId, label: fullName, note: position }))} value={value.presenterId} onChange={(presenterId) => set({ presenterId })} isOptional error={problem('presenterId')} />
              {value.presenterId ? null : <TextField label={t('presenterText')} hint={t('presenterTextHint')} value={value.presenterText} onChange={(presenterText) => set({ presenterText })} isOptional maxLength={300} />}
              <ComboBox label={t('unit')} options={offer.units.map(({ id, name, shortName }) => ({ value: id, label: shortName, note: name }))} value={value.preparingUnitId} onChange={(preparingUnitId) => set({ preparingUnitId, preparingText: '' })} isOptional />
            </Stack>
          )}
          {item ? <Button look="danger" size={48} icon="delete" onPress={() => setRemoving(true)}>{t('remove')}</Button> : null}
        </FormBody>
      </form>
      <ConfirmDialog isOpen={isRemoving} about={item && `${item.id}:${item.version}`} onClose={() => setRemoving(false)} onConfirm={remove} title={t('removeTitle', { title: item?.title ?? '' })} confirmLabel={t('removeConfirm')} look="danger" busy={busy} error={error}>
        <p>{t('removeBody')}</p>
      </ConfirmDialog>
    </Drawer>
  );
}
