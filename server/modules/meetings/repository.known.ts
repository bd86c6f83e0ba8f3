import type { SqlValue } from '../../kernel/ports/database';
import type { MeetingViewer } from './repository';

/** A part of a statement with the values of its `?`. */
export interface SqlPart {
  sql: string;
  values: readonly SqlValue[];
}

const placesFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/**
 * The sessions a person may know of (M3–M5, M16), for statements that count only what somebody may see: rows of "id", "startsAt",
 * "runs" (1 for chair, secretary and assistants), "prepares" (1 for the latter two) and what `paperIsSeen` asks. It says what `accessOf` says of one session; a test holds them against each other.
 * @param viewer nobody's list is empty: the system administrator is not asked for.
 */
export function knownMeetings({ personId, clerkOf, preparesOf }: MeetingViewer): SqlPart {
  const seated = `SELECT m."id", m."startsAt", CASE WHEN a."role" IN ('chair', 'secretary', 'assistant') THEN 1 ELSE 0 END AS "runs", CASE WHEN a."role" IN ('secretary', 'assistant') THEN 1 ELSE 0 END AS "prepares",
      CASE WHEN a."voting" OR a."substituteForId" IS NOT NULL THEN 1 ELSE 0 END AS "member", a."onlyItemId", CASE WHEN m."state" = 'in_session' THEN m."currentItemId" END AS "runningItemId"
    FROM "Attendee" a JOIN "Meeting" m ON m."id" = a."meetingId"
    WHERE a."personId" = ? AND (m."state" NOT IN ('draft', 'cancelled') OR (m."state" = 'cancelled' AND m."publishedAt" IS NOT NULL) OR a."role" IN ('secretary', 'assistant'))`;
  const parts: SqlPart[] = [{ sql: seated, values: [personId] }];
  // An officer reads what was imported of the own agency (imports IM7); who is a clerk too has it already.
  const readImported = clerkOf.length > 0 ? [] : preparesOf;
  for (const [bodies, which] of [[clerkOf, ''], [readImported, 'AND m."importedAt" IS NOT NULL']] as const) {
    if (bodies.length === 0) continue;
    parts.push({
      sql: `SELECT m."id", m."startsAt", 0 AS "runs", 0 AS "prepares", 0 AS "member", NULL AS "onlyItemId", NULL AS "runningItemId" FROM "Meeting" m WHERE m."state" = 'closed' ${which} AND m."bodyId" IN (${placesFor(bodies)})
    AND NOT EXISTS (SELECT 1 FROM "Attendee" a WHERE a."meetingId" = m."id" AND a."personId" = ?)`,
      values: [...bodies, personId],
    });
  }
  if (preparesOf.length > 0) {
    parts.push({
      sql: `SELECT m."id", m."startsAt", 1 AS "runs", 1 AS "prepares", 0 AS "member", NULL AS "onlyItemId", NULL AS "runningItemId" FROM "Meeting" m WHERE m."createdById" = ? AND m."bodyId" IN (${placesFor(preparesOf)})
    AND (m."state" = 'draft' OR (m."state" = 'cancelled' AND m."publishedAt" IS NULL))
    AND NOT EXISTS (SELECT 1 FROM "Attendee" a WHERE a."meetingId" = m."id" AND a."personId" = ? AND a."role" IN ('secretary', 'assistant'))`,
      values: [personId, ...preparesOf, personId],
    });
  }
  return { sql: parts.map(({ sql }) => sql).join(' UNION ALL '), values: parts.flatMap(({ values }) => values) };
}
