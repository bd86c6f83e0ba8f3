import type { AgendaKind } from '../../shared/rules/agenda-times';

/** Sắp tới, đang diễn ra, đã xong, hoãn. */
export type ItemState = 'coming' | 'now' | 'done' | 'postponed';

/** An agenda item (nội dung) as the sitting moves it. */
export interface SittingItem {
  id: string;
  order: number;
  kind: AgendaKind;
  title: string;
  durationMin: number;
  presenterId: string | null;
  presenterText: string;
  preparingText: string;
  state: ItemState;
  startedAt: Date | null;
  endedAt: Date | null;
  conclusion: string;
  putOffReason: string;
  movedToId: string | null;
  block: 'in' | 'pulled' | null;
  version: number;
}
