import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, deny } from '../../../kernel/policy';
import { eventsOf } from '../../../kernel/repository.history';
import { listItems } from '../../agenda';
import { listDocuments } from '../../documents';
import { listSeats, loadMeetingAccess, sightOf } from '../../meetings';
import { bodyOf } from '../../organization';
import { notationOf } from '../../records';
import { unnumbered } from '../../../shared/rules/minutes-text';
import { numbered } from '../../../shared/rules/agenda-times';
import { sittingFacts } from '../../sitting';
import { LABELS, FIXED } from '../content';
import { authorNames } from '../author-names';
import { isWorking } from '../../../shared/rules/working-minutes';
import { asRead } from '../../../shared/rules/written-minutes';
import { viewEvents } from '../event-view';
import { recordedMinutes } from '../facts';
import { isFrozen, maySee } from '../policy';
import { abilitiesOf, presentMinutes } from '../present';
import { findMinutesOf, listRevisions } from '../repository';
import { signedFor } from '../signed-for';
import { speakersOf } from '../speakers';

const differing = (recorded: string | undefined, text: string): string | null =>
  recorded !== undefined && unnumbered(recorded) !== unnumbered(text) ? recorded : null;

/** Everything the page needs on which minutes are written, approved and signed (N2, N9). */
export const editor = defineQuery({
  name: 'minutes.editor',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const minutes = await findMinutesOf(db, meetingId);
    if (minutes && !maySee(access, minutes)) throw new DomainError('not_found', 'not_found');
    return { access, minutes };
  },
  policy: (_caller, { access }) =>
    access.isSecretary || access.isChair || access.isClerk || access.isSystem ? allow : deny('minutes.writers_only'),
  async present({ access, minutes }, { meetingId }, { db, caller, now }) {
    const { meeting } = access;
    const [body, items, papers, seats] = await Promise.all([bodyOf(db, meeting.bodyId), listItems(db, meetingId), listDocuments(db, meetingId, await sightOf(db, access, caller, now)), listSeats(db, meetingId)]);
    const session = { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: meeting.startsAt, closedAt: meeting.closedAt, place: meeting.place };
    const agency = { name: body.name, shortName: body.shortName };
    const notation = notationOf('minutes', body.shortName);
    const agenda = numbered(items).map(({ id, title, number }) => ({ id, title, number }));
    const signers = {
      authority: meeting.calledChairId === null || meeting.state !== 'closed' ? [] : signedFor(meeting, await sittingFacts(db, meetingId)),
      chair: seats.find((seat) => seat.personId === meeting.chairId)?.fullName ?? '',
      secretary: seats.find((seat) => seat.personId === meeting.secretaryId)?.fullName ?? '',
    };
    const speakers = access.isSecretary ? await speakersOf(db, items, seats) : [];
    if (!minutes) return { session, agency, notation, agenda, signers, speakers, minutes: null, can: abilitiesOf(access, null, [], caller) };
    const [{ shown, steps }, recorded, events, revisions] = await Promise.all([
      presentMinutes(db, minutes),
      isWorking(minutes.content.paragraphs) ? [] : recordedMinutes(db, meetingId),
      eventsOf(db, meetingId),
      listRevisions(db, minutes.id),
    ]);
    const record = new Map(recorded.map((paragraph) => [paragraph.id, paragraph.text]));
    const { content: { paragraphs }, writing } = minutes;
    return {
      session,
      agency,
      notation,
      agenda,
      signers,
      /** Who asked for the floor or had it on each item, in that order: for whoever writes what was said. */
      speakers,
      minutes: {
        ...shown,
        /** Written while the sitting runs; no draft yet (N51). */
        isWorking: isWorking(minutes.content.paragraphs),
        paragraphs: paragraphs.map(({ id, source, text }) => ({
          id,
          text,
          source: source.kind,
          /** What the records alone say, where the wording differs; a number follows the place, not the record. */
          recorded: source.kind === 'event' ? differing(record.get(id), text) : null,
          isFixed: FIXED.has(id),
          label: LABELS[id] ?? null,
        })),
        /** The text with its authors while it is not frozen (N46). */
        writing: writing && { ...writing, text: access.isSecretary ? writing.text : asRead(writing.text), names: await authorNames(db, writing.text) },
        events: viewEvents(events, { seats, openedAt: meeting.openedAt, papers: new Map(papers.map(({ id, title }) => [id, title])), paragraphs }),
        revisions: revisions.map(({ byId, ...revision }) => ({ ...revision, isMine: byId === personIdOf(caller) })),
        /** The text as the records alone would have it, to hold what is written against it (N22); frozen minutes are not judged any more. */
        recorded: isFrozen(minutes) ? [] : recorded,
      },
      can: abilitiesOf(access, minutes, steps, caller),
    };
  },
});
