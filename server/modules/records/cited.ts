import type { Caller } from '../../kernel/actor';
import { isRefusal } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { numberKey } from '../../shared/rules/citations';
import { fullNumber } from '../../shared/rules/numbering';
import { typeName, type KindName } from './kinds';
import { loadOfficial } from './policy';
import { officialsNumbered } from './repository';

/** A document that was issued here, as whoever reads a citation of it is led to it. */
export interface CitedOfficial {
  id: string;
  kind: KindName;
  /** "Thông báo kết luận". */
  type: string;
  meetingId: string;
  aboutId: string | null;
  number: string;
  numberKey: string;
  year: number;
  title: string;
}

/** Documents issued here by their numbers ("12/tb-ubnd"), of those the caller may read (library LB9). */
export async function officialsCited(db: Db, keys: readonly string[], caller: Caller): Promise<CitedOfficial[]> {
  const numbers = [...new Set(keys.flatMap((key) => Number(/^(\d{1,5})\/[a-z]/u.exec(key)?.[1]) || []))];
  const found: CitedOfficial[] = [];
  for (const { id, kind, meetingId, aboutId, title, number, notation, year } of await officialsNumbered(db, numbers)) {
    const written = fullNumber({ number, notation });
    if (!keys.includes(numberKey(written))) continue;
    const isSeen = await loadOfficial(db, id, caller).then(() => true, (error: unknown) => {
      if (isRefusal(error)) return false;
      throw error;
    });
    if (isSeen) found.push({ id, kind, type: typeName(kind), meetingId, aboutId, number: written, numberKey: numberKey(written), year, title });
  }
  return found;
}
