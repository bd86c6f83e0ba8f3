import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { VIETNAM_OFFSET_MINUTES } from '../../shared/rules/date-forms';
import { optionalLine, type Meeting, type Seat } from '../meetings';
import type { AgendaItem, ItemText } from './repository';

/** The only title a paper-only item ever has (A4). */
export const PAPER_ONLY_TITLE = 'Nội dung theo tài liệu giấy (không đưa lên hệ thống)';

export const itemShape = {
  kind: z.enum(['opening', 'item', 'break', 'closing', 'paper_only']),
  /** Left out of account for paper-only items. */
  title: optionalLine(500).default(''),
  durationMin: z.int(),
  presenterId: z.uuid().nullable().default(null),
  presenterText: optionalLine(300).default(''),
  preparingUnitId: z.uuid().nullable().default(null),
  preparingText: optionalLine(300).default(''),
};
export const itemTextSchema = z.strictObject(itemShape);

export const LONGEST_ITEM_MINUTES = 240;
const DAY_MINUTES = 1440;

/** Minutes since midnight in Viet Nam at which the session begins. */
export function startMinuteOf(meeting: Pick<Meeting, 'startsAt'>): number {
  const local = new Date(meeting.startsAt.getTime() + VIETNAM_OFFSET_MINUTES * 60_000);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/**
 * The text of an item as it is stored (A3, A4, A10).
 * @throws DomainError `invalid`/`agenda.duration`, `agenda.title_missing`, `agenda.presenter_not_seated`.
 */
export function textForStore(input: z.output<typeof itemTextSchema>, seats: readonly Seat[]): ItemText {
  if (input.durationMin < 1 || input.durationMin > LONGEST_ITEM_MINUTES) {
    throw new DomainError('invalid', 'agenda.duration', { field: 'durationMin', most: LONGEST_ITEM_MINUTES });
  }
  const title = input.kind === 'paper_only' ? PAPER_ONLY_TITLE : input.title;
  if (title === '') throw new DomainError('invalid', 'agenda.title_missing', { field: 'title' });
  if (input.presenterId && !seats.some((seat) => seat.personId === input.presenterId)) {
    throw new DomainError('invalid', 'agenda.presenter_not_seated', { field: 'presenterId' });
  }
  return { ...input, title };
}

/** @throws DomainError `rejected`/`agenda.past_midnight` {over: minutes too many}. */
export function assertEndsToday(meeting: Pick<Meeting, 'startsAt'>, durations: readonly number[]): void {
  const end = startMinuteOf(meeting) + durations.reduce((sum, minutes) => sum + minutes, 0);
  if (end > DAY_MINUTES) throw new DomainError('rejected', 'agenda.past_midnight', { over: end - DAY_MINUTES, field: 'durationMin' });
}

/** Begun or ended: such an item keeps its place, text and existence (A7). */
export const hasBegun = (item: Pick<AgendaItem, 'state'>): boolean => item.state === 'now' || item.state === 'done';
