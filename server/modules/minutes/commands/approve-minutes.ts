import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand, type PrepareContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import type { Db } from '../../../kernel/ports/database';
import { MinutesDocument } from '../../../shared/protocol/minutes-document';
import { issueDrafts } from '../../assignments';
import { listSeats } from '../../meetings';
import { bodyOf } from '../../organization';
import { findOfficial, prepareIssue, recordIssue } from '../../records';
import { paperMark, sittingFacts } from '../../sitting';
import { toDocument } from '../document';
import { MINUTES_APPROVED } from '../events';
import { fileFacts } from '../file-facts';
import { assertMinutesSeen, chairOnly, changeMinutes, loadMinutes, type MinutesLoaded } from '../policy';
import { keepRevision } from '../repository';
import { signedFor } from '../signed-for';

/** Freezes the text and has it set as an official document (N6, N8). */
async function freeze({ minutes, meeting }: MinutesLoaded, number: number | undefined, context: PrepareContext) {
  const { db, now } = context;
  const [body, seats, facts, earlier] = await Promise.all([
    bodyOf(db, meeting.bodyId),
    listSeats(db, meeting.id),
    sittingFacts(db, meeting.id),
    minutes.officialId ? findOfficial(db, minutes.officialId) : null,
  ]);
  const { presence, presided } = facts;
  const nameOf = (personId: string): string => seats.find((seat) => seat.personId === personId)?.fullName ?? '';
  const setting = {
    paragraphs: minutes.content.paragraphs,
    title: meeting.title,
    bodyName: body.name,
    bodyShort: body.shortName,
    seats,
    wasThere: (personId: string) => presence.get(personId)?.wasThere === true,
    openedAt: meeting.openedAt ?? now,
    chair: nameOf(meeting.chairId),
    secretary: nameOf(meeting.secretaryId),
    authority: signedFor(meeting, { presided }),
  };
  const compose = (numbered: { number: number; notation: string; testOnly: boolean }) => MinutesDocument.parse(toDocument({ ...setting, ...numbered }));
  return prepareIssue({ kind: 'minutes', meeting, aboutId: null, signers: { secretary: [meeting.secretaryId], chair: [meeting.chairId] }, title: meeting.title, body, earlier, number, template: 'minutes', facts: await fileFacts(db, facts, setting), compose }, context);
}

/** What was entered from notes has the word of whoever presided first (N25). @throws DomainError `conflict`/`minutes.notes_unconfirmed`. */
async function assertNotesConfirmed(db: Db, { meeting }: MinutesLoaded): Promise<void> {
  const mark = await paperMark(db, meeting.id);
  if (mark && !mark.confirmedAt) throw new DomainError('conflict', 'minutes.notes_unconfirmed');
}

/** The chair approves: the text is frozen, numbered and typeset, the signatures begin (N5–N8), and what its conclusions ask for is issued (N33). */
export const approve = defineCommand({
  name: 'minutes.approve',
  input: z.strictObject({ minutesId: z.uuid(), version: z.int().min(1), number: z.int().min(1).max(99_999).optional() }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => chairOnly(caller, loaded),
  requires: { minutes: ['submitted'] },
  async prepare({ version, number }, loaded, context) {
    await assertMinutesSeen(context.db, loaded.minutes, version);
    await assertNotesConfirmed(context.db, loaded);
    return freeze(loaded, number, context);
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run({ minutesId, version }, { minutes, meeting }, context) {
    const { db, caller, now, prepared, id, emit } = context;
    const { number, notation, verifyCode } = prepared;
    const approvedById = personIdOf(caller) ?? meeting.chairId;
    const { officialId, sha256 } = await recordIssue(db, prepared, { approvedById, now, id });
    await changeMinutes(db, minutes, version, { state: 'approved', content: minutes.content, officialId });
    await keepRevision(db, { id: id(), minutesId, action: 'approve', content: minutes.content, authorId: approvedById, at: now });
    await issueDrafts(meeting.id, approvedById, context);
    emit({ type: MINUTES_APPROVED, stream: meeting.id, payload: { minutesId, officialId, number, notation, sha256 } });
    return { version: version + 1, officialId, number, notation, verifyCode };
  },
  audit: ({ minutesId }, { meeting }, { officialId, number, notation }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { officialId, number, notation } }),
});
