import type { Db } from '../../kernel/ports/database';
import type { AgendaItem } from '../agenda';
import { requestsOf } from '../floor';
import type { Seat } from '../meetings';

/** Who asked for the floor on each item and kept to it, in the order of the queue, each once. */
export async function speakersOf(db: Db, items: readonly Pick<AgendaItem, 'id'>[], seats: readonly Seat[]): Promise<{ itemId: string; names: string[] }[]> {
  const nameOf = new Map(seats.map(({ personId, fullName }) => [personId, fullName]));
  const of = async (itemId: string) => {
    const asked = (await requestsOf(db, itemId)).filter(({ state }) => state !== 'withdrawn');
    return { itemId, names: [...new Set(asked.flatMap(({ personId }) => nameOf.get(personId) ?? []))] };
  };
  return (await Promise.all(items.map(({ id }) => of(id)))).filter(({ names }) => names.length > 0);
}
