import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon';

/** accent: I can act here; mine: only I see this; group: chosen people; son: everybody sees this now; the rest are states. */
export type Tone = 'neutral' | 'accent' | 'son' | 'mine' | 'group' | 'ok' | 'warn' | 'bad';

export interface ChipProps {
  tone?: Tone;
  icon?: IconName;
  /** A still dot before the word: something is live. */
  dot?: boolean;
  size?: 's' | 'm' | 'l';
  children: ReactNode;
}

/** A state in a word. Colour never says it alone. */
export function Chip({ tone = 'neutral', icon, dot, size = 'm', children }: ChipProps) {
  return (
    <span className="ph-chip" data-tone={tone} data-size={size}>
      {dot ? <span className="ph-dot" aria-hidden="true" /> : null}
      {icon ? <Icon name={icon} size="s" /> : null}
      <span>{children}</span>
    </span>
  );
}

/** The same meaning without a ground, for rows and foot lines. */
export function StateWord({ tone = 'neutral', icon, dot, children }: Omit<ChipProps, 'size'>) {
  return (
    <span className="ph-state-word" data-tone={tone}>
      {dot ? <span className="ph-dot" aria-hidden="true" /> : null}
      {icon ? <Icon name={icon} size="s" /> : null}
      <span>{children}</span>
    </span>
  );
}
