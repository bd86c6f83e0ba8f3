import { personIdOf, type Caller } from '../../kernel/actor';
import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { allowIf, hide, type Decision } from '../../kernel/policy';
import { EVERY_PAPER, loadMeetingAccess, prepares, sightOf, sightOfPerson, type MeetingAccess, type PaperSight } from '../meetings';
import { outlineOf, PART, type Outline, type Part } from './outline';
import { findPack, type Pack } from './repository';

export interface LoadedPack {
  pack: Pack;
  access: MeetingAccess;
  outline: Outline;
}

export const partOf = (pack: Pick<Pack, 'part'>): Part | null => (pack.part === null ? null : PART.parse(JSON.parse(pack.part)));

/**
 * A pack with what it would be made of now, for this caller. @throws DomainError `not_found` for strangers, `gone`/`packs.out_of_date`
 * where its papers are others now, or its day is over (PK7, PK12).
 */
export async function loadPack({ packId }: { packId: string }, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<LoadedPack> {
  const pack = await findPack(db, packId);
  if (!pack) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, pack.meetingId, caller);
  if (pack.state === 'gone' || pack.expiresAt <= now) throw new DomainError('gone', 'packs.out_of_date');
  const outline = await outlineOf(access, { large: pack.isLarge, part: partOf(pack), sight: await sightFor(pack, access, db, caller, now) }, db).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'rejected') throw new DomainError('gone', 'packs.out_of_date');
    throw error;
  });
  if (outline.digest !== pack.digest) throw new DomainError('gone', 'packs.out_of_date');
  return { pack, access, outline };
}

/** Whose papers it holds: of the person it is named for, else of whoever fetches it; the program makes it for whoever asked for it. */
async function sightFor({ forId, requestedById }: Pack, access: MeetingAccess, db: LoadContext['db'], caller: Caller, now: Date): Promise<PaperSight> {
  const owner = forId ?? (caller.kind === 'system' ? requestedById : personIdOf(caller));
  if (owner === personIdOf(caller)) return owner === null ? EVERY_PAPER : sightOf(db, access, caller, now);
  return sightOfPerson(db, access.meeting, owner, now);
}

/** Large print is for the named person and whoever prepares the session (PK10). */
export function mayHave(caller: Caller, { pack, access }: Pick<LoadedPack, 'pack' | 'access'>): Decision {
  if (pack.forId !== null && pack.forId !== personIdOf(caller) && !prepares(access)) return hide;
  return allowIf(pack.state === 'ready', 'packs.not_ready');
}
