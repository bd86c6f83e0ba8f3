import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { Connection } from '../../shared/rules/sites';
import { knownMeetings } from './repository.known';
import type { MeetingViewer } from './repository';

/** A place from which people take part on line (điểm cầu). Its people are the seats whose `site` is its name. */
export interface Site {
  id: string;
  name: string;
  place: string;
  /** Person id of a seat that looks after the connection there. */
  contactId: string | null;
  /** How it is reached, in words. */
  contact: string;
  connection: Connection;
  since: Date | null;
  /** When its people were taken out of those present, until they are brought back. */
  outAt: Date | null;
}

const fields = { id: true, name: true, place: true, contactId: true, contact: true, connection: true, since: true, outAt: true } as const;

/** Sites of a session in their order. */
export async function listSites(db: Db, meetingId: string): Promise<Site[]> {
  const rows = await db.site.findMany({ where: { meetingId }, orderBy: [{ order: 'asc' }, { id: 'asc' }], select: fields });
  return rows.map((row) => ({ ...row, connection: row.connection as Connection }));
}

/** Puts the list in place of the one before. @param joined how many the session says it joins. */
export async function storeSites(db: Db, meetingId: string, sites: readonly Site[], joined = sites.length): Promise<void> {
  await db.site.deleteMany({ where: { meetingId } });
  await db.site.createMany({ data: sites.map((site, index) => ({ ...site, meetingId, order: index + 1 })) });
  await db.meeting.update({ where: { id: meetingId }, data: { remoteSites: joined } });
}

export async function setSite(db: Db, id: string, change: Partial<Pick<Site, 'connection' | 'since' | 'outAt'>>): Promise<void> {
  await db.site.update({ where: { id }, data: change });
}

/** Puts seats at a site by its name; null: into the hall. */
export async function seatAt(db: Db, seatIds: readonly string[], site: string | null): Promise<void> {
  await db.attendee.updateMany({ where: { id: { in: [...seatIds] } }, data: { site } });
}

/** A session whose sites can be taken over. */
export interface EarlierSites {
  meetingId: string;
  title: string;
  startsAt: Date;
  sites: number;
}

/** The last sessions of a body with sites among those this person prepared, the newest first. */
export async function earlierSites(db: Db, viewer: MeetingViewer, { id, bodyId }: { id: string; bodyId: string }): Promise<EarlierSites[]> {
  const known = knownMeetings(viewer);
  const rows = await rowsOf<Omit<EarlierSites, 'sites'> & { sites: number | bigint }>(
    db,
    `SELECT m."id" AS "meetingId", m."title", m."startsAt", COUNT(s."id") AS "sites" FROM (${known.sql}) k JOIN "Meeting" m ON m."id" = k."id" JOIN "Site" s ON s."meetingId" = m."id"
     WHERE k."prepares" = 1 AND m."bodyId" = ? AND m."id" <> ? GROUP BY m."id", m."title", m."startsAt" ORDER BY m."startsAt" DESC, m."id" LIMIT 5`,
    [...known.values, bodyId, id],
    { instants: ['startsAt'] },
  );
  return rows.map((row) => ({ ...row, sites: Number(row.sites) }));
}

/** Names that are offered at once, and the sessions they are taken from. */
const MOST_KNOWN = 500;
const LAST = 40;

/** Sites that the last announced sessions of these bodies had, each name once. */
export async function knownSites(db: Db, bodyIds: readonly string[]): Promise<{ name: string; place: string }[]> {
  if (bodyIds.length === 0) return [];
  return rowsOf<{ name: string; place: string }>(
    db,
    `SELECT s."name", MAX(s."place") AS "place" FROM "Site" s WHERE s."meetingId" IN
     (SELECT m."id" FROM "Meeting" m WHERE m."state" IN ('published', 'in_session', 'closed') AND m."bodyId" IN (${bodyIds.map(() => '?').join(', ')}) ORDER BY m."startsAt" DESC LIMIT ${LAST})
     GROUP BY s."name" ORDER BY s."name" LIMIT ${MOST_KNOWN}`,
    [...bodyIds],
  );
}
