import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { paperDue } from '../documents';
import { findMeeting, findSeat, type Meeting } from '../meetings';
import { bodyOf } from '../organization';
import { findAddressees, findAnnouncement, type StoredLetter } from './repository';
import type { LetterFacts } from './letter';
import { paperMatterOf, type PaperMatter } from './paper-letter';
import { factsOf } from './plan';

export const pageOf = (meetingId: string, origin: string): string => `${origin}/meetings/${meetingId}`;

/** What stands in the calendar as who invites: the secretary, where the secretary has an address, else the sender. */
export async function organizerOf(db: Db, meeting: Pick<Meeting, 'secretaryId'>, bodyName: string, from: string): Promise<{ name: string; address: string }> {
  const secretary = (await findAddressees(db, [meeting.secretaryId])).get(meeting.secretaryId);
  return secretary?.email ? { name: secretary.fullName, address: secretary.email } : { name: bodyName, address: from };
}

/** The day papers are due, where a letter is about one item or one day. */
const dueOf = async (db: Db, { about, place }: { about: PaperMatter; place: string }): Promise<string | null> =>
  about === 'due' || about === 'late' ? place : place === '' ? null : paperDue(db, place);

/**
 * What a letter says now: the session as it was announced, the person as they are.
 * @returns null where the person has no address. @throws DomainError `not_found` where session or person are gone.
 */
export async function letterFacts(db: Db, letter: StoredLetter, { origin, from, now }: { origin: string; from: string; now: Date }): Promise<Omit<LetterFacts, 'passUrl'> & { seat: { id: string; role: string } | null } | null> {
  const meeting = await findMeeting(db, letter.meetingId);
  const papers = paperMatterOf(letter.rule);
  // A unit may be asked for papers before anybody is told of the session.
  const announced = papers && meeting ? { ...factsOf(meeting), uid: '', sequence: 0 } : await findAnnouncement(db, letter.meetingId);
  const person = (await findAddressees(db, [letter.personId])).get(letter.personId);
  if (!meeting || !announced || !person) throw new DomainError('not_found', 'not_found');
  if (!person.email) return null;
  const seat = papers ? null : await findSeat(db, letter.meetingId, letter.personId);
  const { name: bodyName } = await bodyOf(db, meeting.bodyId);
  return {
    kind: letter.kind,
    fields: letter.fields.split(',').filter(Boolean),
    uid: announced.uid,
    sequence: letter.sequence,
    edition: letter.edition,
    letterId: letter.id,
    session: { kind: announced.kind, form: announced.form, startsAt: announced.startsAt, endsAt: announced.endsAt, place: announced.place, bodyName, url: papers ? `${origin}/preparing` : pageOf(letter.meetingId, origin) },
    papers: papers && { about: papers.about, dueOn: await dueOf(db, papers) },
    isCancelled: meeting.state === 'cancelled',
    to: { name: person.fullName, address: person.email, locale: person.locale, isRequired: seat?.role !== 'guest', hasAccount: person.hasAccount },
    site: seat?.site ?? null,
    seat: seat && { id: seat.id, role: seat.role },
    organizer: await organizerOf(db, meeting, bodyName, from),
    at: now,
  };
}
