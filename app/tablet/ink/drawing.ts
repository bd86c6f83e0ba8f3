/** What a hand on the page draws while it is down, and what its events say. */
import type { InkLayer } from '@shared/protocol/ink';
import type { InkSample } from '@shared/rules/ink-smoothing';
import type { Contact, InkTool, PointerKind } from '@shared/rules/pen-state';
import type { LiveHead } from './live-ink';

export interface Spot extends InkSample {
  /** Index from 0. */
  readonly page: number;
}

export interface Drawing {
  readonly tool: InkTool;
  readonly page: number;
  readonly head: LiveHead;
  readonly number: number;
  /** Chosen when the pen came down: a switch of the layer meanwhile counts from the next stroke. */
  readonly layer: InkLayer;
  readonly samples: InkSample[];
  /** The samples as the wire has them, grown in place. */
  readonly points: number[];
  readonly erased: Set<string>;
  /** Words a highlight runs over, −1 for one in the free. */
  from: number;
  to: number;
}

export function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

export function overText(event: PointerEvent): boolean {
  return event.target instanceof Element && event.target.closest('.textLayer span') !== null;
}

export function contactOf(event: PointerEvent): Contact {
  const kind: PointerKind = event.pointerType === 'pen' ? 'pen' : event.pointerType === 'touch' ? 'touch' : 'mouse';
  const { pointerId: id, clientX: x, clientY: y, timeStamp: time, buttons, isPrimary } = event;
  return { id, kind, x, y, time, buttons, isPrimary, isTouching: kind === 'touch' || buttons !== 0 || event.pressure > 0 };
}
