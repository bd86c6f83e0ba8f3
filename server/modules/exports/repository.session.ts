import type { Db } from '../../kernel/ports/database';
import { eventsOf } from '../../kernel/repository.history';
import { findMeeting, listSeats, spotsOf } from '../meetings';
import { CHAIR_PASSED, sessionRecord } from '../sitting';
import { json, PAGE, pageOf, whole, type Row } from './section';

type Page = Promise<{ rows: Row[]; next: string | null }>;

export async function sessionRow(db: Db, id: string): Page {
  const row = await db.meeting.findUnique({ where: { id }, include: { body: { select: { name: true } }, attendees: { where: { role: { in: ['chair', 'secretary'] } }, select: { role: true, fullName: true }, take: 10 } } });
  if (!row) return whole([]);
  const nameOf = (role: string): string => row.attendees.find((seat) => seat.role === role)?.fullName ?? '';
  const { title, kind, state, startsAt, endsAt, openedAt, closedAt, publishedAt, place, form, remoteSites, bodyId, invitationNumber, invitationDate, printedSets, calledChairId, continuesAt, continuesUntil, importedAt, roomId } = row;
  return whole([{ id, title, kind, state, startsAt, endsAt, openedAt, closedAt, publishedAt, continuesAt, continuesUntil, importedAt, roomId, place, form, remoteSites, chair: nameOf('chair'), calledChairId, secretary: nameOf('secretary'), bodyId, body: row.body.name, policy: json(row.policy), invitationNumber, invitationDate, printedSets }]);
}

export async function attendanceRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.attendee.findMany({
    where: { meetingId, id: { gt: after ?? '' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, personId: true, fullName: true, position: true, role: true, voting: true, protocolOrder: true, site: true, substituteForId: true, attendance: true, reason: true, checkedInAt: true, leftAt: true },
  });
  return pageOf(rows, ({ id }) => id);
}

export async function agendaRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.agendaItem.findMany({
    where: { meetingId, id: { gt: after ?? '' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, order: true, kind: true, title: true, durationMin: true, presenterId: true, presenterText: true, preparingText: true, state: true, startedAt: true, endedAt: true, conclusion: true, putOffReason: true, movedToId: true, block: true, blockAgreed: true, removedAt: true },
  });
  return pageOf(rows, ({ id }) => id);
}

export async function importedRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.importedFile.findMany({ where: { meetingId, documentId: { gt: after ?? '' } }, orderBy: { documentId: 'asc' }, take: PAGE, include: { session: { select: { source: true, chair: true } } } });
  return pageOf(rows.map(({ documentId, path, line, sha256, clearedBy, session }) => ({ documentId, ...session, path, line, sha256, clearedBy })), ({ documentId }) => documentId);
}

/** A version of a paper, and what its stored file is. */
export interface PaperVersion {
  id: string;
  documentId: string;
  itemId: string | null;
  item: number | null;
  order: number;
  title: string;
  kind: string;
  number: number;
  pages: number;
  size: number;
  sha256: string;
  blobKey: string;
  fileName: string;
  createdAt: Date;
  reason: string | null;
  removedAt: Date | null;
}

export async function paperVersions(db: Db, meetingId: string, after: string | null): Promise<PaperVersion[]> {
  const rows = await db.documentVersion.findMany({
    where: { document: { meetingId }, id: { gt: after ?? '' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, documentId: true, number: true, pages: true, size: true, sha256: true, blobKey: true, fileName: true, createdAt: true, reason: true, document: { select: { itemId: true, order: true, title: true, kind: true, removedAt: true, item: { select: { order: true } } } } },
  });
  return rows.map(({ document: { item, ...document }, ...version }) => ({ ...version, ...document, item: item?.order ?? null }));
}

/** The file a version was made of, as it came. */
export interface OriginalOfPaper extends Pick<PaperVersion, 'id' | 'documentId' | 'item' | 'title' | 'number' | 'size' | 'sha256' | 'blobKey' | 'fileName' | 'createdAt' | 'removedAt'> {
  /** What was found when it became a PDF. */
  conversion: Row[string];
}

export async function originalFiles(db: Db, meetingId: string, after: string | null): Promise<OriginalOfPaper[]> {
  const rows = await db.originalFile.findMany({
    where: { version: { document: { meetingId } }, versionId: { gt: after ?? '' } },
    orderBy: { versionId: 'asc' },
    take: PAGE,
    include: { version: { select: { documentId: true, number: true, document: { select: { title: true, removedAt: true, item: { select: { order: true } } } } } } },
  });
  return rows.map(({ versionId: id, keptAt: createdAt, conversion, version: { document: { item, ...document }, ...version }, ...file }) => ({ id, createdAt, ...file, ...version, ...document, conversion: json(conversion), item: item?.order ?? null }));
}

export async function voteRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.voteQuestion.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE });
  return pageOf(
    rows.map(({ id, itemId, order, text, mode, kind, options, seats, majority, inSeries, covers, counters, state, way, members, present, result, passed, openedAt, closedAt }) => ({ id, itemId, order, text, mode, kind, options: json(options), seats, majority, inSeries, covers: json(covers), counters: json(counters), state, way, members, present, result: json(result), passed, openedAt, closedAt })),
    ({ id }) => id,
  );
}

