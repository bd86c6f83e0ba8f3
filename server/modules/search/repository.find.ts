import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { SearchTerm } from '../../shared/language/search-text';
import { knownMeetings, paperIsSeen, type MeetingViewer } from '../meetings';
import { LAST_PAGE, type SourceKind } from './repository';

/** What is found of sessions. */
export type FoundKind = Exclude<SourceKind, 'library'>;

/** A source of a session in which something was found. */
export interface FoundSource {
  no: number;
  kind: FoundKind;
  meetingId: string;
  sourceId: string;
  documentId: string | null;
  /** Texts of it that meet the question: pages of a paper, paragraphs of minutes. */
  places: number;
}

export interface Found {
  sources: FoundSource[];
  /** Of everything this person may see. */
  total: { sources: number; places: number };
}

/** As FTS5 is asked; the function of the same name on PostgreSQL reads it too. Words are letters and digits only. */
const questionOf = (terms: readonly SearchTerm[]): string => terms.map(({ column, words }) => `${column} : "${words.join(' ')}"`).join(' AND ');

/**
 * Whether a source is what its session shows now (SR4, SR5): asked of the record itself, so that what is replaced, withdrawn or taken
 * back is not found from that moment on, however far the index is behind. Conclusions are for those who run the sitting.
 */
const stands = (isSeen: string): string => `CASE s."kind"
  WHEN 'paper' THEN EXISTS (SELECT 1 FROM "Document" d WHERE d."id" = s."documentId" AND d."removedAt" IS NULL AND ${isSeen})
    AND NOT EXISTS (SELECT 1 FROM "DocumentVersion" v WHERE v."documentId" = s."documentId" AND v."number" > s."number")
  WHEN 'item' THEN EXISTS (SELECT 1 FROM "AgendaItem" i WHERE i."id" = s."sourceId" AND i."removedAt" IS NULL)
  WHEN 'conclusion' THEN k."runs" = 1 AND EXISTS (SELECT 1 FROM "AgendaItem" i WHERE i."id" = s."sourceId" AND i."removedAt" IS NULL)
  WHEN 'assignment' THEN EXISTS (SELECT 1 FROM "Assignment" t WHERE t."id" = s."sourceId" AND t."state" IN ('open', 'reported', 'done'))
  WHEN 'minutes' THEN EXISTS (SELECT 1 FROM "Minutes" n WHERE n."id" = s."sourceId" AND n."state" = 'approved')
  ELSE TRUE END`;

interface FoundRow extends Omit<FoundSource, 'kind' | 'places'> {
  kind: string;
  places: number | bigint | string;
  allSources: number | bigint | string;
  allPlaces: number | bigint | string;
}

/**
 * What meets a question, of the sessions of one person: rights first, then counted, then cut (SR3). The newest sessions come first.
 * CROSS JOIN keeps the order in which SQLite looks: what was found, then whether it may be seen.
 */
export async function findSources(db: Db, { viewer, names, now }: { viewer: MeetingViewer; /** Own id and those of units. */ names: readonly string[]; now: Date }, terms: readonly SearchTerm[], { skip, take }: { skip: number; take: number }): Promise<Found> {
  const known = knownMeetings(viewer);
  const seen = paperIsSeen(names, now);
  const rows = await rowsOf<FoundRow>(
    db,
    `WITH "known" AS MATERIALIZED (${known.sql}),
      "hits" AS MATERIALIZED (SELECT f."rowid" >> 16 AS "no", count(*) AS "places" FROM "SearchIndex"(?) f GROUP BY 1),
      "seen" AS (SELECT s."no", s."kind", s."meetingId", s."sourceId", s."documentId", k."startsAt", h."places"
        FROM "hits" h CROSS JOIN "SearchSource" s CROSS JOIN "known" k WHERE s."no" = h."no" AND k."id" = s."meetingId" AND ${stands(seen.sql)})
     SELECT "no", "kind", "meetingId", "sourceId", "documentId", "places", count(*) OVER () AS "allSources", sum("places") OVER () AS "allPlaces"
     FROM "seen" ORDER BY "startsAt" DESC, "meetingId", "no" LIMIT ? OFFSET ?`,
    [...known.values, questionOf(terms), ...seen.values, take, skip],
  );
  const [first] = rows;
  return {
    sources: rows.map(({ allSources: _all, allPlaces: _places, ...row }) => ({ ...row, kind: row.kind as FoundKind, places: Number(row.places) })),
    total: { sources: Number(first?.allSources ?? 0), places: Number(first?.allPlaces ?? 0) },
  };
}

