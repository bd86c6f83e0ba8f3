import { APPROVAL, blankTurn, blankVote, dayOf, type PaperNotes } from '@shared/rules/paper-notes';
import { FLOOR_KINDS } from '@shared/rules/floor-queue';
import { Button, PageHeading, RadioGroup, Select, Stack, TextArea, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { newCommandId } from '../../commands';
import { floorTexts } from '../floor';
import type { NotesData } from './notes-data';
import { Clock, Figures, NotedRow, Span, useItemName } from './notes-rows';
import { NotedVote } from './notes-vote';
import { notesTexts } from './notes-texts';

export interface CourseProps {
  data: NotesData;
  notes: PaperNotes;
  onChange: (change: Partial<PaperNotes>) => void;
  faultAt: (field: string) => string | null;
}

/** What became of each item, when, and what the chair concluded. */
export function NotesItems({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const nameOf = useItemName();
  const put = (itemId: string, change: Partial<PaperNotes['items'][number]>): void => onChange({ items: notes.items.map((one) => (one.itemId === itemId ? { ...one, ...change } : one)) });
  const { block } = notes;
  /** The day on which the item before it ended. */
  const nearOf = (itemId: string): number => Math.max(1, ...notes.items.slice(0, notes.items.findIndex((one) => one.itemId === itemId)).map(({ to }) => dayOf(to)));
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
              item.state === 'now' ? <div className="nt-fields"><Clock word="to" value={one.to} onChange={(to) => put(item.id, { to })} /></div> : <Span from={one.from} to={one.to} near={nearOf(item.id)} onChange={(span) => put(item.id, span)} />
            ) : null}
            {one.fate === 'taken' && item.kind === 'item' ? <TextArea label={t('conclusion')} isOptional rows={2} value={one.conclusion} onChange={(conclusion) => put(item.id, { conclusion })} maxLength={20_000} /> : null}
            {one.fate === 'put_off' ? <TextField label={t('putOffReason')} isOptional value={one.reason} onChange={(reason) => put(item.id, { reason })} maxLength={300} /> : null}
          </NotedRow>
        );
      })}
      {notes.items.some(({ fate }) => fate === 'block') ? (
        <NotedRow id="block" title={t('blockTitle')} fault={faultAt('block')}>
          <Span from={block.from} to={block.to} onChange={(span) => onChange({ block: { ...block, ...span } })} />
          <Figures shape={APPROVAL} way="hands" counts={block.counts} chair={block.chair} onChange={(figures) => onChange({ block: { ...block, ...figures } })} />
        </NotedRow>
      ) : null}
    </Stack>
  );
}

/** Votes with the figures that were counted; nobody's own ballot. */
export function NotesVotes({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const { votes } = notes;
  const voted = data.items.filter(({ id, kind }) => kind !== 'break' && kind !== 'paper_only' && notes.items.some((one) => one.itemId === id && one.fate === 'taken'));
  const add = (): void => onChange({ votes: [...votes, { ...blankVote, key: newCommandId(), itemId: voted[0]?.id ?? null, way: data.modes.includes('open') ? 'hands' : 'paper' }] });
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} title={t('votes')} note={votes.length === 0 ? t('noVotes') : undefined} />
      {votes.map((one, index) => (
        <NotedVote
          key={one.key} data={data} vote={one} number={index + 1} items={voted} near={dayOf(notes.items.find(({ itemId }) => itemId === one.itemId)?.to ?? '')} fault={faultAt(`votes ${one.key}`)}
          onChange={(change) => onChange({ votes: votes.map((other) => (other.key === one.key ? { ...other, ...change } : other)) })}
          onRemove={() => onChange({ votes: votes.filter(({ key }) => key !== one.key) })}
        />
      ))}
      <div><Button icon="add" onPress={add}>{t('addVote')}</Button></div>
    </Stack>
  );
}

/** Who spoke, if the notes say so, and when the sitting stood still. */
export function NotesTimes({ data, notes, onChange, faultAt }: CourseProps) {
  const t = useTexts(notesTexts);
  const nameOf = useItemName();
  const tf = useTexts(floorTexts);
  const { floor, breaks } = notes;
  const people = data.seats.map(({ personId, fullName }) => ({ value: personId, label: fullName }));
  const dayIn = (id: string | null): number => dayOf(notes.items.find(({ itemId }) => itemId === id)?.from ?? '');
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
            <div className="nt-fields">
              <Select label={t('kind')} value={one.kind} onChange={(kind: (typeof FLOOR_KINDS)[number]) => turn(one.key, { kind, askedId: null, answeredTo: '' })} options={FLOOR_KINDS.map((kind) => ({ value: kind, label: tf(kind) }))} />
              <Select label={t('speaker')} value={one.personId ?? ''} onChange={(personId: string) => turn(one.key, { personId: personId || null })} options={people} />
            </div>
            <Span from={one.from} to={one.to} near={dayIn(one.itemId)} onChange={(span) => turn(one.key, span)} />
            {one.kind === 'question' ? (
              <div className="nt-fields">
                <Select label={t('asked')} value={one.askedId ?? ''} onChange={(askedId: string) => turn(one.key, { askedId: askedId || null })} options={people} />
                <Clock word="answeredTo" near={dayOf(one.to)} value={one.answeredTo} onChange={(answeredTo) => turn(one.key, { answeredTo })} />
              </div>
            ) : null}
          </NotedRow>
        ))}
        <div><Button icon="add" onPress={() => onChange({ floor: [...floor, { ...blankTurn, key: newCommandId(), itemId: floor.at(-1)?.itemId ?? taken[0]?.id ?? null }] })}>{t('addTurn')}</Button></div>
      </Stack>
    </>
  );
}
