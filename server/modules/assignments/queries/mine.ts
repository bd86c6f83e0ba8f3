import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { dueBounds } from '../../../shared/rules/assignment-due';
import { localDateOf } from '../../meetings';
import { countView, pageOfView } from '../repository.lists';
import { reachOf } from '../standing';
import { showAssignments } from '../view';

/** Assignments of a unit named on the home screen. */
const SHOWN = 4;

/** For the first page: what the own units have to do, and for an office what waits for it (TK14). */
export const mine = defineQuery({
  name: 'assignments.mine',
  input: z.strictObject({}),
  load: (_input, { db, caller, now }) => reachOf(db, caller, now),
  policy: signedIn,
  async present({ unitIds, officeOf }, _input, { db, now }) {
    const today = localDateOf(now);
    const bounds = dueBounds(today, vietnameseCalendar);
    const own = { of: { unitIds } };
    const rows = unitIds.length === 0 ? [] : await pageOfView(db, own, 'open', bounds, { after: null, most: SHOWN });
    return {
      open: unitIds.length === 0 ? 0 : await countView(db, own, 'open', bounds),
      rows: (await showAssignments(db, rows, today, () => false)).map(({ id, text, dueOn, daysLate, urgency, progress, askedDueOn, version }) => ({ id, text, dueOn, daysLate, urgency, progress, askedDueOn, version })),
      office: await Promise.all(officeOf.map(async (bodyId) => ({ bodyId, reported: await countView(db, { of: { bodyId } }, 'reported', bounds), overdue: await countView(db, { of: { bodyId } }, 'overdue', bounds) }))),
    };
  },
});