/** Votes by name of closed questions; of votes without names, who voted. */
export async function ballotRows(db: Db, meetingId: string, after: string | null): Page {
  const [questionId = '', voterId = ''] = (after ?? '').split(' ');
  const rows = await db.ballot.findMany({
    where: { question: { meetingId, state: 'closed' }, OR: [{ questionId: { gt: questionId } }, { questionId, voterId: { gt: voterId } }] },
    orderBy: [{ questionId: 'asc' }, { voterId: 'asc' }],
    take: PAGE,
    include: { question: { select: { mode: true } } },
  });
  return pageOf(
    rows.map(({ questionId: of, voterId: by, castById, position, choice, castAt, question: { mode } }) => ({ questionId: of, voterId: by, castById, position, choice: mode === 'open' ? choice : null, castAt: mode === 'open' ? castAt : null })),
    (row) => `${row.questionId} ${row.voterId}`,
  );
}

export async function assignmentRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.assignment.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, omit: { meetingId: true, bodyId: true, version: true }, include: { units: { select: { unitId: true }, orderBy: { unitId: 'asc' } } } });
  return pageOf(rows.map(({ units, ...row }) => ({ ...row, withUnitIds: units.map(({ unitId }) => unitId) })), ({ id }) => id);
}

export async function assignmentStepRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.assignmentStep.findMany({ where: { assignment: { meetingId }, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE });
  return pageOf(rows.map(({ before, ...row }) => ({ ...row, before: json(before) })), ({ id }) => id);
}

export async function positionRows(db: Db, meetingId: string, after: string | null): Page {
  const skip = Number(after ?? 0);
  const rows = await db.position.findMany({ where: { meetingId }, orderBy: [{ itemId: 'asc' }, { personId: 'asc' }], skip, take: PAGE, omit: { meetingId: true } });
  return { rows, next: rows.length < PAGE ? null : String(skip + rows.length) };
}

export async function requestRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.floorRequest.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, omit: { meetingId: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function turnRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.floorTurn.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, omit: { meetingId: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function pauseRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.sittingPause.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, omit: { meetingId: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function siteRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.site.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, omit: { meetingId: true, outAt: true } });
  return pageOf(rows, ({ id }) => id);
}

/** Every hand-over of the chair, out of the history. */
export async function handOverRows(db: Db, meetingId: string): Page {
  const handOvers = (await eventsOf(db, meetingId)).filter(({ type }) => type === CHAIR_PASSED);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return whole(handOvers.map(({ at, payload }) => ({ at, previousPersonId: text(payload['previousPersonId']), personId: text(payload['personId']), way: text(payload['way']), standing: text(payload['standing']), itemId: text(payload['itemId']), forItemId: text(payload['forItemId']) })));
}

/** Who had which spot of the room. */
export async function spotRows(db: Db, meetingId: string): Page {
  const seats = await listSeats(db, meetingId);
  const spots = await spotsOf(db, meetingId, seats);
  return whole(seats.flatMap(({ id, personId }) => (spots.has(personId) ? [{ id, personId, spot: spots.get(personId) ?? null }] : [])));
}

