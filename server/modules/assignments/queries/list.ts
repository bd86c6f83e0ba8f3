import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { dueBounds } from '../../../shared/rules/assignment-due';
import { localDateOf } from '../../meetings';
import { bodyOf, unitNames } from '../../organization';
import type { Assignment } from '../repository';
import { countBy, countView, pageOfView, sessionWords, VIEWS, type Cursor, type Scope, type View } from '../repository.lists';
import { reachOf } from '../standing';
import { showAssignments } from '../view';

/** Assignments of one page (TK11). */
const PAGE = 50;
const CURSOR = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/u;

function cursorOf(text: string | undefined): Cursor | null {
  const [, dueOn, id] = CURSOR.exec(text ?? '') ?? [];
  return dueOn && id ? { dueOn, id } : null;
}

/** The list of a body, or of the units somebody works for; nothing of others (TK6, TK11). */
export const list = defineQuery({
  name: 'assignments.list',
  input: z.strictObject({
    /** Id of a body, or the own units; without it what there is, bodies first. */
    of: z.union([z.literal('units'), z.uuid()]).optional(),
    view: z.enum(VIEWS).default('open'),
    unitId: z.uuid().optional(),
    meetingId: z.uuid().optional(),
    after: z.string().regex(CURSOR).optional(),
  }),
  load: async ({ of, unitId, meetingId }, { db, caller, now }) => {
    const reach = await reachOf(db, caller, now);
    const asked = of ?? reach.bodyIds[0] ?? 'units';
    // A body of others is one without assignments: whether there are any is nowhere told.
    const scope: Scope = { of: asked === 'units' ? { unitIds: reach.unitIds } : { bodyId: asked }, unitId, meetingId };
    return { reach, asked, scope, isReached: asked === 'units' ? reach.unitIds.length > 0 : reach.bodyIds.includes(asked), bounds: dueBounds(localDateOf(now), vietnameseCalendar) };
  },
  policy: signedIn,
  async present({ reach, asked, scope, isReached, bounds }, { view, unitId = null, meetingId = null, after }, { db, now }) {
    const bodies = await Promise.all(reach.bodyIds.map(async (id) => ({ id, name: (await bodyOf(db, id)).name })));
    const base = { of: asked, view, unitId, meetingId, isFirst: after === undefined, bodies, hasUnits: reach.unitIds.length > 0 };
    if (!isReached) return { ...base, counts: Object.fromEntries(VIEWS.map((one) => [one, 0])) as Record<View, number>, rows: [], next: null, byUnit: [], sessions: [] };
    const counts = Object.fromEntries(await Promise.all(VIEWS.map(async (one) => [one, await countView(db, scope, one, bounds)] as const))) as Record<View, number>;
    const found = await pageOfView(db, scope, view, bounds, { after: cursorOf(after), most: PAGE + 1 });
    const last = found.at(PAGE - 1);
    const wide = { of: scope.of };
    const [open, overdue, ofSessions] = await Promise.all([countBy(db, wide, 'unitId', 'open', bounds), countBy(db, wide, 'unitId', 'overdue', bounds), countBy(db, wide, 'meetingId', 'open', bounds)]);
    const [units, sessions] = [await unitNames(db, [...open.keys(), ...(unitId ? [unitId] : [])]), await sessionWords(db, [...ofSessions.keys(), ...(meetingId ? [meetingId] : [])])];
    const knows = ({ bodyId }: Pick<Assignment, 'bodyId'>): boolean => reach.bodyIds.includes(bodyId);
    return {
      ...base,
      counts,
      rows: await showAssignments(db, found.slice(0, PAGE), localDateOf(now), knows),
      next: found.length > PAGE && last ? `${last.dueOn}_${last.id}` : null,
      byUnit: [...units].map(([id, name]) => ({ id, name, open: open.get(id) ?? 0, overdue: overdue.get(id) ?? 0 })).sort((a, b) => b.overdue - a.overdue || b.open - a.open || a.name.localeCompare(b.name, 'vi')),
      sessions: asked === 'units' ? [] : [...sessions].map(([id, words]) => ({ id, ...words, open: ofSessions.get(id) ?? 0 })).sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime()),
    };
  },
});
