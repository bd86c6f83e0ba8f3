import { APPROVAL, type PaperNotes } from '@shared/rules/paper-notes';
import { Button, Card, PageHeading, RadioGroup, Select, Stack, TextArea, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { newCommandId } from '../../commands';
import type { NotesData } from './notes-data';
import { Clock, type Counted, Figures, NotedRow, Span } from './notes-rows';
import { notesTexts } from './notes-texts';

interface CourseProps {
  data: NotesData;
  notes: PaperNotes;
  onChange: (change: Partial<PaperNotes>) => void;
  faultAt: (field: string) => string | null;
}

type Items = NotesData['items'];

function useItemName(): (item: Items[number]) => string {
  const t = useTexts(notesTexts);
  return ({ number, title }) => (number === null ? title : `${t('number', { number })}. ${title}`);
}

/** What became of each item, when, and what the chair concluded. */
export function NotesItems({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const nameOf = useItemName();
  const put = (itemId: string, change: Partial<PaperNotes['items'][number]>): void => onChange({ items: notes.items.map((one) => (one.itemId === itemId ? { ...one, ...change } : one)) });
  const { block } = notes;
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} title={t('agenda')} />
      {data.items.map((item) => {
        const one = notes.items.find(({ itemId }) => itemId === item.id);
        const field = `items ${item.id}`;
        if (!one) return item.state === 'done' || item.state === 'postponed' ? <NotedRow key={item.id} id={field} title={nameOf(item)} note={t('settled')} fault={null}>{null}</NotedRow> : null;
        const isNumbered = item.number !== null;
        const fates = ['taken', ...(item.kind === 'item' && item.state !== 'now' ? ['block' as const] : []), isNumbered ? 'put_off' : 'left_out'] as const;
        return (
          <NotedRow key={item.id} id={field} title={nameOf(item)} note={item.state === 'now' ? t('running') : undefined} fault={faultAt(field)}>
            {item.state === 'now' && !isNumbered ? null : (
              <RadioGroup label={t('fate')} labelHidden direction="row" look="filter" name={field} value={one.fate} onChange={(fate) => put(item.id, { fate })} options={fates.map((fate) => ({ value: fate, label: t(fate) }))} />
            )}
            {one.fate === 'taken' ? (
              item.state === 'now' ? <div className="nt-fields"><Clock word="to" value={one.to} onChange={(to) => put(item.id, { to })} /></div> : <Span from={one.from} to={one.to} onChange={(span) => put(item.id, span)} />
            ) : null}
            {one.fate === 'taken' && item.kind === 'item' ? <TextArea label={t('conclusion')} isOptional rows={2} value={one.conclusion} onChange={(conclusion) => put(item.id, { conclusion })} maxLength={20_000} /> : null}
            {one.fate === 'put_off' ? <TextField label={t('putOffReason')} isOptional value={one.reason} onChange={(reason) => put(item.id, { reason })} maxLength={300} /> : null}
          </NotedRow>
        );
      })}
      {notes.items.some(({ fate }) => fate === 'block') ? (
        <NotedRow id="block" title={t('blockTitle')} fault={faultAt('block')}>
          <Span from={block.from} to={block.to} onChange={(span) => onChange({ block: { ...block, ...span } })} />
          <Figures shape={APPROVAL} labels={[]} way="hands" counts={block.counts} chair={block.chair} onChange={(figures) => onChange({ block: { ...block, ...figures } })} />
        </NotedRow>
      ) : null}
    </Stack>
  );
}

