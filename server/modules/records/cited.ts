import type { Caller } from '../../kernel/actor';
import { isRefusal } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { numberKey } from '../../shared/rules/citations';
import { fullNumber } from '../../shared/rules/numbering';
import { kindsOfType, typeName, type KindName } from './kinds';
import { loadOfficial } from './policy';
import { officialsNumbered, type OfficialDocument } from './repository';

/** A document that was issued here, as whoever reads a citation of it is led to it. */
export interface CitedOfficial {
  id: string;
  kind: KindName;
  /** "Thông báo kết luận". */
  type: string;
  meetingId: string;
  aboutId: string | null;
  number: string;
  title: string;
}

/** "12/tb-ubnd": number, and the type it begins with. */
const ISSUED = /^(\d{1,5})\/([a-z]+)-/u;

/**
 * What these bodies issued under a number ("12/tb-ubnd", as `numberKey` has it), in its year where that is known; other bodies write the same
 * sign. Whether there are several does not turn on who asks.
 */
export async function issuedUnder(db: Db, { key, year }: { key: string; year: number | null }, bodyIds: readonly string[]): Promise<OfficialDocument[]> {
  const [, number, type = ''] = ISSUED.exec(key) ?? [];
  const kinds = kindsOfType(type);
  if (kinds.length === 0 || bodyIds.length === 0) return [];
  return (await officialsNumbered(db, { number: Number(number), kinds, year, bodyIds })).filter((one) => numberKey(fullNumber(one)) === key);
}

/** How a document is told to whoever may read it; null to others (library LB9). */
export async function citedOfficial(db: Db, official: OfficialDocument, caller: Caller): Promise<CitedOfficial | null> {
  const isSeen = await loadOfficial(db, official.id, caller).then(() => true, (error: unknown) => {
    if (isRefusal(error)) return false;
    throw error;
  });
  const { id, kind, meetingId, aboutId, title } = official;
  return isSeen ? { id, kind, type: typeName(kind), meetingId, aboutId, number: fullNumber(official), title } : null;
}
