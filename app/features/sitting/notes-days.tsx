import { daysOf, withoutLastDay, type PaperNotes } from '@shared/rules/paper-notes';
import { Button, DateField, PageHeading, RadioGroup, Select, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { newCommandId } from '../../commands';
import type { CourseProps } from './notes-course';
import { NotesPeople } from './notes-people';
import { Clock, NotedRow } from './notes-rows';
import { notesTexts } from './notes-texts';

type Night = PaperNotes['nights'][number];

const nextDate = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** Other days it went on: when it was adjourned, when it went on, and with whom. */
export function NotesNights({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const { nights } = notes;
  const put = (key: string, change: Partial<Night>): void => onChange({ nights: nights.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  const add = (): void => {
    const before = daysOf(notes).at(-1)?.people ?? [];
    // Whoever was away is so as long as nobody says otherwise.
    const people = before.flatMap(({ personId, attendance }) => (attendance === 'room' || attendance === 'online' ? [] : [{ personId, attendance: 'away' as const, reason: '', came: '', left: '' }]));
    onChange({ nights: [...nights, { key: newCommandId(), at: '', date: nextDate(nights.at(-1)?.date ?? notes.date), from: '', people }] });
  };
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} title={t('nights')} note={nights.length === 0 ? t('noNights') : undefined} />
      {nights.map((one, index) => {
        const field = `nights ${one.key}`;
        // In the middle of others the times after it would be those of another day.
        const remove = index === nights.length - 1 ? () => onChange(withoutLastDay(notes)) : undefined;
        return (
          <NotedRow key={one.key} id={field} title={t('night', { number: index + 2 })} fault={faultAt(field)} onRemove={remove}>
            <div className="nt-fields">
              <Clock fixed word="adjournedAt" value={one.at} onChange={(at) => put(one.key, { at })} />
              <DateField label={t('wentOnDay')} hint={false} value={one.date} onChange={(date) => { if (date) put(one.key, { date }); }} />
              <Clock fixed word="wentOnAt" value={one.from} onChange={(from) => put(one.key, { from })} />
            </div>
            <NotesPeople data={data} day={index + 2} people={one.people} onChange={(people) => put(one.key, { people: people as Night['people'] })} faultAt={faultAt} />
          </NotedRow>
        );
      })}
      <div><Button icon="add" onPress={add}>{t('addNight')}</Button></div>
    </Stack>
  );
}

/** Who presided from when on, where the chair was handed over. */
export function NotesChairs({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const { chairs } = notes;
  const put = (key: string, change: Partial<PaperNotes['chairs'][number]>): void => onChange({ chairs: chairs.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} title={t('chairs')} note={chairs.length === 0 ? t('noChairs') : undefined} />
      {chairs.map((one, index) => {
        const field = `chairs ${one.key}`;
        return (
          <NotedRow key={one.key} id={field} title={t('handOver', { number: index + 1 })} fault={faultAt(field)} onRemove={() => onChange({ chairs: chairs.filter(({ key }) => key !== one.key) })}>
            <div className="nt-fields">
              <Select label={t('presided')} value={one.personId ?? ''} onChange={(personId: string) => put(one.key, { personId: personId || null })} options={data.seats.filter(({ voting }) => voting).map(({ personId, fullName, position }) => ({ value: personId, label: [fullName, position].filter(Boolean).join(', ') }))} />
              <Clock word="chairFrom" value={one.at} onChange={(at) => put(one.key, { at })} />
            </div>
            {one.personId === data.session.calledChairId ? null : <RadioGroup label={t('scope')} direction="row" look="filter" name={field} value={one.scope} onChange={(scope) => put(one.key, { scope })} options={[{ value: 'rest', label: t('scopeRest') }, { value: 'item', label: t('scopeItem') }]} />}
          </NotedRow>
        );
      })}
      <div><Button icon="add" onPress={() => onChange({ chairs: [...chairs, { key: newCommandId(), at: '', personId: null, scope: 'rest' }] })}>{t('addChair')}</Button></div>
    </Stack>
  );
}
