import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { isSettled } from '../../agenda';
import { findMeeting } from '../../meetings';
import { partIn, unitsOfCaller } from '../preparing/access';
import { loadBrought, rowOf, seenByUnit, withItems } from '../preparing/present';
import { tasksOfOffice, tasksOfUnits } from '../preparing/repository';

/**
 * What the caller's unit is asked for (D45), and of the sessions the caller prepares who is late and what waits for a word of the
 * office (D72): each list of its own, and nobody else's.
 */
export const preparing = defineQuery({
  name: 'documents.preparing',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => {
    const personId = personIdOf(caller);
    const units = await unitsOfCaller(db, caller);
    const isReader = personId !== null && caller.kind === 'person' && !caller.only && !hasRole(caller, 'admin');
    const own = (await tasksOfUnits(db, units)).filter((task) => partIn(task, units, caller) !== null);
    return { units, own, office: isReader ? await tasksOfOffice(db, personId) : [] };
  },
  policy: signedIn,
  async present({ units, own, office }, _input, { db, caller, now }) {
    const find = (id: string) => findMeeting(db, id);
    const [mine, asked] = [await withItems(db, own, find, isSettled), await withItems(db, office, find, isSettled)];
    const brought = await loadBrought(db, [...new Set([...mine, ...asked].map(({ item }) => item.id))]);
    const rows = async (listed: typeof mine, of: typeof brought) => Promise.all(listed.map((one) => rowOf(db, one, of, now)));
    const theirs = await rows(asked, brought);
    return {
      unit: (await rows(mine, await seenByUnit(db, brought))).map((row, at) => ({ ...row, part: mine[at] ? partIn(mine[at].task, units, caller) : null })),
      /** Units that are late with something that is for them to do, the longest first. */
      late: theirs.filter(({ missing, due }) => due.state === 'late' && (missing === 'nothing' || missing === 'returned' || missing === 'leader')).sort((a, b) => b.due.days - a.due.days),
      /** What waits for a word of the office, by session. */
      waiting: [...new Set(theirs.filter(({ waitingOffice }) => waitingOffice > 0).map(({ meeting }) => meeting.id))].flatMap((id) => {
        const of = theirs.filter(({ meeting }) => meeting.id === id);
        const [first] = of;
        return first ? [{ meeting: first.meeting, count: of.reduce((sum, { waitingOffice }) => sum + waitingOffice, 0) }] : [];
      }),
      /** Whether the caller prepares a session in which units were asked for papers. */
      isOffice: asked.length > 0,
    };
  },
});
