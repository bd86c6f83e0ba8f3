import { personIdOf, type Caller } from '../../kernel/actor';
import { canonicalJson } from '../../kernel/canonical-json';
import { digestOf } from '../../kernel/record';
import type { Db } from '../../kernel/ports/database';
import { prepares, type MeetingAccess } from './access';
import { changesBetween, type SessionChange, type SessionPicture } from './changes';
import { looksOf, picturesOf, settledOf, storeFirstLooks, notifiedOf } from './repository.looks';
import { findMeeting, type Meeting } from './repository';
import { sightOf, sightOfPerson, unseenPapers } from './sight';

/** States in which people are told of changes: announced, and not over. */
export const NOTIFIED_STATES: readonly Meeting['state'][] = ['published', 'in_session', 'cancelled'];

/** Names what was seen, so that a look is noted only of that. */
export const pictureDigest = (picture: SessionPicture): string => digestOf(canonicalJson(picture));

export async function pictureOf(db: Db, meeting: Meeting): Promise<SessionPicture> {
  const picture = (await picturesOf(db, [meeting])).get(meeting.id);
  if (!picture) throw new Error('a session has a picture');
  return picture;
}

/**
 * What has changed for one person since they looked, and what a look is to be noted of (null: nothing new); null for those
 * who prepare the session, who made the changes, and for people without a seat (M17).
 */
export async function lookOf(db: Db, access: MeetingAccess, unseen: ReadonlySet<string>): Promise<{ changes: SessionChange[]; picture: string | null } | null> {
  const { meeting, seat } = access;
  if (!seat || prepares(access) || !NOTIFIED_STATES.includes(meeting.state)) return null;
  const present = without(await pictureOf(db, meeting), unseen);
  const stored = (await looksOf(db, seat.personId, [meeting.id])).get(meeting.id);
  const seen = stored && without(stored, unseen);
  const [before, after] = [seen && pictureDigest(seen), pictureDigest(present)];
  return { changes: seen ? changesBetween(seen, present) : [], picture: before === after ? null : after };
}

/** Who looks and at what, where it still is what `picture` names; null: something changed since, or this person is told of nothing. */
export async function seenAs(db: Db, access: MeetingAccess, picture: string, caller: Caller, now: Date): Promise<{ personId: string; present: SessionPicture } | null> {
  const { meeting } = access;
  const personId = personIdOf(caller);
  if (!personId || !NOTIFIED_STATES.includes(meeting.state)) return null;
  const present = without(await pictureOf(db, meeting), await unseenPapers(db, meeting.id, await sightOf(db, access, caller, now)));
  return pictureDigest(present) === picture ? { personId, present } : null;
}

/**
 * What changed since one person went through the list of changes, with the papers by their ids and versions; null as in `lookOf` (M33).
 * `picture` names what they see now.
 */
export async function unsettledOf(db: Db, access: MeetingAccess, unseen: ReadonlySet<string>) {
  const { meeting, seat } = access;
  if (!seat || prepares(access) || !NOTIFIED_STATES.includes(meeting.state)) return null;
  const present = without(await pictureOf(db, meeting), unseen);
  const settled = await settledOf(db, seat.personId, meeting.id);
  const seen = settled ? without(settled.picture, unseen) : present;
  const now = new Set(present.papers.map(({ id }) => id));
  return {
    /** When they last did; null: never. */
    since: settled?.at ?? null,
    picture: pictureDigest(present),
    changes: changesBetween(seen, present),
    papers: {
      added: present.papers.filter(({ id }) => !seen.papers.some((paper) => paper.id === id)).map(({ id, title }) => ({ id, title })),
      known: seen.papers.filter(({ id }) => now.has(id)).map(({ id: documentId, number }) => ({ documentId, number })),
    },
  };
}

/** Papers of a session that one person was told of, or found there; null where nothing is known of that (M33). */
export async function knownPapersOf(db: Db, personId: string, meetingId: string): Promise<ReadonlySet<string> | null> {
  const known = await settledOf(db, personId, meetingId);
  return known && new Set(known.picture.papers.map(({ id }) => id));
}

/** What somebody is told leaves out what is kept from them, also where they knew of it before: it was not withdrawn. */
export const without = (picture: SessionPicture, unseen: ReadonlySet<string>): SessionPicture =>
  unseen.size === 0 ? picture : { ...picture, papers: picture.papers.filter(({ id }) => !unseen.has(id)) };

/** Which of these sessions changed since one person looked, with what changed (M17). */
export async function changedFor(db: Db, personId: string, meetings: readonly Meeting[], now: Date): Promise<{ meeting: Meeting; changes: SessionChange[] }[]> {
  const told = await notifiedOf(db, personId, meetings.filter(({ state }) => NOTIFIED_STATES.includes(state)).map(({ id }) => id));
  const seen = await looksOf(db, personId, told);
  const looked = meetings.filter(({ id }) => seen.has(id));
  const present = looked.length > 0 ? await picturesOf(db, looked) : new Map<string, SessionPicture>();
  const changed: { meeting: Meeting; changes: SessionChange[] }[] = [];
  for (const meeting of looked) {
    const [before, after] = [seen.get(meeting.id), present.get(meeting.id)];
    if (!before || !after) continue;
    const unseen = await unseenPapers(db, meeting.id, await sightOfPerson(db, meeting, personId, now));
    const changes = changesBetween(without(before, unseen), without(after, unseen));
    if (changes.length > 0) changed.push({ meeting, changes });
  }
  return changed;
}

/** Everybody with a seat begins with what the session is at this moment: they are told of what changes from now on (M17). */
export async function noteInvited(db: Db, meetingId: string, now: Date): Promise<void> {
  const meeting = await findMeeting(db, meetingId);
  if (meeting && NOTIFIED_STATES.includes(meeting.state)) await storeFirstLooks(db, meetingId, await pictureOf(db, meeting), now);
}
