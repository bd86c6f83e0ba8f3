import { countedOf, type QuestionShape } from '@shared/rules/paper-notes';
import { Card, IconButton, NumberField, Select, Stack, TimeField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { ReactNode } from 'react';
import { notesTexts } from './notes-texts';

type Time = 'from' | 'to' | 'at' | 'came' | 'left' | 'began' | 'beganRest' | 'ended';
/** What is counted of a vote, but the alternatives, which have names of their own. */
export type Counted = 'for' | 'against' | 'abstain' | 'invalid' | 'agree' | 'disagree' | 'other' | 'none';

/** One time of the notes. */
export function Clock({ word, value, onChange, error }: { word: Time; value: string; onChange: (value: string) => void; error?: string | null }) {
  const t = useTexts(notesTexts);
  return <TimeField label={t(word)} hint={false} value={value === '' ? null : value} onChange={(next) => onChange(next ?? '')} error={error ?? null} />;
}

/** From when to when. */
export function Span({ from, to, onChange }: { from: string; to: string; onChange: (span: { from: string; to: string }) => void }) {
  return (
    <div className="nt-fields">
      <Clock word="from" value={from} onChange={(next) => onChange({ from: next, to })} />
      <Clock word="to" value={to} onChange={(next) => onChange({ from, to: next })} />
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

type Counts = Readonly<Record<string, number | null>>;

/** The figures of a vote, and the chair's own where a tie goes with it. */
export function Figures({ shape, labels, way, counts, chair, onChange }: { shape: QuestionShape; labels: readonly { id: string; label: string }[]; way: 'hands' | 'paper'; counts: Counts; chair: string | null; onChange: (change: { counts: Record<string, number | null>; chair: string | null }) => void }) {
  const t = useTexts(notesTexts);
  const sides = countedOf(shape, way);
  const name = (side: string): string => labels.find(({ id }) => id === side)?.label ?? t(side as Counted);
  const own = sides.filter((side) => side !== 'none');
  return (
    <>
      <div className="nt-fields">
        {sides.map((side) => (
          <NumberField key={side} label={name(side)} value={counts[side] ?? null} min={0} max={10_000} onChange={(value) => onChange({ counts: { ...counts, [side]: value === null ? null : Math.max(0, Math.trunc(value)) }, chair })} />
        ))}
      </div>
      {way === 'hands' ? (
        <Select label={t('chair')} value={chair ?? ''} placeholder={t('chairUnknown')} onChange={(value: string) => onChange({ counts, chair: value === '' ? null : value })} options={own.map((side) => ({ value: shape.kind === 'opinions' ? (side === 'agree' ? 'for' : side === 'disagree' ? 'against' : 'abstain') : side, label: name(side) }))} />
      ) : null}
    </>
  );
}
