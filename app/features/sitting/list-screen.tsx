import { useState } from 'react';
import { Button, ButtonRow, InlineError, LinkButton, Screen, Stack, Switch, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import type { AttendanceList } from './list-file';
import { listTexts } from './list-texts';
import { notesTexts } from './notes-texts';
import './list-sheet.css';

type Person = AttendanceList['people'][number];

/** Of an absence nobody asks when it was noted. */
const isMove = ({ state }: Person['changes'][number]): boolean => state === 'room' || state === 'online' || state === 'left';

/** Came and went, in the words of the list; of a sitting over several days with the day. */
function useCourse(): (person: Person, isOneDay: boolean) => string {
  const t = useTexts(listTexts);
  const f = useFormats();
  return ({ changes, state, reason }, isOneDay) => [
    changes.some(isMove) ? changes.map((change) => `${isOneDay ? f.time(change.at) : f.dateTime(change.at)} ${t(`is_${change.state}`)}`).join('; ') : t(`is_${state}`),
    reason,
  ].filter(Boolean).join('. ');
}

/** The attendance list (danh sách điểm danh) as it is printed, with or without a column to sign in (L69). */
export function ListScreen({ list }: { list: AttendanceList }) {
  const t = useTexts(listTexts);
  const tn = useTexts(notesTexts);
  const f = useFormats();
  const courseOf = useCourse();
  const [isSigned, setSigned] = useState(true);
  const issue = useCommand<'sitting.issue-list'>();
  const { meeting, people, onPaper } = list;
  const isOneDay = new Set(people.flatMap(({ changes }) => changes.filter(isMove).map(({ at }) => f.date(at)))).size <= 1;
  const groups = [
    { title: t('membersPart'), rows: people.filter(({ elector }) => elector) },
    { title: t('substitutesPart'), rows: people.filter(({ role }) => role === 'substitute') },
    { title: t('guestsPart'), rows: people.filter(({ role }) => role === 'guest') },
    { title: t('officePart'), rows: people.filter((one) => !one.elector && one.role !== 'substitute' && one.role !== 'guest') },
  ].filter(({ rows }) => rows.length > 0);
  const members = people.filter(({ elector }) => elector);
  return (
    <Screen width="single" top={<TopBar backHref={`/meetings/${meeting.id}`} context={meeting.title} title={t('sheet')} end={<AccountMenu />} />}>
      <Stack gap={4} className="ls-tools">
        <Switch isSelected={isSigned} onChange={setSigned}>{t('signColumn')}</Switch>
        {issue.error ? <InlineError error={issue.error} /> : null}
        <ButtonRow>
          <Button look="pri" icon="print" busy={issue.busy} onPress={() => issue.run('sitting.issue-list', { form: 'print' }, () => window.print())}>{t('print')}</Button>
          <LinkButton href={`/meetings/${meeting.id}/attendance.csv`} icon="download" download>{t('file')}</LinkButton>
        </ButtonRow>
      </Stack>
      <article className="ls-sheet" aria-label={t('sheet')}>
        <p className="ls-agency">{list.body}</p>
        <h2>{t('sheet')}</h2>
        <p className="ls-title">{meeting.title}</p>
        <p>{t('sheetFacts', { on: meeting.openedAt ?? meeting.startsAt, at: meeting.openedAt ?? meeting.startsAt, place: meeting.place })}</p>
        <p>{t('sheetCount', { there: members.filter(({ changes }) => changes.some(({ state }) => state === 'room' || state === 'online')).length, all: members.length })}</p>
        {onPaper ? <p>{`${tn('markTitle')}. ${tn('markBy', { at: onPaper.enteredAt, on: onPaper.enteredAt, by: onPaper.by.name, reason: onPaper.reason })}`}</p> : null}
        {groups.map(({ title, rows }) => (
          <table key={title}>
            <caption>{`${title} (${rows.length})`}</caption>
            <thead><tr><th scope="col">{t('rank')}</th><th scope="col">{t('name')}</th><th scope="col">{t('positionUnit')}</th><th scope="col">{t('course')}</th>{isSigned ? <th scope="col" className="ls-sign">{t('sign')}</th> : null}</tr></thead>
            <tbody>
              {rows.map((person, index) => (
                <tr key={index}>
                  <td>{index + 1}</td>
                  <td>{person.fullName}{person.substituteFor ? <span className="ls-note">{`${t('substitutes')}: ${person.substituteFor}`}</span> : null}</td>
                  <td>{[person.position, person.unit].filter(Boolean).join(', ')}</td>
                  <td>{courseOf(person, isOneDay)}</td>
                  {isSigned ? <td className="ls-sign" /> : null}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <div className="ls-end"><p>{t('sheetBy')}</p><p className="ls-name">{list.secretary}</p></div>
        <p className="ls-taken">{t('takenAt', { at: list.takenAt, on: list.takenAt })}</p>
      </article>
    </Screen>
  );
}
