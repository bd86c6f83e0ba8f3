import { rowsOf } from '../../kernel/repository';
import type { Db } from '../../kernel/ports/database';
import { json, PAGE, pageOf, whole, type Row } from './section';

type Page = Promise<{ rows: Row[]; next: string | null }>;

export async function bodyRow(db: Db, id: string): Page {
  const row = await db.body.findUnique({ where: { id }, include: { unit: { select: { name: true } } } });
  return whole(row ? [{ id, name: row.name, shortName: row.shortName, unitId: row.unitId, unit: row.unit.name, policy: json(row.policy), validFrom: row.validFrom, validTo: row.validTo }] : []);
}

export async function membershipRows(db: Db, of: { bodyId: string } | { personId: string }, after: string | null): Page {
  const rows = await db.membership.findMany({
    where: { ...of, id: { gt: after ?? '' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, bodyId: true, personId: true, position: true, role: true, voting: true, protocolOrder: true, validFrom: true, validTo: true, body: { select: { name: true } }, person: { select: { fullName: true } } },
  });
  return pageOf(rows.map(({ body, person, ...row }) => ({ ...row, body: body.name, fullName: person.fullName })), ({ id }) => id);
}

export async function registerRows(db: Db, bodyId: string, after: string | null): Page {
  const skip = Number(after ?? 0);
  const rows = await db.registerEntry.findMany({ where: { bodyId }, orderBy: [{ kind: 'asc' }, { year: 'asc' }, { number: 'asc' }], skip, take: PAGE, select: { bodyId: true, kind: true, year: true, number: true, officialId: true, givenAt: true } });
  return { rows, next: rows.length < PAGE ? null : String(skip + rows.length) };
}

/** Sessions of a body that people know of. @param seatOf only those that this person runs; null: all. */
export async function sessionsOfBody(db: Db, bodyId: string, seatOf: string | null, after: string | null): Promise<{ id: string; title: string; startsAt: Date; state: string }[]> {
  return db.meeting.findMany({
    where: { bodyId, id: { gt: after ?? '' }, ...(seatOf === null ? {} : { attendees: { some: { personId: seatOf, role: { in: ['secretary', 'assistant', 'chair'] } } } }), NOT: { state: 'draft' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, title: true, startsAt: true, state: true },
  });
}

/** Whether a person runs, or ran, a session of the body. */
export async function runsAnyOf(db: Db, bodyId: string, personId: string): Promise<boolean> {
  return (await db.attendee.findFirst({ where: { personId, role: { in: ['secretary', 'assistant', 'chair'] }, meeting: { bodyId, NOT: { state: 'draft' } } }, select: { id: true } })) !== null;
}

const BODIES_SHOWN = 20;

/** Bodies of which a person runs, or ran, sessions: by the seats of that person, not by looking at every session. */
export async function bodiesRunBy(db: Db, personId: string): Promise<{ id: string; name: string }[]> {
  return rowsOf(db, `SELECT DISTINCT b."id", b."name" FROM "Attendee" a JOIN "Meeting" m ON m."id" = a."meetingId" JOIN "Body" b ON b."id" = m."bodyId"
    WHERE a."personId" = ? AND a."role" IN ('secretary', 'assistant', 'chair') AND m."state" <> 'draft' ORDER BY b."name" LIMIT ?`, [personId, BODIES_SHOWN]);
}

export async function accountRow(db: Db, id: string): Page {
  const row = await db.person.findUnique({ where: { id }, include: { unit: { select: { name: true } }, roles: { select: { role: true, since: true } } } });
  if (!row) return whole([]);
  const { userName, fullName, title, unitId, email, phone, status, locale, createdAt, removedAt } = row;
  return whole([{ id, userName, fullName, title, unitId, unit: row.unit?.name ?? '', email, phone, hasPassword: row.passwordHash !== null, status, locale, preferences: json(row.preferences), roles: row.roles, createdAt, removedAt }]);
}

export async function seatRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.attendee.findMany({
    // A draft is not yet known to those it seats.
    where: { personId, id: { gt: after ?? '' }, NOT: { meeting: { publishedAt: null } } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, meetingId: true, role: true, voting: true, fullName: true, position: true, site: true, attendance: true, reason: true, checkedInAt: true, leftAt: true, meeting: { select: { title: true, startsAt: true } } },
  });
  return pageOf(rows.map(({ meeting, ...row }) => ({ ...row, meeting: meeting.title, startsAt: meeting.startsAt })), ({ id }) => id);
}

export async function signInRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.signIn.findMany({ where: { personId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, userAgent: true, ip: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function deviceRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.trustedDevice.findMany({ where: { personId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, userAgent: true, createdAt: true, lastUsedAt: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function noticeRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.notice.findMany({ where: { personId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, kind: true, params: true, at: true, readAt: true } });
  return pageOf(rows.map(({ params, ...row }) => ({ ...row, params: json(params) })), ({ id }) => id);
}

export async function placeRows(db: Db, personId: string, after: string | null): Page {
  const skip = Number(after ?? 0);
  const rows = await db.readingPlace.findMany({ where: { personId }, orderBy: [{ documentId: 'asc' }, { deviceId: 'asc' }], skip, take: PAGE, select: { documentId: true, deviceId: true, page: true, farthest: true, zoom: true, updatedAt: true } });
  return { rows, next: rows.length < PAGE ? null : String(skip + rows.length) };
}

export async function carriedRows(db: Db, ownerId: string, after: string | null): Page {
  const rows = await db.carriedMark.findMany({ where: { ownerId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, documentId: true, versionId: true, fromNumber: true, sourceId: true, layer: true, verdict: true, doubt: true, decision: true, decidedAt: true, withdrawn: true, at: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function ownPositionRows(db: Db, personId: string, after: string | null): Page {
  const skip = Number(after ?? 0);
  const rows = await db.position.findMany({ where: { personId }, orderBy: { itemId: 'asc' }, skip, take: PAGE, select: { meetingId: true, itemId: true, kind: true, words: true, minutes: true, at: true, answer: true, answeredAt: true } });
  return { rows, next: rows.length < PAGE ? null : String(skip + rows.length) };
}

export async function lookRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.meetingLook.findMany({ where: { personId, meetingId: { gt: after ?? '' } }, orderBy: { meetingId: 'asc' }, take: PAGE, select: { meetingId: true, at: true } });
  return pageOf(rows, ({ meetingId }) => meetingId);
}

export async function linkRequestRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.linkRequest.findMany({ where: { personId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, requestedBy: true, requestedAt: true, state: true, decidedBy: true, decidedAt: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function pinResetRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.pinReset.findMany({ where: { personId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, keyId: true, reason: true, at: true } });
  return pageOf(rows, ({ id }) => id);
}

export async function ownSignatureRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.signatureStep.findMany({ where: { personId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, officialId: true, role: true, state: true, signedAt: true, certificate: true, official: { select: { title: true } } } });
  return pageOf(rows.map(({ official, certificate, ...row }) => ({ ...row, certificate: json(certificate), official: official.title })), ({ id }) => id);
}

/** Each document of the runs a person signed with one PIN. */
export async function signingRunRows(db: Db, personId: string, after: string | null): Page {
  const rows = await db.signingRunItem.findMany({ where: { run: { personId }, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, runId: true, order: true, officialId: true, sha256: true, state: true, at: true, revision: true, refusal: true, run: { select: { begunAt: true, commonName: true, serial: true } } } });
  return pageOf(rows.map(({ run, ...row }) => ({ ...row, ...run })), ({ id }) => id);
}

/** What the person did, without what it was done to others with. */
export async function actRows(db: Db, actorId: string, after: string | null): Page {
  const rows = await db.auditEntry.findMany({ where: { actorId, seq: { gt: Number(after ?? 0) } }, orderBy: { seq: 'asc' }, take: PAGE, select: { seq: true, at: true, action: true, objectType: true, objectId: true, meetingId: true } });
  return pageOf(rows, ({ seq }) => seq);
}

/** Which streams of ink hold what was prepared for somebody, on which version of a paper and by whom. */
export async function preparedAmong(db: Db, inkIds: readonly string[]): Promise<{ inkId: string; paperInk: string; preparedBy: string }[]> {
  if (inkIds.length === 0) return [];
  return rowsOf(
    db,
    `SELECT s."inkId", s."paperInk", p."fullName" AS "preparedBy" FROM "PreparedStream" s JOIN "Person" p ON p."id" = s."assistantId" WHERE s."inkId" IN (${inkIds.map(() => '?').join(', ')})`,
    inkIds,
  );
}

/** Papers that streams of ink lie on, for their names. */
export async function papersOfInk(db: Db, inkIds: readonly string[]): Promise<{ inkId: string; documentId: string; title: string; version: number; meetingId: string }[]> {
  const first = await db.document.findMany({ where: { id: { in: [...inkIds] } }, select: { id: true, title: true, meetingId: true }, take: inkIds.length });
  const later = await db.documentVersion.findMany({ where: { id: { in: [...inkIds] }, number: { gt: 1 } }, select: { id: true, number: true, document: { select: { id: true, title: true, meetingId: true } } }, take: inkIds.length });
  return [
    ...first.map(({ id, title, meetingId }) => ({ inkId: id, documentId: id, title, version: 1, meetingId })),
    ...later.map(({ id, number, document }) => ({ inkId: id, documentId: document.id, title: document.title, version: number, meetingId: document.meetingId })),
  ];
}