/** Votes with the figures that were counted; nobody's own ballot. */
export function NotesVotes({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const nameOf = useItemName();
  const { votes } = notes;
  const put = (key: string, change: Partial<PaperNotes['votes'][number]>): void => onChange({ votes: votes.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  const voted = data.items.filter(({ id, kind }) => kind !== 'break' && kind !== 'paper_only' && notes.items.some((one) => one.itemId === id && one.fate === 'taken'));
  const ways = (['hands', 'paper'] as const).filter((way) => data.modes.includes(way === 'paper' ? 'secret' : 'open'));
  const add = (): void => onChange({ votes: [...votes, { key: newCommandId(), itemId: voted[0]?.id ?? null, questionId: null, text: '', way: ways[0] ?? 'hands', at: '', counts: {}, chair: null }] });
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} title={t('votes')} note={votes.length === 0 ? t('noVotes') : undefined} />
      {votes.map((one, index) => {
        const prepared = data.questions.filter(({ itemId, kind }) => itemId === one.itemId && ['approve', 'options', 'opinions'].includes(kind));
        const question = prepared.find(({ id }) => id === one.questionId) ?? null;
        const field = `votes ${one.key}`;
        return (
          <NotedRow key={one.key} id={field} title={t('vote', { number: index + 1 })} fault={faultAt(field)} onRemove={() => onChange({ votes: votes.filter(({ key }) => key !== one.key) })}>
            <Select label={t('item')} value={one.itemId ?? ''} onChange={(itemId: string) => put(one.key, { itemId: itemId || null, questionId: null, counts: {}, chair: null })} options={voted.map((item) => ({ value: item.id, label: nameOf(item) }))} />
            {prepared.length > 0 ? (
              <Select label={t('question')} value={one.questionId ?? ''} placeholder={t('ownQuestion')} onChange={(questionId: string) => put(one.key, { questionId: questionId || null, text: '', counts: {}, chair: null, way: prepared.find(({ id }) => id === questionId)?.mode === 'secret' ? 'paper' : 'hands' })} options={prepared.map(({ id, text }) => ({ value: id, label: text }))} />
            ) : null}
            {one.questionId === null ? <TextField label={t('words')} value={one.text} onChange={(text) => put(one.key, { text })} maxLength={500} /> : null}
            <div className="nt-fields">
              {one.questionId === null && ways.length > 1 ? <Select label={t('way')} value={one.way} onChange={(way: 'hands' | 'paper') => put(one.key, { way, chair: null })} options={ways.map((way) => ({ value: way, label: t(way) }))} /> : null}
              <Clock word="at" value={one.at} onChange={(at) => put(one.key, { at })} />
            </div>
            <Figures shape={question ?? APPROVAL} labels={question?.options ?? []} way={one.way} counts={one.counts} chair={one.chair} onChange={(figures) => put(one.key, figures)} />
          </NotedRow>
        );
      })}
      <div><Button icon="add" onPress={add}>{t('addVote')}</Button></div>
    </Stack>
  );
}

/** Who spoke, if the notes say so, and when the sitting stood still. */
export function NotesTimes({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const nameOf = useItemName();
  const { floor, breaks } = notes;
  const turn = (key: string, change: Partial<PaperNotes['floor'][number]>): void => onChange({ floor: floor.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  const taken = data.items.filter(({ id, kind }) => kind !== 'break' && kind !== 'paper_only' && notes.items.some((one) => one.itemId === id && one.fate === 'taken'));
  return (
    <>
      <Stack gap={3} as="section">
        <PageHeading level={2} title={t('breaks')} note={breaks.length === 0 ? t('noBreaks') : undefined} />
        {breaks.map((one, index) => (
          <NotedRow key={one.key} id={`breaks ${one.key}`} title={t('pause', { number: index + 1 })} fault={faultAt(`breaks ${one.key}`)} onRemove={() => onChange({ breaks: breaks.filter(({ key }) => key !== one.key) })}>
            <Span from={one.from} to={one.to} onChange={(span) => onChange({ breaks: breaks.map((other) => (other.key === one.key ? { ...other, ...span } : other)) })} />
          </NotedRow>
        ))}
        <div><Button icon="add" onPress={() => onChange({ breaks: [...breaks, { key: newCommandId(), from: '', to: '' }] })}>{t('addBreak')}</Button></div>
      </Stack>
      <Stack gap={3} as="section">
        <PageHeading level={2} title={t('floor')} />
        {floor.map((one, index) => (
          <NotedRow key={one.key} id={`floor ${one.key}`} title={t('turn', { number: index + 1 })} fault={faultAt(`floor ${one.key}`)} onRemove={() => onChange({ floor: floor.filter(({ key }) => key !== one.key) })}>
            <Select label={t('item')} value={one.itemId ?? ''} onChange={(itemId: string) => turn(one.key, { itemId: itemId || null })} options={taken.map((item) => ({ value: item.id, label: nameOf(item) }))} />
            <Select label={t('speaker')} value={one.personId ?? ''} onChange={(personId: string) => turn(one.key, { personId: personId || null })} options={data.seats.map(({ personId, fullName }) => ({ value: personId, label: fullName }))} />
            <Span from={one.from} to={one.to} onChange={(span) => turn(one.key, span)} />
          </NotedRow>
        ))}
        <div><Button icon="add" onPress={() => onChange({ floor: [...floor, { key: newCommandId(), itemId: floor.at(-1)?.itemId ?? taken[0]?.id ?? null, personId: null, from: '', to: '' }] })}>{t('addTurn')}</Button></div>
      </Stack>
    </>
  );
}

/** What was entered, to be read by whoever confirms it. */
export function NotesEntered({ data }: { data: NotesData }) {
  const t = useTexts(notesTexts);
  const nameOf = useItemName();
  const { content: notes } = data;
  const personOf = (id: string | null): string => data.seats.find(({ personId }) => personId === id)?.fullName ?? '';
  const named = (of: PaperNotes['people']): string => of.map((one) => `${personOf(one.personId)} (${[t(one.attendance), one.reason, one.came ? `${t('came')} ${one.came}` : '', one.left ? `${t('left')} ${one.left}` : ''].filter(Boolean).join(', ')})`).join('; ');
  const optionOf = (questionId: string | null, side: string): string => data.questions.find(({ id }) => id === questionId)?.options.find(({ id }) => id === side)?.label ?? t(side as Counted);
  const figures = (questionId: string | null, counts: PaperNotes['block']['counts']): string => Object.entries(counts).map(([side, count]) => `${optionOf(questionId, side)} ${count ?? 0}`).join('; ');
  const rows: [string, string][] = [
    [t('when'), `${notes.beganAt} – ${notes.endedAt}. ${t('presided')}: ${personOf(notes.presidedById)}`],
    [t('people'), notes.people.length === 0 ? t('peopleAll') : named(notes.people)],
    ...notes.items.map((one): [string, string] => {
      const item = data.items.find(({ id }) => id === one.itemId);
      return [item ? nameOf(item) : '', [t(one.fate), one.fate === 'taken' ? `${one.from || notes.beganAt} – ${one.to}` : one.fate === 'block' ? `${notes.block.from} – ${notes.block.to}` : one.reason, one.conclusion].filter(Boolean).join('. ')];
    }),
    ...(notes.items.some(({ fate }) => fate === 'block') ? [[t('blockTitle'), figures(null, notes.block.counts)] satisfies [string, string]] : []),
    ...notes.votes.map((one, index): [string, string] => [t('vote', { number: index + 1 }), `${one.text ? `“${one.text}”. ` : ''}${t(one.way)}, ${one.at}: ${figures(one.questionId, one.counts)}`]),
    ...notes.breaks.map((one, index): [string, string] => [t('pause', { number: index + 1 }), `${one.from} – ${one.to}`]),
    ...notes.floor.map((one, index): [string, string] => [t('turn', { number: index + 1 }), `${personOf(one.personId)}, ${one.from} – ${one.to}`]),
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
