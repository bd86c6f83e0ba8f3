import type { FloorKind, FloorPart } from '@shared/rules/floor-queue';
import type { LiveResult } from '../../../server/application';
import type { floorTexts } from './texts';
import type { Translate } from '~/ui/i18n';

export type LiveFloor = LiveResult<'sitting.live'>['floor'];
export type QueueEntry = LiveFloor['waiting'][number];
export type LiveTurn = NonNullable<LiveFloor['turn']>;
export type FloorTranslate = Translate<(typeof floorTexts)['vi']>;
export type FloorCommand = 'floor.request-floor' | 'floor.update-request' | 'floor.withdraw-request' | 'floor.reorder-queue' | 'floor.give-floor' | 'floor.extend-turn' | 'floor.end-turn';

/** A person who may be named in a request. */
export interface Nameable {
  personId: string;
  name: string;
  position: string;
}

/** What a request or turn is, in words: what it is about, else its kind, and who is asked. */
export function aboutWords({ kind, topic, asked }: { kind: FloorKind; topic: string; asked: string | null }, t: FloorTranslate): string {
  const what = kind === 'question' && asked ? t('to', { name: asked }) : kind === 'speech' ? '' : t(kind);
  return [what, topic].filter((word) => word !== '').join('. ');
}

export function partWords({ part, topic, other }: { part: FloorPart; topic: string; other: string | null }, t: FloorTranslate): string {
  const what = part === 'answer' ? (other ? t('answers', { name: other }) : t('answer')) : part === 'question' && other ? t('to', { name: other }) : part === 'speech' ? '' : t(part);
  return [what, topic].filter((word) => word !== '').join('. ');
}

/** Minutes that those who wait asked for. */
export const minutesWaiting = (floor: LiveFloor): number => floor.waiting.reduce((sum, { minutes }) => sum + minutes, 0);
