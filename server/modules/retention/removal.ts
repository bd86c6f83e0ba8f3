import type { Db } from '../../kernel/ports/database';
import type { Ports } from '../../kernel/ports';
import { privateStreamPages } from '../../kernel/private-streams';
import { countActs, countReceiptsOf } from '../../kernel/repository';
import { countCarriedOf } from '../annotations';
import { countPlacesOf } from '../documents';
import { countAccountParts, type AccountHolder } from '../identity';
import { countPassesOf } from '../guests';
import { countLettersOf } from '../mail';
import { countLooksOf } from '../meetings';
import { countRecordOf, type RemovalReport } from './repository';

const PAGE = 500;

/** Private marks of a person: how many streams, and how many operations in them. */
export async function privateInkOf(ink: Ports['ink'], owner: string): Promise<{ streams: number; operations: number }> {
  const all = { streams: 0, operations: 0 };
  for await (const page of privateStreamPages(ink, { owner }, PAGE)) {
    all.streams += page.length;
    for (const { head } of page) all.operations += head;
  }
  return all;
}

/** What goes with an account and what stays, counted now. Lines without anything are left out of what goes, never of what stays. */
export async function reportOn(db: Db, person: AccountHolder, outside: { marks: number; keys: number }): Promise<RemovalReport> {
  const parts = await countAccountParts(db, person.id);
  const record = await countRecordOf(db, person.id);
  const one = (there: boolean): number => (there ? 1 : 0);
  const removed: Record<string, number> = {
    userName: one(person.userName !== null),
    password: one(person.hasPassword),
    email: one(person.email !== null),
    phone: one(person.phone !== null),
    unit: one(person.unitId !== null),
    preferences: one(person.preferences !== '{}'),
    ...parts,
    places: await countPlacesOf(db, person.id),
    carried: await countCarriedOf(db, person.id),
    looks: await countLooksOf(db, person.id),
    letters: await countLettersOf(db, person.id),
    passes: await countPassesOf(db, person.id),
    receipts: await countReceiptsOf(db, person.id),
    marks: outside.marks,
    keys: outside.keys,
  };
  const kept: Record<string, number> = { name: 1, ...record, acts: await countActs(db, person.id) };
  const lines = (of: Record<string, number>) => Object.entries(of).map(([what, count]) => ({ what, count }));
  return { removed: lines(removed).filter(({ count }) => count > 0), kept: lines(kept) };
}
