import { clockOf, countedOf, dayOf, onDay, type QuestionShape } from '@shared/rules/paper-notes';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { Card, IconButton, NumberField, Select, Stack, TimeField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { countingTexts, FigureFields } from '../voting';
import type { NotesData } from './notes-data';
import { notesTexts } from './notes-texts';

type Time = 'from' | 'to' | 'at' | 'came' | 'left' | 'began' | 'beganRest' | 'ended' | 'adjournedAt' | 'wentOnAt' | 'chairFrom' | 'answeredTo';

/** The dates of a sitting of several days. */
export const NotedDays = createContext<readonly string[]>([]);

/** One time of the notes. @param near the day it is of where nobody has chosen one; @param fixed its place says of which day it is. */
export function Clock({ word, value, onChange, error, near = 1, fixed = false }: { word: Time; value: string; onChange: (value: string) => void; error?: string | null; near?: number; fixed?: boolean }) {
  const t = useTexts(notesTexts);
  const days = useContext(NotedDays);
  const [picked, setPicked] = useState<number | null>(null);
  const day = value === '' ? Math.min(picked ?? near, Math.max(1, days.length)) : dayOf(value);
  const field = <TimeField label={t(word)} hint={false} value={value === '' ? null : clockOf(value)} onChange={(next) => onChange(fixed ? (next ?? '') : onDay(next ?? '', day))} error={error ?? null} />;
  if (fixed || days.length < 2) return field;
  return (
    <div className="nt-clock">
      {field}
      <Select label={`${t(word)}: ${t('day')}`} labelHidden value={String(day)} onChange={(next: string) => { setPicked(Number(next)); onChange(onDay(value, Number(next))); }} options={days.map((date, index) => ({ value: String(index + 1), label: t('dayOf', { number: index + 1, on: `${date}T12:00:00+07:00` }) }))} />
    </div>
  );
}

/** From when to when. */
export function Span({ from, to, near = 1, onChange }: { from: string; to: string; near?: number; onChange: (span: { from: string; to: string }) => void }) {
  return (
    <div className="nt-fields">
      <Clock word="from" value={from} near={near} onChange={(next) => onChange({ from: next, to })} />
      <Clock word="to" value={to} near={from === '' ? near : dayOf(from)} onChange={(next) => onChange({ from, to: next })} />
    </div>
  );
}

/** A row of the notes with its name, what is wrong with it, and the way to take it out. */
export function NotedRow({ id, title, note, fault, onRemove, children }: { id: string; title: string; note?: string | undefined; fault: string | null; onRemove?: (() => void) | undefined; children: ReactNode }) {
  const t = useTexts(notesTexts);
  return (
    <Card as="section" {...(fault ? { tone: 'warn' as const } : {})}>
      <Stack gap={3}>
        <div className="nt-head">
          <div>
            <p className="ph-strong" id={id} tabIndex={-1}>{title}</p>
            {note ? <p className="ph-sm ph-3">{note}</p> : null}
          </div>
          {onRemove ? <IconButton icon="close" label={t('remove', { what: title })} onPress={onRemove} /> : null}
        </div>
        {children}
        {fault ? <p className="ph-field-error" role="alert"><span>{fault}</span></p> : null}
      </Stack>
    </Card>
  );
}

/** An item by its number and title. */
export function useItemName(): (item: NotesData['items'][number]) => string {
  const t = useTexts(notesTexts);
  return ({ number, title }) => (number === null ? title : `${t('number', { number })}. ${title}`);
}

type Counts = Readonly<Record<string, number | null>>;

/** The figures of a vote, of one on paper the ballots as well, and the chair's own where a tie goes with it. */
export function Figures({ shape, way, counts, chair, onChange }: { shape: QuestionShape; way: 'hands' | 'paper'; counts: Counts; chair: string | null; onChange: (change: { counts: Record<string, number | null>; chair: string | null }) => void }) {
  const t = useTexts(notesTexts);
  const tc = useTexts(countingTexts);
  const type = (side: string, value: number | null): void => onChange({ counts: { ...counts, [side]: value === null ? null : Math.max(0, Math.trunc(value)) }, chair });
  const ballots = countedOf(shape, way).filter((side): side is 'issued' | 'returned' | 'invalid' | 'raised' => ['issued', 'returned', 'invalid', 'raised'].includes(side));
  const sides = shape.kind === 'options' ? shape.options.map(({ id, label }) => ({ value: id, label })) : shape.kind === 'approve' || shape.kind === 'opinions' ? (['for', 'against', 'abstain'] as const).map((side) => ({ value: side as string, label: t(shape.kind === 'approve' ? side : ({ for: 'agree', against: 'disagree', abstain: 'other' } as const)[side]) })) : [];
  return (
    <>
      {ballots.length > 0 ? <div className="nt-fields">{ballots.map((side) => <NumberField key={side} label={tc(side)} value={counts[side] ?? null} min={0} max={10_000} onChange={(value) => type(side, value)} />)}</div> : null}
      <FigureFields question={shape} typed={counts} most={10_000} onType={type} />
      {way === 'hands' && sides.length > 0 ? <Select label={t('chair')} value={chair ?? ''} placeholder={t('chairUnknown')} onChange={(value: string) => onChange({ counts, chair: value === '' ? null : value })} options={sides} /> : null}
    </>
  );
}
