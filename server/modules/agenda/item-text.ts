import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { DAY_MINUTES } from '../../shared/rules/agenda-times';
import { optionalLine, type Seat } from '../meetings';
import { unitNames, type AgendaItem, type ItemText } from './repository';

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

/** @throws DomainError `invalid`/`agenda.no_such_unit`. */
export async function assertUnitExists(db: Db, { preparingUnitId }: Pick<ItemText, 'preparingUnitId'>): Promise<void> {
  if (preparingUnitId && (await unitNames(db, [preparingUnitId])).size === 0) throw new DomainError('invalid', 'agenda.no_such_unit', { field: 'preparingUnitId' });
}

/** A session may cross midnight, an agenda is no longer than a day (A3). @throws DomainError `rejected`/`agenda.too_long` {over: minutes too many}. */
export function assertWithinDay(durations: readonly number[]): void {
  const over = durations.reduce((sum, minutes) => sum + minutes, 0) - DAY_MINUTES;
  if (over > 0) throw new DomainError('rejected', 'agenda.too_long', { over, field: 'durationMin' });
}

/** Begun or ended, put off after that or not: such an item keeps its place, text and existence (A7). */
export const hasBegun = (item: Pick<AgendaItem, 'state' | 'startedAt'>): boolean => item.state === 'now' || item.state === 'done' || item.startedAt !== null;

/** What was moved to another session stands here as it was then, too (sitting L45). */
export const isSettled = (item: Pick<AgendaItem, 'state' | 'startedAt' | 'movedToId'>): boolean => hasBegun(item) || item.movedToId !== null;
