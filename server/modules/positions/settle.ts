import type { RunContext } from '../../kernel/command';
import type { Db } from '../../kernel/ports/database';
import { consentsNeeded, standingOf, type Standing, type Tally } from '../../shared/rules/consent';
import { blockUnderVote, listItems, setAgreed, type AgendaItem } from '../agenda';
import { listSeats, peopleRecused, recusalsOf, type Meeting, type Recusals, type Seat } from '../meetings';
import { followPulled, isElector } from '../voting';
import { tallyOf, takesPositions, type Position } from './position';
import { papersChangedAt, positionsOf } from './repository';

/** An item as members have declared themselves of it. */
export interface Declared {
  item: AgendaItem;
  positions: readonly Position[];
  tally: Tally;
  /** Members who must have nothing against it. */
  needed: number;
  standing: Standing;
  papersChangedAt: Date | undefined;
}

export interface Board {
  seats: readonly Seat[];
  electors: readonly Seat[];
  recusals: Recusals;
  items: readonly AgendaItem[];
  declared: readonly Declared[];
}

/** All items of a session that take positions, with what was declared; a fixed number of questions to the database, however many there are. */
export async function loadBoard(db: Db, { id, policy }: Pick<Meeting, 'id' | 'policy'>): Promise<Board> {
  const [items, seats, recusals] = [await listItems(db, id), await listSeats(db, id), await recusalsOf(db, id)];
  const [positions, changed] = [await positionsOf(db, id), await papersChangedAt(db, id)];
  const electors = seats.filter(isElector);
  const declared = items.filter(takesPositions).map((item) => {
    const own = positions.get(item.id) ?? [];
    const recused = peopleRecused(recusals, item.id);
    const tally = tallyOf(own, electors, recused, changed.get(item.id));
    const needed = consentsNeeded(policy, electors.filter(({ personId }) => !recused.has(personId)).length);
    return { item, positions: own, tally, needed, standing: standingOf(tally, needed), papersChangedAt: changed.get(item.id) };
  });
  return { seats, electors, recusals, items, declared };
}

/**
 * The block as it follows from what was declared (PO5): what is contested falls back to its place, what all who must have agreed on comes in,
 * and what came in that way goes again when that is so no longer. Who was pulled out stays out, and what the office put in stays in while
 * nobody contests it. While a block is voted on nothing changes.
 */
export async function settleBlocks(meeting: Meeting, { db, emit }: Pick<RunContext<unknown>, 'db' | 'emit'>): Promise<string[]> {
  if (await blockUnderVote(db, meeting.id)) return [];
  const { declared, recusals } = await loadBoard(db, meeting);
  const changed: string[] = [];
  for (const { item, standing } of declared) {
    if (item.state !== 'coming' || item.block === 'pulled') continue;
    const comesIn = item.block === null && standing === 'agreed' && peopleRecused(recusals, item.id).size === 0;
    const goesOut = item.block === 'in' && (standing === 'contested' || (item.blockAgreed && standing !== 'agreed'));
    if (!comesIn && !goesOut) continue;
    await setAgreed(db, item, comesIn, emit);
    changed.push(item.id);
  }
  if (changed.length > 0) await followPulled(meeting.id, { db, emit });
  return changed;
}
