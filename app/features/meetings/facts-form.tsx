import type { QueryResult } from '../../../server/application';
import { useEffect, useState } from 'react';
import { Button, ButtonRow, Checkbox, ComboBox, ConfirmDialog, DateField, FormBody, FormRow, InlineError, NumberField, RadioGroup, Select, Stack, TextField, TimeField, useToast } from '~/ui';
import { addDays } from '@shared/rules/working-days';
import { describeError, momentOf, useLanguage, useTexts } from '~/ui/i18n';
import { useChangeWords } from './changes-list';
import { changesTexts } from './changes-texts';
import { type DifferentField, DraftNotice, useCommand, useDraft, VersionsNotice } from '../../commands';
import { RoomField, type RoomOffer } from '../rooms';
import { meetingTexts } from './texts';

type Kind = 'regular' | 'thematic' | 'extraordinary';
type Form = 'room' | 'online' | 'hybrid';

export interface FactsValues {
  title: string;
  kind: Kind;
  day: string | null;
  from: string | null;
  to: string | null;
  place: string;
  roomId: string | null;
  form: Form;
  remoteSites: number | null;
  printedSets: number | null;
  invitationNumber: string;
  invitationDate: string | null;
}

export interface OfficeValues {
  bodyId: string;
  chairId: string;
  secretaryId: string;
  assistantIds: string[];
}

export type EditorOffer = QueryResult<'meetings.editor'>;

/** The longest night sitting that an end before the beginning is read as, minutes; beyond it the end was mistyped. */
const LONGEST_NIGHT = 12 * 60;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A session that ends at an earlier time of day than it begins crosses midnight, where it is not too long for that. */
const crossesMidnight = ({ from, to }: Pick<FactsValues, 'from' | 'to'>): boolean =>
  Boolean(from && to && to < from && minuteOf(to) + 24 * 60 - minuteOf(from) <= LONGEST_NIGHT);
const endDay = (values: Pick<FactsValues, 'day' | 'from' | 'to'>): string => (values.day && crossesMidnight(values) ? addDays(values.day, 1) : (values.day ?? ''));

/** A title that names a month names that of the day: "thường kỳ tháng 11 năm 2026" made into December's. */
export const titleInMonth = (title: string, day: string): string =>
  title.replace(/(tháng )\d{1,2}( năm )\d{4}/u, (_all, month: string, year: string) => `${month}${Number(day.slice(5, 7))}${year}${day.slice(0, 4)}`);

/** What the command takes; days and times that could not be read go out as they are and are refused at their field. */
export const factsInput = (values: FactsValues) => ({
  title: values.title,
  kind: values.kind,
  startsAt: values.day && values.from ? momentOf(values.day, values.from) : '',
  endsAt: values.day && values.to ? momentOf(endDay(values), values.to) : '',
  place: values.place,
  roomId: values.roomId,
  form: values.form,
  remoteSites: values.form === 'room' ? 0 : (values.remoteSites ?? 0),
  printedSets: values.printedSets ?? 0,
  invitationNumber: values.invitationNumber || null,
  invitationDate: values.invitationDate,
});

interface FactsFormProps {
  /** Names the draft on this device. */
  name: string;
  initial: FactsValues & Partial<OfficeValues>;
  rooms: RoomOffer;
  /** Whose session it is, where the form does not ask. */
  bodyId?: string;
  /** With it the form makes a session and asks for body, chair and secretary too. */
  offer?: EditorOffer;
  /** The earlier session a new one is made from (M31). */
  fromId?: string;
  version?: number;
  /** An announced session: how many people are told when it moves (M20). */
  told?: number;
}