/** What was noted of a sitting held on paper. */
export async function notesRows(db: Db, meetingId: string): Page {
  const row = await db.sittingNotes.findUnique({ where: { meetingId }, omit: { meetingId: true } });
  return whole(row ? [{ ...row, content: json(row.content) }] : []);
}

/** The floor record of a session that was closed; nothing before. */
export async function floorRecordRows(db: Db, meetingId: string): Page {
  const meeting = await findMeeting(db, meetingId);
  const record = meeting?.closedAt ? await sessionRecord(db, meeting, meeting.closedAt) : null;
  return whole(record ? record.rows.map((row) => ({ ...row })) : []);
}

export async function minutesOf(db: Db, meetingId: string): Promise<{ state: string; content: string; remarks: string } | null> {
  return db.minutes.findUnique({ where: { meetingId }, select: { state: true, content: true, remarks: true } });
}

/** One row, where a notice was drafted. */
export async function noticeRows(db: Db, meetingId: string): Page {
  const row = await db.conclusionsNotice.findUnique({ where: { meetingId }, omit: { meetingId: true } });
  return whole(row ? [{ ...row, content: json(row.content) }] : []);
}

export async function minutesRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.minutesRevision.findMany({ where: { minutes: { meetingId }, number: { gt: Number(after ?? 0) } }, orderBy: { number: 'asc' }, take: PAGE, select: { number: true, action: true, content: true, remarks: true, authorId: true, at: true } });
  return pageOf(rows.map(({ content, ...row }) => ({ ...row, content: json(content) })), ({ number }) => number);
}

export async function officialRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.officialDocument.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE });
  return pageOf(
    rows.map(({ id, kind, aboutId, title, number, year, notation, state, approvedAt, approvedById, verifyCode, baseRevision, frozenSha256, frozen }) => ({ id, kind, aboutId, title, number, year, notation, state, approvedAt, approvedById, verifyCode, baseRevision, frozenSha256, frozen: json(frozen) })),
    ({ id }) => id,
  );
}

export async function signatureRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.signatureStep.findMany({ where: { official: { meetingId }, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE });
  return pageOf(rows.map(({ id, officialId, order, role, field, personId, required, state, signedAt, certificate, reason }) => ({ id, officialId, order, role, field, personId, required, state, signedAt, certificate: json(certificate), reason })), ({ id }) => id);
}

export interface OfficialRevision {
  id: string;
  officialId: string;
  kind: string;
  number: number;
  notation: string;
  verifyCode: string;
  revision: number;
  isVoid: boolean;
  isLatest: boolean;
  pages: number;
  size: number;
  sha256: string;
  blobKey: string;
  createdAt: Date;
}

export async function officialRevisions(db: Db, meetingId: string, after: string | null): Promise<OfficialRevision[]> {
  const rows = await db.officialFile.findMany({
    where: { official: { meetingId }, id: { gt: after ?? '' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, officialId: true, revision: true, pages: true, size: true, sha256: true, blobKey: true, createdAt: true, official: { select: { kind: true, number: true, notation: true, verifyCode: true, state: true, baseRevision: true, files: { orderBy: { revision: 'desc' }, take: 1, select: { revision: true } } } } },
  });
  return rows.map(({ official: { state, baseRevision, files, ...official }, ...file }) => ({ ...file, ...official, isVoid: state === 'withdrawn' || file.revision < baseRevision, isLatest: files[0]?.revision === file.revision }));
}

export async function printRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.printDeclaration.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, documentId: true, copies: true, reason: true, declaredById: true, at: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function packPrintRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.packPrint.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, documentId: true, pages: true, at: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function eventRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.historyEvent.findMany({ where: { stream: meetingId, seq: { gt: Number(after ?? 0) } }, orderBy: { seq: 'asc' }, take: PAGE, select: { id: true, position: true, seq: true, type: true, payload: true, actorId: true, at: true, enteredAt: true } });
  return pageOf(rows.map(({ payload, ...row }) => ({ ...row, payload: json(payload) })), ({ seq }) => seq);
}

export async function auditRowsOf(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.auditEntry.findMany({ where: { meetingId, seq: { gt: Number(after ?? 0) } }, orderBy: { seq: 'asc' }, take: PAGE });
  return pageOf(rows.map(({ details, changes, ...row }) => ({ ...row, details: json(details), changes: json(changes) })), ({ seq }) => seq);
}
