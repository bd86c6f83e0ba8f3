import { useState } from 'react';
import type { ReactNode } from 'react';
import { FieldFrame } from './field';
import type { FieldFrameProps } from './field';
import { IconButton } from './button';
import { CalendarDialog } from './calendar';
import { formatNumber, useLanguage, useTexts } from './i18n';
import { parseDay, parseNumber, parseTime, showDay } from './parse-input';
import { uiTexts } from './texts';

interface ParsedFieldProps extends FieldFrameProps {
  id?: string;
  /** Form name of the machine value. */
  name?: string;
  /** Machine value: ISO day, HH:mm. */
  value?: string | null;
  defaultValue?: string;
  /** Machine value when it can be read, `null` while it cannot or is empty. */
  onChange?: (value: string | null) => void;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

interface Reading {
  parse: (text: string) => string | null;
  show: (value: string) => string;
  complaint: string;
  formatHint: string;
}

function ParsedField({ id, name, value, defaultValue, onChange, isDisabled, autoFocus, error, hint, reading, width, end, ...frame }: ParsedFieldProps & { reading: Reading; width: 'date' | 'time'; /** A button inside the box; it is told the value and gives another. */ end?: (value: string | null, put: (value: string) => void) => ReactNode }) {
  const initial = value ?? defaultValue ?? '';
  const [text, setText] = useState(reading.show(initial));
  const [known, setKnown] = useState(initial);
  const [complaint, setComplaint] = useState<string | null>(null);
  if (value !== undefined && (value ?? '') !== known) {
    setKnown(value ?? '');
    setText(reading.show(value ?? ''));
    setComplaint(null);
  }
  const machine = text.trim() === '' ? null : reading.parse(text);
  const change = (next: string): void => {
    setText(next);
    const parsed = next.trim() === '' ? null : reading.parse(next);
    setKnown(parsed ?? '');
    if (parsed || next.trim() === '') setComplaint(null);
    onChange?.(parsed);
  };
  const settle = (): void => {
    if (machine) setText(reading.show(machine));
    setComplaint(text.trim() !== '' && !machine ? reading.complaint : null);
  };
  return (
    <FieldFrame {...frame} id={id} hint={hint ?? reading.formatHint} error={complaint ?? error}>
      {(ids) => (
        <span className="ph-input-box" data-width={width}>
          <input
            className="ph-input ph-num"
            id={ids.id}
            type="text"
            inputMode="numeric"
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
            onBlur={settle}
            disabled={isDisabled}
            autoFocus={autoFocus}
            autoComplete="off"
            aria-required={frame.isRequired || undefined}
            aria-invalid={ids.invalid}
            aria-describedby={ids.describedBy}
          />
          {end ? <span className="ph-input-end">{end(machine, (day) => change(reading.show(day)))}</span> : null}
          {name ? <input type="hidden" name={name} value={machine ?? text} disabled={isDisabled} /> : null}
        </span>
      )}
    </FieldFrame>
  );
}

/** A day, written dd/MM/yyyy whatever the browser's own language is, or chosen on a calendar. The form gets "2026-11-26", or the raw text when it is not a day, so that the server can say so. */
export function DateField(props: ParsedFieldProps) {
  const t = useTexts(uiTexts);
  const [isOpen, setOpen] = useState(false);
  const label = typeof props.label === 'string' ? props.label : '';
  return (
    <ParsedField
      {...props}
      width="date"
      reading={{ parse: parseDay, show: showDay, complaint: t('invalidDate'), formatHint: t('dateHint') }}
      end={(value, put) => (
        <>
          <IconButton icon="calendar" size="s" label={t('openCalendar', { label: label.toLocaleLowerCase('vi') })} isDisabled={props.isDisabled} onPress={() => setOpen(true)} />
          {isOpen ? (
            <CalendarDialog
              title={label}
              value={value}
              onClose={() => setOpen(false)}
              onChoose={(day) => {
                put(day);
                setOpen(false);
              }}
            />
          ) : null}
        </>
      )}
    />
  );
}

/** A time of day, 24 hours; takes "8", "0805", "8 giờ 5". The form gets "08:05". */
export function TimeField(props: ParsedFieldProps) {
  const t = useTexts(uiTexts);
  return <ParsedField {...props} width="time" reading={{ parse: parseTime, show: (value) => value, complaint: t('invalidTime'), formatHint: t('timeHint') }} />;
}

export interface NumberFieldProps extends FieldFrameProps {
  id?: string;
  name?: string;
  value?: number | null;
  defaultValue?: number;
  /** `null` while empty or unreadable. */
  onChange?: (value: number | null) => void;
  min?: number;
  max?: number;
  /** What one press of − or + changes; 1 by default. */
  step?: number;
  unit?: ReactNode;
  isDisabled?: boolean;
  /** What − and + call the value; the label when it is a plain text. */
  valueName?: string;
}

/** A number with − and +; the form gets it with a point whatever the reader's language writes. */
export function NumberField({ id, name, value, defaultValue, onChange, min = -Infinity, max = Infinity, step = 1, unit, isDisabled, valueName, error, ...frame }: NumberFieldProps) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const show = (n: number | null | undefined): string => (n === null || n === undefined ? '' : formatNumber(n, language).replace('−', '-'));
  const [text, setText] = useState(show(value ?? defaultValue));
  const [known, setKnown] = useState<number | null>(value ?? defaultValue ?? null);
  const [complaint, setComplaint] = useState<string | null>(null);
  if (value !== undefined && value !== known) {
    setKnown(value);
    setText(show(value));
  }
  const parsed = text.trim() === '' ? null : parseNumber(text, language);
  const give = (next: number | null): void => {
    setKnown(next);
    onChange?.(next);
  };
  const nudge = (by: number): void => {
    const next = Math.min(max, Math.max(min, (parsed ?? (Number.isFinite(min) ? min - by : 0)) + by));
    setText(show(next));
    setComplaint(null);
    give(next);
  };
  const label = valueName ?? (typeof frame.label === 'string' ? frame.label.toLocaleLowerCase('vi') : '');
  return (
    <FieldFrame {...frame} id={id} error={complaint ?? error}>
      {(ids) => (
        <span className="ph-number">
          <IconButton icon="remove" look="sec" label={t('decrease', { label })} onPress={() => nudge(-step)} isDisabled={isDisabled || (parsed !== null && parsed <= min)} />
          <input
            className="ph-input"
            id={ids.id}
            type="text"
            inputMode="decimal"
            value={text}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setText(next);
              give(next.trim() === '' ? null : parseNumber(next, language));
            }}
            onBlur={() => {
              setComplaint(text.trim() !== '' && parsed === null ? t('invalidNumber') : null);
              if (parsed !== null) setText(show(parsed));
            }}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
              event.preventDefault();
              nudge(event.key === 'ArrowUp' ? step : -step);
            }}
            disabled={isDisabled}
            autoComplete="off"
            aria-required={frame.isRequired || undefined}
            aria-invalid={ids.invalid}
            aria-describedby={ids.describedBy}
          />
          {name ? <input type="hidden" name={name} value={parsed ?? text} disabled={isDisabled} /> : null}
          <IconButton icon="add" look="sec" label={t('increase', { label })} onPress={() => nudge(step)} isDisabled={isDisabled || (parsed !== null && parsed >= max)} />
          {unit ? <span className="ph-number-unit">{unit}</span> : null}
        </span>
      )}
    </FieldFrame>
  );
}
