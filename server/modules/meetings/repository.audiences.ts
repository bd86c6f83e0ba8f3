import type { Db, SqlValue } from '../../kernel/ports/database';
import { rowsOf, storedInstant } from '../../kernel/repository';
import type { Audience, AudienceKind } from '../../shared/rules/audience';
import type { SqlPart } from './repository.known';

/** What is set for the items and papers of a session, by their ids. */
export type Audiences = ReadonlyMap<string, Audience>;

interface AudienceRow {
  objectId: string;
  kind: string;
  opensAt: Date | null;
  closesAt: Date | null;
  nameId: string | null;
}

const ROWS = 'SELECT a."objectId", a."kind", a."opensAt", a."closesAt", n."nameId" FROM "Audience" a LEFT JOIN "AudienceName" n ON n."objectId" = a."objectId" WHERE a.';

/** Of one session; asked with every paper that is opened. */
export async function audiencesOf(db: Db, meetingId: string): Promise<Audiences> {
  const rows = await rowsOf<AudienceRow>(db, `${ROWS}"meetingId" = ?`, [meetingId], { instants: ['opensAt', 'closesAt'] });
  const found = new Map<string, Audience & { names: string[] }>();
  for (const { objectId, kind, opensAt, closesAt, nameId } of rows) {
    const audience = found.get(objectId) ?? { kind: kind as AudienceKind, names: [], opensAt, closesAt };
    if (nameId !== null) audience.names.push(nameId);
    found.set(objectId, audience);
  }
  return found;
}

export interface AudienceText {
  kind: AudienceKind;
  personIds: readonly string[];
  unitIds: readonly string[];
  opensAt: Date | null;
  closesAt: Date | null;
}

/** Sets who may see an item's papers, or a paper; nothing is kept of what holds without being set. */
export async function storeAudience(db: Db, { objectId, meetingId }: { objectId: string; meetingId: string }, { kind, personIds, unitIds, opensAt, closesAt }: AudienceText): Promise<void> {
  await db.audienceName.deleteMany({ where: { objectId } });
  await db.audience.deleteMany({ where: { objectId } });
  if (kind === 'everyone' && opensAt === null && closesAt === null) return;
  await db.audience.create({ data: { objectId, meetingId, kind, opensAt, closesAt } });
  const names = kind === 'named' ? [...personIds.map((nameId) => ({ nameId, isUnit: false })), ...unitIds.map((nameId) => ({ nameId, isUnit: true }))] : [];
  await db.audienceName.createMany({ data: names.map((name) => ({ objectId, ...name })) });
}

export interface ShownAudience {
  objectId: string;
  kind: AudienceKind;
  opensAt: Date | null;
  closesAt: Date | null;
  people: { id: string; name: string }[];
  units: { id: string; name: string }[];
}

/** With the names of whom they name, for those who set them. */
export async function shownAudiences(db: Db, meetingId: string): Promise<ShownAudience[]> {
  const rows = await rowsOf<AudienceRow & { person: string | null; unit: string | null }>(
    db,
    `SELECT a."objectId", a."kind", a."opensAt", a."closesAt", n."nameId", p."fullName" AS "person", u."shortName" AS "unit" FROM "Audience" a LEFT JOIN "AudienceName" n ON n."objectId" = a."objectId"
     LEFT JOIN "Person" p ON p."id" = n."nameId" LEFT JOIN "OrgUnit" u ON u."id" = n."nameId" WHERE a."meetingId" = ? ORDER BY a."objectId", u."shortName", p."sortName"`,
    [meetingId],
    { instants: ['opensAt', 'closesAt'] },
  );
  const found = new Map<string, ShownAudience>();
  for (const { objectId, kind, opensAt, closesAt, nameId, person, unit } of rows) {
    const audience = found.get(objectId) ?? { objectId, kind: kind as AudienceKind, opensAt, closesAt, people: [], units: [] };
    if (nameId !== null && unit !== null) audience.units.push({ id: nameId, name: unit });
    else if (nameId !== null && person !== null) audience.people.push({ id: nameId, name: person });
    found.set(objectId, audience);
  }
  return [...found.values()];
}

/** Item of every paper of a session, withdrawn ones with them. */
export async function placesOfPapers(db: Db, meetingId: string): Promise<{ id: string; itemId: string | null }[]> {
  return db.document.findMany({ where: { meetingId }, select: { id: true, itemId: true } });
}

/**
 * `seesPaper` as a condition of a statement in which "d" is the paper and "k" a row of `knownMeetings`; a test holds them against each other.
 * @param names of the reader: own id and those of the units.
 */
export function paperIsSeen(names: readonly string[], now: Date): SqlPart {
  const at = storedInstant(now);
  const within = `(r."opensAt" IS NULL OR r."opensAt" <= ?) AND (r."closesAt" IS NULL OR r."closesAt" > ?)`;
  const admitted = `(r."kind" = 'everyone' OR (r."kind" = 'members' AND k."member" = 1) OR (r."kind" = 'named' AND EXISTS (
      SELECT 1 FROM "AudienceName" n WHERE n."objectId" = r."objectId" AND n."nameId" IN (${names.map(() => '?').join(', ')}))))`;
  const values: SqlValue[] = [at, at, ...names];
  return {
    sql: `((k."prepares" = 1 OR NOT EXISTS (SELECT 1 FROM "Recusal" x WHERE x."itemId" = d."itemId" AND x."personId" IN (${names.map(() => '?').join(', ')})))
    AND (k."runs" = 1 OR ((k."onlyItemId" IS NULL OR (d."itemId" = k."onlyItemId" AND k."runningItemId" = k."onlyItemId"))
    AND NOT EXISTS (SELECT 1 FROM "Audience" r WHERE r."objectId" IN (d."id", CASE WHEN k."onlyItemId" IS NULL THEN d."itemId" END) AND NOT (${within} AND ${admitted})))))`,
    values: [...names, ...values],
  };
}
