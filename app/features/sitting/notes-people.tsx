import type { NotedPerson } from '@shared/rules/paper-notes';
import { Button, Disclosure, PageHeading, Select, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { NotesData } from './notes-data';
import { Clock, NotedRow } from './notes-rows';
import { notesTexts } from './notes-texts';

const STATES = ['room', 'online', 'excused', 'unexcused', 'away'] as const;

interface PeopleProps {
  data: NotesData;
  /** Of several days, whose: on a later one nobody is excused anew. */
  day?: number;
  people: readonly NotedPerson[];
  onChange: (people: NotedPerson[]) => void;
  faultAt: (field: string) => string | null;
}

/** Everybody was there from beginning to end, of a day, but those who are tapped. */
export function NotesPeople({ data, day = 1, people, onChange, faultAt }: PeopleProps) {
  const t = useTexts(notesTexts);
  const { form } = data.session;
  const noted = new Set(people.map(({ personId }) => personId));
  const put = (personId: string, change: Partial<NotedPerson>): void => onChange(people.map((one) => (one.personId === personId ? { ...one, ...change } : one)));
  const states = STATES.filter((state) => (state === 'room' ? form !== 'online' : state === 'online' ? form !== 'room' : day === 1 || state === 'away'));
  return (
    <Stack gap={3} as="section">
      <PageHeading level={day === 1 ? 2 : 3} title={day === 1 ? t('people') : t('peopleOn', { number: day })} note={people.length === 0 ? t('peopleAll') : t('peopleNote', { count: people.length })} />
      {day === 1 && faultAt('people') ? <p className="ph-field-error" role="alert"><span>{faultAt('people')}</span></p> : null}
      {people.map((one) => {
        const seat = data.seats.find(({ personId }) => personId === one.personId);
        const isThere = one.attendance === 'room' || one.attendance === 'online';
        const field = `people ${one.personId}${day > 1 ? `@${day}` : ''}`;
        return (
          <NotedRow key={one.personId} id={field} title={seat?.fullName ?? one.personId} note={[seat?.substitutes ? t('substitutes', { name: seat.substitutes }) : '', seat?.position].filter(Boolean).join(' · ')} fault={faultAt(field)} onRemove={() => onChange(people.filter(({ personId }) => personId !== one.personId))}>
            <div className="nt-fields">
              <Select label={t('attendance')} value={one.attendance} onChange={(attendance: NotedPerson['attendance']) => put(one.personId, { attendance, ...(attendance === 'room' || attendance === 'online' ? { reason: '' } : { came: '', left: '' }) })} options={states.map((state) => ({ value: state, label: t(state) }))} />
              {isThere ? <Clock fixed word="came" value={one.came} onChange={(came) => put(one.personId, { came })} /> : null}
              {isThere ? <Clock fixed word="left" value={one.left} onChange={(left) => put(one.personId, { left })} /> : null}
              {one.attendance === 'excused' ? <TextField label={t('absence')} value={one.reason} onChange={(reason) => put(one.personId, { reason })} maxLength={300} /> : null}
            </div>
          </NotedRow>
        );
      })}
      <Disclosure title={t('pick')}>
        <ul className="nt-people">
          {data.seats.filter(({ personId }) => !noted.has(personId)).map(({ personId, fullName }) => (
            <li key={personId}><Button size={48} onPress={() => onChange([...people, { personId, attendance: form === 'online' ? 'online' : 'room', reason: '', came: '', left: '' }])}>{fullName}</Button></li>
          ))}
        </ul>
      </Disclosure>
    </Stack>
  );
}
