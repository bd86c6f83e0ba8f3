import { countsByHands, isByName, MAX_NAMES, QUESTION_KINDS, type QuestionKind } from '@shared/rules/ballot-choice';
import { COMMITTEE_SIZE } from '@shared/rules/counting-committee';
import { shapeOf, type NotedBallot } from '@shared/rules/paper-notes';
import { Checkbox, Disclosure, NumberField, Select, TextArea, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts, countingTexts, votingTexts } from '../voting';
import type { NotesData } from './notes-data';
import { Clock, Figures, NotedRow, useItemName } from './notes-rows';
import { notesTexts } from './notes-texts';

interface VoteProps {
  data: NotesData;
  vote: NotedBallot;
  number: number;
  /** Items that can have been voted on. */
  items: NotesData['items'];
  /** The day it was on, as far as the item says. */
  near: number;
  fault: string | null;
  onChange: (change: Partial<NotedBallot>) => void;
  onRemove: () => void;
}

const NONE = { counts: {}, chair: null };

/** One vote of the notes: a prepared question or one that is worded here, and the figures that were counted. */
export function NotedVote({ data, vote, number, items, near, fault, onChange, onRemove }: VoteProps) {
  const t = useTexts(notesTexts);
  const tv = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const tc = useTexts(countingTexts);
  const nameOf = useItemName();
  const prepared = data.questions.filter(({ itemId }) => itemId === vote.itemId);
  const question = prepared.find(({ id }) => id === vote.questionId) ?? null;
  const shape = question ?? shapeOf(vote);
  const waysOf = (kind: QuestionKind, mode: string | null): ('hands' | 'paper')[] =>
    (['hands', 'paper'] as const).filter((way) => (way === 'hands' ? mode !== 'secret' && countsByHands(kind) && data.modes.includes('open') : mode === null ? data.modes.includes('secret') : mode !== 'open'));
  const ways = waysOf(shape.kind, question?.mode ?? null);
  const choose = (questionId: string): void => {
    const one = prepared.find(({ id }) => id === questionId);
    onChange({ questionId: questionId || null, text: '', kind: 'approve', names: '', seats: null, counters: one?.counters ?? [], way: waysOf(one?.kind ?? 'approve', one?.mode ?? null)[0] ?? 'hands', ...NONE });
  };
  const kinds: Record<QuestionKind, string> = { approve: tv('approve'), options: tv('options'), opinions: tb('kindOpinions'), candidates: tb('kindCandidates'), each: tb('kindEach'), confidence: tb('kindConfidence') };
  return (
    <NotedRow id={`votes ${vote.key}`} title={t('vote', { number })} fault={fault} onRemove={onRemove}>
      <Select label={t('item')} value={vote.itemId ?? ''} onChange={(itemId: string) => onChange({ itemId: itemId || null, questionId: null, ...NONE })} options={items.map((item) => ({ value: item.id, label: nameOf(item) }))} />
      {prepared.length > 0 ? <Select label={t('question')} value={vote.questionId ?? ''} placeholder={t('ownQuestion')} onChange={choose} options={prepared.map(({ id, text }) => ({ value: id, label: text }))} /> : null}
      {question ? null : (
        <>
          <TextField label={t('words')} value={vote.text} onChange={(text) => onChange({ text })} maxLength={500} />
          <Select label={tv('kind')} value={vote.kind} onChange={(kind: QuestionKind) => onChange({ kind, seats: kind === 'candidates' ? 1 : null, way: waysOf(kind, null).find((way) => way === vote.way) ?? waysOf(kind, null)[0] ?? 'hands', ...NONE })} options={QUESTION_KINDS.filter((kind) => waysOf(kind, null).length > 0).map((kind) => ({ value: kind, label: kinds[kind] }))} />
          {vote.kind === 'options' || isByName(vote.kind) ? <TextArea label={vote.kind === 'options' ? tv('options') : tb('names')} hint={tb('namesHint')} rows={4} value={vote.names} onChange={(names) => onChange({ names })} maxLength={12_000} /> : null}
          {vote.kind === 'candidates' ? <NumberField label={tb('seats')} value={vote.seats} min={1} max={MAX_NAMES} onChange={(seats) => onChange({ seats })} /> : null}
        </>
      )}
      {ways.length > 1 ? <Select label={t('way')} value={vote.way} onChange={(way: 'hands' | 'paper') => onChange({ way, counters: way === 'hands' ? [] : vote.counters, chair: null })} options={ways.map((way) => ({ value: way, label: t(way) }))} /> : null}
      <div className="nt-fields">
        <Clock word="at" near={near} value={vote.at} onChange={(at) => onChange({ at })} />
      </div>
      {vote.way === 'paper' ? (
        <Disclosure title={vote.counters.length === 0 ? tc('committee') : tc('committeeOf', { count: vote.counters.length })}>
          <p className="ph-sm">{tc('committeeNote', COMMITTEE_SIZE)}</p>
          <Select label={tc('head')} value={vote.counters[0] ?? ''} placeholder={tc('chooseHead')} onChange={(head: string) => onChange({ counters: [head, ...vote.counters.filter((one) => one !== head)].filter(Boolean) })} options={data.seats.filter(({ role }) => role !== 'guest').map(({ personId, fullName }) => ({ value: personId, label: fullName }))} />
          <fieldset className="nt-people">
            <legend className="ph-field-label">{tc('members')}</legend>
            {data.seats.filter(({ role, personId }) => role !== 'guest' && personId !== vote.counters[0]).map(({ personId, fullName }) => (
              <Checkbox key={personId} isSelected={vote.counters.includes(personId)} onChange={(isIn) => onChange({ counters: isIn ? [...vote.counters, personId] : vote.counters.filter((one) => one !== personId) })}>{fullName}</Checkbox>
            ))}
          </fieldset>
        </Disclosure>
      ) : null}
      <Figures shape={shape} way={vote.way} counts={vote.counts} chair={vote.chair} onChange={onChange} />
    </NotedRow>
  );
}
