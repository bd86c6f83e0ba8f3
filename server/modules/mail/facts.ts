import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findAssignment } from '../assignments';
import { paperDue } from '../documents';
import { findMeeting, findSeat, type Meeting } from '../meetings';
import { bodyOf, unitNames } from '../organization';
import { findAddressees, findAnnouncement, type StoredLetter } from './repository';
import { vietnameseCalendar } from '../../shared/law/public-holidays';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { daysLate } from '../../shared/rules/assignment-due';
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
  if (letter.assignmentId !== null) return assignmentFacts(db, letter, letter.assignmentId, { origin, from, now });
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
    assignment: null,
    organizer: await organizerOf(db, meeting, bodyName, from),
    at: now,
  };
}

/** What a reminder of an assignment says now (ML15). */
async function assignmentFacts(db: Db, letter: StoredLetter, assignmentId: string, { origin, from, now }: { origin: string; from: string; now: Date }): ReturnType<typeof letterFacts> {
  const [assignment, meeting, person] = [await findAssignment(db, assignmentId), await findMeeting(db, letter.meetingId), (await findAddressees(db, [letter.personId])).get(letter.personId)];
  if (!assignment || !meeting || !person) throw new DomainError('not_found', 'not_found');
  if (!person.email) return null;
  const { name: bodyName } = await bodyOf(db, meeting.bodyId);
  const { kind, form, startsAt, endsAt, place } = meeting;
  return {
    kind: letter.kind, fields: [], uid: '', sequence: letter.sequence, edition: letter.edition, letterId: letter.id, isCancelled: false, site: null, seat: null, at: now,
    session: { kind, form, startsAt, endsAt, place, bodyName, url: pageOf(meeting.id, origin) },
    to: { name: person.fullName, address: person.email, locale: person.locale, isRequired: true, hasAccount: person.hasAccount },
    organizer: { name: bodyName, address: from },
    papers: null,
    assignment: {
      unit: (await unitNames(db, [assignment.unitId])).get(assignment.unitId) ?? '',
      dueOn: assignment.dueOn,
      daysLate: daysLate(assignment.dueOn, dateInVietNam(now), vietnameseCalendar),
      url: `${origin}/assignments/${assignmentId}`,
    },
  };
}