/**
 * Documents of the library that meet a question, of those of these agencies and of all, the newest first (SR13). As with sessions: what was
 * found, then whether it may be seen, then counted.
 */
export async function findLibrary(db: Db, agencies: readonly string[], terms: readonly SearchTerm[], { skip, take }: { skip: number; take: number }): Promise<{ sources: { no: number; sourceId: string; places: number }[]; total: number }> {
  const own = agencies.length === 0 ? '' : ` OR e."agencyId" IN (${agencies.map(() => '?').join(', ')})`;
  const rows = await rowsOf<{ no: number; sourceId: string; places: number | bigint | string; total: number | bigint | string }>(
    db,
    `WITH "hits" AS MATERIALIZED (SELECT f."rowid" >> 16 AS "no", count(*) AS "places" FROM "SearchIndex"(?) f GROUP BY 1)
     SELECT s."no", s."sourceId", h."places", count(*) OVER () AS "total" FROM "hits" h CROSS JOIN "SearchSource" s CROSS JOIN "LibraryEntry" e
     WHERE s."no" = h."no" AND s."kind" = 'library' AND e."id" = s."sourceId" AND e."removedAt" IS NULL AND (e."agencyId" IS NULL${own})
     ORDER BY e."issuedOn" DESC, s."no" LIMIT ? OFFSET ?`,
    [questionOf(terms), ...agencies, take, skip],
  );
  return { sources: rows.map(({ no, sourceId, places }) => ({ no, sourceId, places: Number(places) })), total: Number(rows[0]?.total ?? 0) };
}

/** Texts that meet the question in each of these sources, the first ones of each. */
export async function textsFound(db: Db, nos: readonly number[], terms: readonly SearchTerm[], most: number): Promise<Map<number, { page: number; text: string }[]>> {
  const found = new Map<number, { page: number; text: string }[]>(nos.map((no) => [no, []]));
  if (nos.length === 0) return found;
  const rows = await rowsOf<{ at: number | bigint | string }>(
    db,
    `SELECT "at" FROM (SELECT f."rowid" AS "at", row_number() OVER (PARTITION BY s."no" ORDER BY f."rowid") AS "nth" FROM "SearchSource" s CROSS JOIN "SearchIndex"(?) f
     WHERE s."no" IN (${nos.map(() => '?').join(', ')}) AND f."rowid" BETWEEN CAST(s."no" AS BIGINT) * 65536 AND CAST(s."no" AS BIGINT) * 65536 + ${LAST_PAGE}) t
     WHERE "nth" <= ? ORDER BY "at" LIMIT ?`,
    [questionOf(terms), ...nos, most, most * nos.length],
  );
  const wanted = rows.map(({ at }) => ({ no: Math.floor(Number(at) / 65_536), page: Number(at) % 65_536 }));
  const texts = wanted.length === 0 ? [] : await db.searchText.findMany({ where: { OR: wanted }, orderBy: [{ no: 'asc' }, { page: 'asc' }], take: wanted.length });
  for (const { no, page, text } of texts) found.get(no)?.push({ page, text });
  return found;
}

export interface FoundNames {
  meetings: Map<string, { title: string; startsAt: Date; state: string; importedAt: Date | null }>;
  papers: Map<string, { title: string; pages: number }>;
  items: Map<string, string>;
}

/** What sessions, papers and items that were found are called. */
export async function namesOf(db: Db, sources: readonly FoundSource[]): Promise<FoundNames> {
  const ids = (of: (source: FoundSource) => string | null): string[] => [...new Set(sources.flatMap((source) => of(source) ?? []))];
  const [meetingIds, paperIds, itemIds] = [ids(({ meetingId }) => meetingId), ids(({ documentId }) => documentId), ids(({ kind, sourceId }) => (kind === 'item' || kind === 'conclusion' ? sourceId : null))];
  const [meetings, papers, items] = await Promise.all([
    db.meeting.findMany({ where: { id: { in: meetingIds } }, take: meetingIds.length, select: { id: true, title: true, startsAt: true, state: true, importedAt: true } }),
    db.document.findMany({ where: { id: { in: paperIds } }, take: paperIds.length, select: { id: true, title: true, pages: true } }),
    db.agendaItem.findMany({ where: { id: { in: itemIds } }, take: itemIds.length, select: { id: true, title: true } }),
  ]);
  return {
    meetings: new Map(meetings.map(({ id, ...meeting }) => [id, meeting])),
    papers: new Map(papers.map(({ id, ...paper }) => [id, paper])),
    items: new Map(items.map(({ id, title }) => [id, title])),
  };
}
