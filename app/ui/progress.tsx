import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon';
import { uiTexts } from './texts';
import { formatClock, useTexts } from './i18n';

const clamp = (n: number): number => Math.min(1, Math.max(0, n));

export interface ProgressBarProps {
  /** 0 to 1; leave out when unknown. */
  value?: number;
  label: string;
  labelHidden?: boolean;
  /** The value in words: "20 trên 32 trang". */
  note?: ReactNode;
  /** A mark on the bar, 0 to 1: plan, target. */
  mark?: number;
  tone?: 'accent' | 'mine' | 'warn' | 'bad' | 'ok';
  size?: 's' | 'm';
}

/** How far something is. Drawn as SVG attributes because the page may not carry inline styles. */
export function ProgressBar({ value, label, labelHidden, note, mark, tone = 'accent', size = 'm' }: ProgressBarProps) {
  const height = size === 's' ? 6 : 12;
  return (
    <div className="ph-progress" data-tone={tone}>
      {labelHidden && !note ? null : (
        <div className="ph-between">
          <span className={labelHidden ? 'ph-hidden' : 'ph-sm ph-strong'}>{label}</span>
          {note ? <span className="ph-sm ph-3 ph-num">{note}</span> : null}
        </div>
      )}
      <svg className="ph-progress-bar" data-size={size} height={height} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={value === undefined ? undefined : Math.round(clamp(value) * 100)}>
        <rect className="ph-track" width="100%" height={height} rx={height / 2} />
        <rect className="ph-fill" width={value === undefined ? '30%' : `${clamp(value) * 100}%`} height={height} rx={height / 2} data-unknown={value === undefined || undefined} />
        {mark !== undefined ? <rect className="ph-mark" x={`${clamp(mark) * 100}%`} y="-5" width="3" height={height + 10} /> : null}
      </svg>
    </div>
  );
}

/** Progress over a few equal parts ("Đã đọc 4 trên 8"); a part may be begun. */
export function SegmentBar({ parts, label, tone = 'mine' }: { parts: readonly number[]; label: string; tone?: 'mine' | 'accent' }) {
  return (
    <div className="ph-segments" data-tone={tone} role="img" aria-label={label}>
      {parts.map((part, index) => (
        <svg key={index} height="8" aria-hidden="true">
          <rect className="ph-track" width="100%" height="8" rx="4" />
          {part > 0 ? <rect className="ph-fill" width={`${clamp(part) * 100}%`} height="8" rx="4" /> : null}
        </svg>
      ))}
    </div>
  );
}

export interface ClockProps {
  /** Milliseconds left; negative counts up past the end. */
  remaining: number;
  size?: 's' | 'm' | 'l';
  isPaused?: boolean;
  icon?: IconName;
  label: string;
}

/** A running clock: warns in the last minute, counts up with + when over. */
export function Clock({ remaining, size = 'm', isPaused, icon, label }: ClockProps) {
  const state = isPaused ? 'paused' : remaining < 0 ? 'over' : remaining < 60_000 ? 'last' : 'running';
  return (
    <span className="ph-clock" data-size={size} data-state={state} role="timer" aria-label={`${label} ${formatClock(remaining)}`}>
      {icon ? <Icon name={icon} /> : null}
      <span aria-hidden="true">{formatClock(remaining)}</span>
    </span>
  );
}

/** A clock in a ring that empties; `share` is what is used up, 0 to 1. */
export function RingClock({ remaining, share, label }: { remaining: number; share: number; label: string }) {
  const around = 2 * Math.PI * 92;
  const state = remaining < 0 ? 'over' : remaining < 60_000 ? 'last' : 'running';
  return (
    <div className="ph-ring" data-state={state} role="timer" aria-label={`${label} ${formatClock(remaining)}`}>
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle className="ph-track-line" cx="100" cy="100" r="92" fill="none" strokeWidth="11" />
        <circle className="ph-fill-line" cx="100" cy="100" r="92" fill="none" strokeWidth="11" strokeLinecap="round" strokeDasharray={`${clamp(share) * around} ${around}`} transform="rotate(-90 100 100)" />
      </svg>
      <span className="ph-ring-time" aria-hidden="true">{formatClock(remaining)}</span>
    </div>
  );
}

export type StepState = 'done' | 'now' | 'waiting' | 'refused' | 'invalid';
export interface Step {
  id: string;
  title: ReactNode;
  person?: ReactNode;
  note?: ReactNode;
  state: StepState;
  children?: ReactNode;
}

/** Steps that follow each other, each by somebody: signing, approval. */
export function Stepper({ steps, label }: { steps: readonly Step[]; label?: string }) {
  const t = useTexts(uiTexts);
  const words: Record<StepState, string> = { done: t('stepDone'), now: t('stepNow'), waiting: t('stepWaiting'), refused: t('stepRefused'), invalid: t('stepInvalid') };
  return (
    <ol className="ph-steps" aria-label={label}>
      {steps.map((step, index) => (
        <li className="ph-step" key={step.id} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className="ph-step-mark" aria-hidden="true">
            {step.state === 'done' ? <Icon name="check" size="s" /> : step.state === 'refused' ? <Icon name="cross" size="s" /> : step.state === 'invalid' ? <Icon name="invalid" size="s" /> : index + 1}
          </span>
          <div className="ph-step-text">
            <p className="ph-lg">{step.title}<span className="ph-hidden">, {words[step.state]}</span></p>
            {step.person ? <p>{step.person}</p> : null}
            {step.note ? <p className="ph-sm ph-3 ph-num">{step.note}</p> : null}
            {step.children}
          </div>
        </li>
      ))}
    </ol>
  );
}

export interface ResultBarProps {
  /** Ballots of each kind; `none` is who gave no ballot. */
  votes: { for: number; against: number; abstain: number; none: number };
  /** Ballots in favour that the rule asks for: drawn as a line. */
  needed: number;
  size?: 'm' | 'room';
}

/** A published result, one cell per voter: solid ✓, hatched ✕, grey –, dashed outline for no ballot. Never colour alone. */
export function ResultBar({ votes, needed, size = 'm' }: ResultBarProps) {
  const t = useTexts(uiTexts);
  const kinds = [['for', 'check', 'voteFor'], ['against', 'cross', 'voteAgainst'], ['abstain', 'minus', 'voteAbstain'], ['none', null, 'voteNone']] as const;
  const cells = kinds.flatMap(([kind, icon]) => Array.from({ length: votes[kind] }, () => ({ kind, icon })));
  return (
    <div className="ph-result" data-size={size}>
      <div className="ph-result-cells" role="img" aria-label={`${kinds.map(([kind, , word]) => `${t(word)} ${votes[kind]}`).join(', ')}; ${t('needed', { count: needed })}`}>
        {cells.map((cell, index) => (
          <span className="ph-result-cell" key={index} data-vote={cell.kind} data-line={index + 1 === needed || undefined} data-needed={index + 1 === needed ? t('needed', { count: needed }) : undefined}>
            {cell.icon ? <Icon name={cell.icon} size="s" /> : null}
          </span>
        ))}
      </div>
      <dl className="ph-result-numbers">
        {kinds.map(([kind, icon, word]) => (
          <div key={kind} data-vote={kind}>
            <dd className="ph-result-number">{votes[kind]}</dd>
            <dt>{icon ? <Icon name={icon} size="s" /> : <span className="ph-result-none" aria-hidden="true" />}{t(word)}</dt>
          </div>
        ))}
      </dl>
    </div>
  );
}