/** The form of what a session is. */
export function FactsForm({ name, initial, rooms, bodyId: ofBody = '', offer, fromId, version, told }: FactsFormProps) {
  const t = useTexts(meetingTexts);
  const language = useLanguage();
  const toast = useToast();
  const draft = useDraft(name, initial);
  const { value } = draft;
  const set = (change: Partial<FactsValues & OfficeValues>): void => draft.change({ ...value, ...change });
  const [isAsking, setAsking] = useState(false);
  const { run, busy, error } = useCommand<'meetings.create' | 'meetings.update-facts'>({
    onDone: () => {
      setAsking(false);
      draft.saved();
      toast({ text: t('saved'), icon: 'check' });
    },
  });
  const isConflict = error?.reason === 'meetings.changed_elsewhere';

  const save = (): void => {
    const facts = factsInput(value);
    const { bodyId = '', chairId = '', secretaryId = '', assistantIds = [] } = value;
    if (offer) run('meetings.create', { ...facts, bodyId, chairId, secretaryId, assistantIds, fromId });
    else run('meetings.update-facts', { ...facts, version: version ?? 0 });
  };
  // A refusal is told at its field, or beside both versions.
  useEffect(() => {
    if (error) setAsking(false);
  }, [error]);
  /** Time and place are what people have planned by: changing them is asked once more. */
  const moves = told !== undefined && (['day', 'from', 'to', 'place', 'roomId', 'form'] as const).some((key) => value[key] !== initial[key]);
  const problem = (field: string): string | null => (error && error.params.field === field ? describeError(error, language) : null);
  const different: DifferentField[] = isConflict
    ? ([['title', 'title'], ['place', 'place'], ['day', 'day'], ['from', 'from'], ['to', 'to'], ['invitationNumber', 'invitationNumber']] as const)
        .filter(([key]) => String(value[key] ?? '') !== String(initial[key] ?? ''))
        .map(([key, label]) => ({ name: t(label), mine: String(value[key] ?? ''), theirs: String(initial[key] ?? '') }))
    : [];

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (moves) setAsking(true);
        else save();
      }}
    >
      <FormBody>
        <DraftNotice draft={draft} />
        {isConflict ? <VersionsNotice error={error} fields={different} onKeepMine={save} onTakeTheirs={() => draft.change(initial)} busy={busy} /> : null}
        {error && !isConflict && !error.params.field ? <InlineError error={error} /> : null}
        {offer ? <BodyField offer={offer} value={value} set={set} error={problem('bodyId')} /> : null}
        <TextField label={t('title')} hint={t('titleHint')} value={value.title} onChange={(title) => set({ title })} isRequired error={problem('title')} maxLength={300} />
        <RadioGroup<Kind> label={t('kind')} direction="row" value={value.kind} onChange={(kind) => set({ kind })} options={(['regular', 'thematic', 'extraordinary'] as const).map((kind) => ({ value: kind, label: t(kind) }))} />
        <FormRow>
          <DateField label={t('day')} value={value.day} onChange={(day) => set({ day, ...(fromId && day ? { title: titleInMonth(value.title, day) } : {}) })} isRequired error={value.day ? null : problem('startsAt')} />
          <TimeField label={t('from')} value={value.from} onChange={(from) => set({ from })} isRequired error={value.day ? problem('startsAt') : null} />
          <TimeField label={t('to')} hint={crossesMidnight(value) ? t('endsNextDay') : undefined} value={value.to} onChange={(to) => set({ to })} isRequired error={value.day ? problem('endsAt') : null} />
        </FormRow>
        <RoomField
          offer={rooms}
          bodyId={value.bodyId ?? ofBody}
          value={value}
          set={set}
          startsAt={value.day && value.from ? momentOf(value.day, value.from) : ''}
          endsAt={value.day && value.to ? momentOf(endDay(value), value.to) : ''}
          placeLabel={t('place')}
          roomError={problem('roomId')}
          placeError={problem('place')}
        />
        <RadioGroup<Form> label={t('form')} direction="row" value={value.form} onChange={(form) => set({ form })} options={(['room', 'online', 'hybrid'] as const).map((form) => ({ value: form, label: t(form) }))} />
        {value.form !== 'room' ? <NumberField label={t('siteCount')} value={value.remoteSites} onChange={(remoteSites) => set({ remoteSites })} min={0} max={500} error={problem('remoteSites')} /> : null}
        {offer ? <OfficeFields offer={offer} value={value} set={set} chairError={problem('chairId')} secretaryError={problem('secretaryId')} /> : null}
        <FormRow>
          <TextField label={t('invitationNumber')} value={value.invitationNumber} onChange={(invitationNumber) => set({ invitationNumber })} isOptional maxLength={60} />
          <DateField label={t('invitationDate')} value={value.invitationDate} onChange={(invitationDate) => set({ invitationDate })} isOptional error={problem('invitationDate')} />
        </FormRow>
        <NumberField label={t('printedSets')} hint={t('printedHint')} value={value.printedSets} onChange={(printedSets) => set({ printedSets })} min={0} max={10_000} />
        <ButtonRow>
          <Button type="submit" look="pri" size={56} icon="save" busy={busy}>
            {t(offer ? 'createDraft' : 'saveFacts')}
          </Button>
        </ButtonRow>
        {told === undefined ? null : (
          <MoveQuestion
            isOpen={isAsking}
            about={`${name}:${version}`}
            from={initial}
            to={value}
            told={told}
            busy={busy}
            onConfirm={save}
            onClose={() => setAsking(false)}
          />
        )}
      </FormBody>
    </form>
  );
}

