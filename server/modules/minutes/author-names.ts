import type { Db } from '../../kernel/ports/database';
import type { WrittenMinutes } from '../../shared/rules/written-minutes';
import { peopleNames } from '../identity';

/** Names of everybody whose hand is in the text, by id. */
export async function authorNames(db: Db, { blocks }: WrittenMinutes): Promise<Record<string, string>> {
  const marks = blocks.flatMap(({ added, removed, runs }) => [added, removed, ...runs.flatMap(({ mark, gone }) => [mark, gone])]);
  return Object.fromEntries(await peopleNames(db, [...new Set(marks.flatMap((mark) => (mark ? [mark.by] : [])))]));
}
