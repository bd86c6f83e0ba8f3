import { clockOf, dayOf, shapeOf, type NotedBallot, type PaperNotes } from '@shared/rules/paper-notes';
import { Card, PageHeading, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { floorTexts } from '../floor';
import { ballotTexts, countingTexts } from '../voting';
import type { NotesData } from './notes-data';
import { useItemName } from './notes-rows';
import { notesTexts } from './notes-texts';

/** What was entered, to be read by whoever confirms it. */
export function NotesEntered({ data }: { data: NotesData }) {
  const t = useTexts(notesTexts);
  const tf = useTexts(floorTexts);
  const tb = useTexts(ballotTexts);
  const tc = useTexts(countingTexts);
  const nameOf = useItemName();
  const { content: notes } = data;
  const at = (time: string): string => (dayOf(time) > 1 ? t('clockOn', { time: clockOf(time), number: dayOf(time) }) : time);
  const span = (from: string, to: string): string => `${at(from)} – ${at(to)}`;
  const personOf = (id: string | null): string => data.seats.find(({ personId }) => personId === id)?.fullName ?? '';
  const named = (of: readonly PaperNotes['people'][number][]): string => (of.length === 0 ? t('peopleAll') : of.map((one) => `${personOf(one.personId)} (${[t(one.attendance), one.reason, one.came ? `${t('came')} ${one.came}` : '', one.left ? `${t('left')} ${one.left}` : ''].filter(Boolean).join(', ')})`).join('; '));
  const sides: Readonly<Record<string, string>> = {
    for: t('for'), against: t('against'), abstain: t('abstain'), agree: t('agree'), disagree: t('disagree'), other: t('other'), none: t('none'), yes: tb('yes'), no: tb('no'), high: tb('high'), medium: tb('medium'), low: tb('low'),
    issued: tc('issued'), returned: tc('returned'), invalid: tc('invalid'), raised: tc('raised'),
  };
  const figures = ({ questionId, counts, ...worded }: Pick<NotedBallot, 'questionId' | 'counts' | 'kind' | 'names' | 'seats'>): string => {
    const { options } = data.questions.find(({ id }) => id === questionId) ?? shapeOf(worded);
    const word = (part: string): string => options.find(({ id }) => id === part)?.label ?? sides[part] ?? part;
    return Object.entries(counts).map(([side, count]) => `${side.split('.').map(word).join(', ')} ${count ?? 0}`).join('; ');
  };
  const rows: [string, string][] = [
    [t('when'), `${notes.beganAt} – ${at(notes.nights.length > 0 ? `${notes.endedAt}@${notes.nights.length + 1}` : notes.endedAt)}. ${t('presided')}: ${personOf(notes.presidedById)}`],
    [t('people'), named(notes.people)],
    ...notes.nights.map((one, index): [string, string] => [t('night', { number: index + 2 }), `${t('adjournedAt')} ${one.at}. ${t('dayOf', { number: index + 2, on: `${one.date}T12:00:00+07:00` })}: ${t('wentOnAt')} ${one.from}. ${named(one.people)}`]),
    ...notes.chairs.map((one, index): [string, string] => [t('handOver', { number: index + 1 }), `${personOf(one.personId)}, ${t('chairFrom')} ${at(one.at)}${one.personId === data.session.calledChairId ? '' : `, ${t(one.scope === 'item' ? 'scopeItem' : 'scopeRest')}`}`]),
    ...notes.items.map((one): [string, string] => {
      const item = data.items.find(({ id }) => id === one.itemId);
      return [item ? nameOf(item) : '', [t(one.fate), one.fate === 'taken' ? span(one.from || notes.beganAt, one.to) : one.fate === 'block' ? span(notes.block.from, notes.block.to) : one.reason, one.conclusion].filter(Boolean).join('. ')];
    }),
    ...(notes.items.some(({ fate }) => fate === 'block') ? [[t('blockTitle'), figures({ questionId: null, kind: 'approve', names: '', seats: null, counts: notes.block.counts })] satisfies [string, string]] : []),
    ...notes.votes.map((one, index): [string, string] => [t('vote', { number: index + 1 }), `${one.text ? `“${one.text}”. ` : ''}${t(one.way)}, ${at(one.at)}: ${figures(one)}${one.counters.length > 0 ? `. ${tc('committee')}: ${one.counters.map(personOf).join(', ')}` : ''}`]),
    ...notes.breaks.map((one, index): [string, string] => [t('pause', { number: index + 1 }), span(one.from, one.to)]),
    ...notes.floor.map((one, index): [string, string] => [t('turn', { number: index + 1 }), `${tf(one.kind)}: ${personOf(one.personId)}, ${span(one.from, one.to)}${one.askedId ? `. ${t('asked')}: ${personOf(one.askedId)}${one.answeredTo ? `, ${t('answeredTo')} ${at(one.answeredTo)}` : ''}` : ''}`]),
  ];
  return (
    <Card as="section" padding="l">
      <Stack gap={4}>
        <PageHeading level={2} title={t('entered')} />
        <dl className="nt-entered">{rows.map(([name, said], index) => <div key={index}><dt className="ph-strong">{name}</dt><dd>{said}</dd></div>)}</dl>
      </Stack>
    </Card>
  );
}
