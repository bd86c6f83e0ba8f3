import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { startOfYear } from '../facts';
import { firstMeetingAt, listMeetings, type Meeting, type MeetingChoice, type MeetingCursor } from '../repository';
import { viewerOf } from '../viewer';

/** Sessions of one page (M14). */
const PAGE = 24;
const PARTS = ['drafts', 'coming', 'past'] as const;
type Part = (typeof PARTS)[number];

const row = ({ id, title, kind, state, startsAt, endsAt, place, openedAt, closedAt, importedAt }: Meeting) => ({
  id,
  title,
  kind,
  state,
  startsAt,
  endsAt,
  place,
  openedAt,
  closedAt,
  importedAt,
});

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f-]{36})$/u;

function cursorOf(text: string | undefined): MeetingCursor | undefined {
  const [, startsAt, id] = CURSOR.exec(text ?? '') ?? [];
  return startsAt && id ? { startsAt: new Date(startsAt), id } : undefined;
}

interface Listed {
  meetings: Meeting[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
}

const NOTHING: Listed = { meetings: [], next: null };

/**
 * Sessions of the caller: drafts in preparation, coming ones nearest first, past ones newest first; a page of each, or of
 * the one part asked for, after a place and within a year (of the start, Vietnamese time).
 */
export const list = defineQuery({
  name: 'meetings.list',
  input: z.strictObject({ part: z.enum(PARTS).optional(), after: z.string().regex(CURSOR).optional(), year: z.int().min(1900).max(2200).optional() }),
  load: async ({ part, after, year }, { db, caller, now }) => {
    const who = await viewerOf(db, caller);
    const page = async (asked: Part): Promise<Listed> => {
      if (!who || (part !== undefined && part !== asked)) return NOTHING;
      const choice: MeetingChoice = { part: asked, now, after: cursorOf(after), within: year ? { from: startOfYear(year), to: startOfYear(year + 1) } : undefined, most: PAGE + 1 };
      const found = await listMeetings(db, who, choice);
      const meetings = found.slice(0, PAGE);
      const last = meetings.at(-1);
      return { meetings, next: found.length > PAGE && last ? `${last.startsAt.toISOString()}_${last.id}` : null };
    };
    return { drafts: await page('drafts'), coming: await page('coming'), past: await page('past'), since: who ? await firstMeetingAt(db, who) : null };
  },
  policy: signedIn,
  present: ({ drafts, coming, past, since }, { part = null, year = null, after }, { caller, now }) => ({
    part,
    year,
    /** Whether something stands before this page. */
    isFirst: after === undefined,
    drafts: drafts.meetings.map(row),
    coming: coming.meetings.map(row),
    past: past.meetings.map(row),
    next: { drafts: drafts.next, coming: coming.next, past: past.next },
    /** Start of the oldest session there is, for the choice of a year. */
    since: since ?? now,
    can: { create: hasRole(caller, 'officer') },
  }),
});
