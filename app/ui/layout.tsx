import type { ReactNode } from 'react';
import { classes } from './class-names';
import { useStandingLine } from './standing-line';

export interface ScreenProps {
  top?: ReactNode;
  /** A line under the top bar: connection, maintenance. */
  line?: ReactNode;
  /** What the line of all screens tells, this one tells itself. */
  ownLine?: boolean;
  /** Left (right in left-hand mode): places, papers, pulse of the sitting. */
  rail?: ReactNode;
  railLabel?: string;
  /** Rail: 212, 256 (beside a side column) or 292 px; by itself 292. */
  railWidth?: 's' | 'm' | 'l';
  /** Right: facts and the actions of the zone. */
  side?: ReactNode;
  sideLabel?: string;
  /** At the foot of the main column. */
  foot?: ReactNode;
  /** `fit` keeps the window's height and scrolls inside each column (tablet work screens); `flow` scrolls the page. */
  height?: 'flow' | 'fit';
  /** `work` with rail and side, `single` one column, `narrow` for forms and messages. */
  width?: 'full' | 'single' | 'narrow';
  /** Side column: 352, 400 or 420 px. */
  sideWidth?: 's' | 'm' | 'l';
  className?: string;
  children: ReactNode;
}

/** The grid every screen stands on (design.md §8). On portrait tablets the side goes under the content, rails become rows. */
export function Screen({ top, line, ownLine, rail, railLabel, railWidth, side, sideLabel, foot, height = 'flow', width = 'full', sideWidth = 'm', className, children }: ScreenProps) {
  const standing = useStandingLine();
  return (
    <div className={classes('ph-screen', className)} data-height={height}>
      {top}
      {ownLine ? null : standing}
      {line}
      <div className="ph-columns" data-rail={rail ? (railWidth ?? (side ? 'm' : 'l')) : undefined} data-side={side ? sideWidth : undefined}>
        {rail ? <aside className="ph-rail" aria-label={railLabel}>{rail}</aside> : null}
        <main className="ph-main" id="main" tabIndex={-1} data-width={width}>
          {children}
          {foot ? <footer className="ph-foot">{foot}</footer> : null}
        </main>
        {side ? <aside className="ph-side" aria-label={sideLabel}>{side}</aside> : null}
      </div>
    </div>
  );
}

type Gap = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

interface FlowProps {
  /** Step of the space scale: 4 8 12 16 24 32 48 64 px. */
  gap?: Gap;
  align?: 'start' | 'center' | 'end' | 'stretch' | 'baseline';
  justify?: 'start' | 'center' | 'end' | 'between';
  wrap?: boolean;
  grow?: boolean;
  as?: 'div' | 'section' | 'ul' | 'ol' | 'li' | 'span';
  className?: string;
  children: ReactNode;
}

/** One under the other. */
export function Stack({ gap = 4, align, justify, grow, as: Tag = 'div', className, children }: Omit<FlowProps, 'wrap'>) {
  return <Tag className={classes('ph-stack', className)} data-gap={gap} data-align={align} data-justify={justify} data-grow={grow || undefined}>{children}</Tag>;
}

/** Side by side. */
export function Row({ gap = 3, align = 'center', justify, wrap, grow, as: Tag = 'div', className, children }: FlowProps) {
  return <Tag className={classes('ph-row', className)} data-gap={gap} data-align={align} data-justify={justify} data-wrap={wrap || undefined} data-grow={grow || undefined}>{children}</Tag>;
}

/** Equal columns that wrap when each would be narrower than `min` (10, 14, 18 or 24 rem). */
export function Grid({ min = 18, gap = 5, children, className }: { min?: 10 | 14 | 18 | 24; gap?: Gap; className?: string; children: ReactNode }) {
  return <div className={classes('ph-grid', className)} data-min={min} data-gap={gap}>{children}</div>;
}

export interface PageHeadingProps {
  title: ReactNode;
  /** A second line in text-3. */
  note?: ReactNode;
  /** Count after the title, lighter. */
  count?: ReactNode;
  end?: ReactNode;
  level?: 1 | 2 | 3;
  look?: 'h1' | 'h2' | 'h3' | 'lg';
  id?: string;
}

/** Heading of a screen or panel with what belongs beside it. */
export function PageHeading({ title, note, count, end, level = 1, look, id }: PageHeadingProps) {
  const Heading = `h${level}` as const;
  const face = look ?? (level === 1 ? 'h2' : level === 2 ? 'h3' : 'lg');
  return (
    <div className="ph-heading">
      <div className="ph-heading-text">
        <Heading className={`ph-${face}`} id={id}>
          {title}
          {count !== undefined ? <span className="ph-heading-count"> {count}</span> : null}
        </Heading>
        {note ? <p className="ph-sm ph-3">{note}</p> : null}
      </div>
      {end ? <div className="ph-heading-end">{end}</div> : null}
    </div>
  );
}

export function Divider() {
  return <hr className="ph-divider" />;
}

/** Text for screen readers only. */
export function VisuallyHidden({ as: Tag = 'span', children }: { as?: 'span' | 'h1' | 'h2' | 'h3' | 'p'; children: ReactNode }) {
  return <Tag className="ph-hidden">{children}</Tag>;
}
