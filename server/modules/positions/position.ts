import { DomainError } from '../../kernel/errors';
import type { PositionKind, Tally } from '../../shared/rules/consent';
import type { AgendaItem } from '../agenda';
import type { Seat } from '../meetings';

/** What a member declared of an item (ý kiến trước phiên họp); it stays in the record when it is withdrawn. */
export interface Position {
  itemId: string;
  personId: string;
  meetingId: string;
  kind: PositionKind | 'withdrawn';
  words: string;
  minutes: number;
  at: Date;
  answer: string;
  answeredById: string | null;
  answeredAt: Date | null;
  version: number;
}

/** Positions are taken of what is voted on here and lies in the system: on paper-only items nothing is written (agenda A4). */
export const takesPositions = ({ kind }: Pick<AgendaItem, 'kind'>): boolean => kind === 'item';

/** @throws DomainError `rejected`/`positions.no_positions`, `conflict`/`positions.item_begun` (PO3). */
export function assertTakesPositions(item: AgendaItem): void {
  if (!takesPositions(item)) throw new DomainError('rejected', 'positions.no_positions');
  if (item.state !== 'coming') throw new DomainError('conflict', 'positions.item_begun');
}

/** Consent was given to the papers there were; with others it counts no more (PO6). */
export const isStale = ({ kind, at }: Pick<Position, 'kind' | 'at'>, papersChangedAt: Date | undefined): boolean => kind === 'consent' && papersChangedAt !== undefined && papersChangedAt > at;

/** What the members of now who take part in an item declared of it. */
export function tallyOf(positions: readonly Position[], members: readonly Pick<Seat, 'personId'>[], recused: ReadonlySet<string>, papersChangedAt: Date | undefined): Tally {
  const counted = new Set(members.map(({ personId }) => personId).filter((personId) => !recused.has(personId)));
  const tally: Tally = { consent: 0, speak: 0, object: 0, question: 0 };
  for (const position of positions) {
    if (position.kind !== 'withdrawn' && counted.has(position.personId) && !isStale(position, papersChangedAt)) tally[position.kind] += 1;
  }
  return tally;
}
