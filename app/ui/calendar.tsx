import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Dialog } from './dialog';
import { IconButton } from './button';
import { addDays, addMonths, monthWeeks } from './calendar-days';
import { isoDay, useLanguage, useTexts } from './i18n';
import { uiTexts } from './texts';

interface CalendarDialogProps {
  onClose: () => void;
  /** The field the day is for. */
  title: string;
  /** ISO day marked as chosen. */
  value: string | null;
  onChoose: (day: string) => void;
}

const STEP: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** A month to choose a day from by touch; arrows, Page Up and Page Down move within it. Typing the day stays possible in the field. */
export function CalendarDialog({ onClose, title, value, onChoose }: CalendarDialogProps) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const [today] = useState(() => isoDay(new Date()));
  const [at, setAt] = useState(value ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(true);
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    moved.current = false;
  }, [at]);
  const say = useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { ...options, timeZone: 'UTC' });
      return (day: string): string => formatter.format(new Date(`${day}T00:00:00Z`));
    };
    return { month: format({ month: 'long', year: 'numeric' }), weekday: format({ weekday: 'short' }), day: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }) };
  }, [language]);
  const weeks = monthWeeks(at);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEP[event.key];
    if (!step) return;
    event.preventDefault();
    moved.current = true;
    setAt(step(at));
  };
  return (
    <Dialog isOpen onClose={onClose} size="s" title={title}>
      <div className="ph-calendar-head">
        <IconButton icon="previous" look="sec" label={t('previousMonth')} onPress={() => setAt(addMonths(at, -1))} />
        <p className="ph-lg" aria-live="polite">{say.month(at)}</p>
        <IconButton icon="next" look="sec" label={t('nextMonth')} onPress={() => setAt(addMonths(at, 1))} />
      </div>
      <table className="ph-calendar ph-num" role="grid" aria-label={say.month(at)} ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => (
              <th key={day} scope="col">{say.weekday(day)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} role="gridcell" aria-selected={day === value}>
                  <button
                    type="button"
                    className="ph-day"
                    tabIndex={day === at ? 0 : -1}
                    aria-label={say.day(day)}
                    aria-current={day === today ? 'date' : undefined}
                    data-chosen={day === value || undefined}
                    data-outside={day.slice(0, 7) !== at.slice(0, 7) || undefined}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