interface MoveQuestionProps {
  isOpen: boolean;
  about: string;
  from: FactsValues;
  to: FactsValues;
  told: number;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asked before an announced session gets another time or place: both, and who will see it (M20). */
function MoveQuestion({ isOpen, about, from, to, told, busy, onConfirm, onClose }: MoveQuestionProps) {
  const t = useTexts(changesTexts);
  const words = useChangeWords();
  const at = (values: FactsValues) => {
    const { startsAt, endsAt } = factsInput(values);
    return startsAt && endsAt ? { startsAt: new Date(startsAt), endsAt: new Date(endsAt) } : null;
  };
  const [was, is] = [at(from), at(to)];
  const isMoved = was && is && (was.startsAt.getTime() !== is.startsAt.getTime() || was.endsAt.getTime() !== is.endsAt.getTime());
  const lines = [...(isMoved ? words({ kind: 'time', from: was, to: is }) : []), ...words({ kind: 'place', from: { place: from.place, form: from.form }, to: { place: to.place, form: to.form } })];
  return (
    <ConfirmDialog isOpen={isOpen} about={about} gone={t('moveGone')} onClose={onClose} onConfirm={onConfirm} busy={busy} title={t(isMoved ? 'moveTitle' : 'moveTitlePlace')} confirmLabel={t('moveConfirm')}>
      <Stack gap={3}>
        {lines.map((line) => <p key={line}>{line}</p>)}
        <p>{t('moveNote', { count: told })}</p>
      </Stack>
    </ConfirmDialog>
  );
}

interface OfficeFieldsProps {
  offer: EditorOffer;
  value: Partial<OfficeValues>;
  set: (change: Partial<OfficeValues>) => void;
}

function BodyField({ offer, value, set, error }: OfficeFieldsProps & { error: string | null }) {
  const t = useTexts(meetingTexts);
  const body = offer.bodies.find(({ id }) => id === value.bodyId);
  return (
    <Select
      label={t('body')}
      hint={body ? t('membersOn', { count: body.members.filter(({ voting }) => voting).length }) : undefined}
      options={offer.bodies.map(({ id, name }) => ({ value: id, label: name }))}
      value={value.bodyId ?? ''}
      onChange={(bodyId) => set({ bodyId, chairId: offer.bodies.find(({ id }) => id === bodyId)?.members[0]?.personId ?? '' })}
      isRequired
      error={error}
    />
  );
}

/** Chair among the body's members, secretary and assistants among the officers. */
export function OfficeFields({ offer, value, set, chairError, secretaryError }: OfficeFieldsProps & { chairError: string | null; secretaryError: string | null }) {
  const t = useTexts(meetingTexts);
  const members = offer.bodies.find(({ id }) => id === value.bodyId)?.members.filter(({ voting }) => voting) ?? [];
  const asOption = ({ personId, fullName, position }: { personId: string; fullName: string; position: string }) => ({ value: personId, label: fullName, note: position });
  const assistants = new Set(value.assistantIds ?? []);
  return (
    <Stack gap={5}>
      <FormRow>
        <ComboBox label={t('chairField')} hint={t('chairHint')} options={members.map(asOption)} value={value.chairId ?? null} onChange={(chairId) => set({ chairId: chairId ?? '' })} isRequired error={chairError} />
        <ComboBox label={t('secretaryField')} options={offer.officers.map(asOption)} value={value.secretaryId ?? null} onChange={(secretaryId) => set({ secretaryId: secretaryId ?? '' })} isRequired error={secretaryError} />
      </FormRow>
      <fieldset className="mt-fieldset">
        <legend className="ph-field-label">{t('assistants')}</legend>
        {offer.officers
          .filter(({ personId }) => personId !== value.secretaryId)
          .map(({ personId, fullName, position }) => (
            <Checkbox
              key={personId}
              isSelected={assistants.has(personId)}
              hint={position}
              onChange={(on) => set({ assistantIds: on ? [...assistants, personId] : [...assistants].filter((id) => id !== personId) })}
            >
              {fullName}
            </Checkbox>
          ))}
      </fieldset>
    </Stack>
  );
}
