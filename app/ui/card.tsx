import type { ReactNode } from 'react';
import { Chip } from './chip';
import { classes } from './class-names';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface CardProps {
  /** `hero` for the one thing of the screen, `current` for the item under way, `selected` with a jade ring, `drop` while files hover over it. */
  look?: 'plain' | 'hero' | 'current' | 'selected' | 'drop' | 'quiet';
  tone?: 'accent' | 'ok' | 'warn' | 'bad' | 'son' | 'mine' | 'neutral';
  padding?: 'none' | 's' | 'm' | 'l';
  as?: 'div' | 'section' | 'article' | 'li' | 'aside';
  className?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  children: ReactNode;
}

/** An off-white ground for what belongs together; white is left to documents. */
export function Card({ look = 'plain', tone, padding = 'm', as: Tag = 'div', className, children, ...aria }: CardProps) {
  return <Tag className={classes('ph-card', className)} data-look={look} data-tone={tone} data-padding={padding} {...aria}>{children}</Tag>;
}

export interface StatCardProps {
  /** Measured stands on a solid card, estimated on an outlined hatched one, always with the word. */
  kind: 'measured' | 'estimated';
  aside?: ReactNode;
  value?: ReactNode;
  caption?: ReactNode;
  children?: ReactNode;
}

export function StatCard({ kind, aside, value, caption, children }: StatCardProps) {
  const t = useTexts(uiTexts);
  return (
    <section className="ph-card ph-stat" data-kind={kind} data-padding="m">
      <div className="ph-between">
        <Chip size="s" tone={kind === 'measured' ? 'accent' : 'neutral'}>{t(kind)}</Chip>
        {aside}
      </div>
      {value !== undefined ? <p className="ph-stat-value">{value}</p> : null}
      {caption ? <p className="ph-stat-caption">{caption}</p> : null}
      {children}
    </section>
  );
}
