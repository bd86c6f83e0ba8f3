import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';
import type { AgendaKind } from '../../shared/rules/agenda-times';
import type { SessionPicture } from './changes';
import type { Meeting } from './repository';

/** What is seen now of each of the sessions, by their ids. */
export async function picturesOf(db: Db, meetings: readonly Meeting[]): Promise<Map<string, SessionPicture>> {
  const of = { meetingId: { in: meetings.map(({ id }) => id) }, removedAt: null };
  const items = await db.agendaItem.findMany({ where: of, orderBy: [{ order: 'asc' }, { id: 'asc' }], select: { id: true, meetingId: true, kind: true, title: true } });
  const papers = await db.document.findMany({
    where: of,
    orderBy: [{ order: 'asc' }, { id: 'asc' }],
    select: { id: true, meetingId: true, title: true, versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } } },
  });
  return new Map(
    meetings.map(({ id: meetingId, title, startsAt, endsAt, place, form, state }) => [
      meetingId,
      {
        title,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        place,
        form,
        cancelled: state === 'cancelled',
        items: items.filter((item) => item.meetingId === meetingId).map(({ id, kind, title: name }) => ({ id, kind: kind as AgendaKind, title: name })),
        papers: papers.filter((paper) => paper.meetingId === meetingId).map(({ id, title: name, versions }) => ({ id, title: name, number: versions[0]?.number ?? 0 })),
      },
    ]),
  );
}

/** Of these sessions those in which the person has a seat and prepares nothing. */
export async function notifiedOf(db: Db, personId: string, meetingIds: readonly string[]): Promise<string[]> {
  const rows = await db.attendee.findMany({ where: { personId, meetingId: { in: [...meetingIds] }, role: { notIn: ['secretary', 'assistant'] } }, select: { meetingId: true } });
  return rows.map(({ meetingId }) => meetingId);
}

/** What one person saw of these sessions; nothing of those that were never announced to them. */
export async function looksOf(db: Db, personId: string, meetingIds: readonly string[]): Promise<Map<string, SessionPicture>> {
  const rows = await db.meetingLook.findMany({ where: { personId, meetingId: { in: [...meetingIds] } }, select: { meetingId: true, seen: true } });
  return new Map(rows.map(({ meetingId, seen }) => [meetingId, JSON.parse(seen) as SessionPicture]));
}

export async function storeLook(db: Db, personId: string, meetingId: string, picture: SessionPicture, at: Date): Promise<void> {
  const seen = JSON.stringify(picture);
  const key = { personId_meetingId: { personId, meetingId } };
  const known = await db.meetingLook.findUnique({ where: key, select: { seen: true, settled: true } });
  // A look at the page is none at the list: that begins with what was seen first.
  await db.meetingLook.upsert({ where: key, create: { personId, meetingId, seen, at }, update: { seen, at, settled: known?.settled ?? known?.seen ?? null } });
}

/** The session as one person last went through the list of its changes, and when that was. */
export async function settledOf(db: Db, personId: string, meetingId: string): Promise<{ picture: SessionPicture; at: Date | null } | null> {
  const row = await db.meetingLook.findUnique({ where: { personId_meetingId: { personId, meetingId } }, select: { seen: true, settled: true, settledAt: true } });
  return row && { picture: JSON.parse(row.settled ?? row.seen) as SessionPicture, at: row.settledAt };
}

export async function storeSettled(db: Db, personId: string, meetingId: string, picture: SessionPicture, at: Date): Promise<void> {
  const seen = JSON.stringify(picture);
  const settled = { seen, at, settled: seen, settledAt: at };
  await db.meetingLook.upsert({ where: { personId_meetingId: { personId, meetingId } }, create: { personId, meetingId, ...settled }, update: settled });
}

/** The same picture for everybody with a seat who has none. */
export async function storeFirstLooks(db: Db, meetingId: string, picture: SessionPicture, at: Date): Promise<void> {
  const [seats, known] = [
    await db.attendee.findMany({ where: { meetingId }, select: { personId: true } }),
    new Set((await db.meetingLook.findMany({ where: { meetingId }, select: { personId: true } })).map(({ personId }) => personId)),
  ];
  const seen = JSON.stringify(picture);
  await db.meetingLook.createMany({ data: seats.filter(({ personId }) => !known.has(personId)).map(({ personId }) => ({ personId, meetingId, seen, at })) });
}

/** What people saw of sessions, by when they looked. */
export const oldLooks = perishable('MeetingLook', ['personId', 'meetingId'], 'at');

export const countLooksOf = (db: Db, personId: string): Promise<number> => db.meetingLook.count({ where: { personId } });
export const dropLooksOf = async (db: Db, personId: string): Promise<number> => (await db.meetingLook.deleteMany({ where: { personId } })).count;
