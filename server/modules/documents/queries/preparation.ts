import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { numbered } from '../../../shared/rules/agenda-times';
import { isSettled, listItems } from '../../agenda';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { peopleOfUnit, unitNames } from '../../organization';
import { OPEN_STATES, partIn, unitsOfCaller } from '../preparing/access';
import { paperRulesOf } from '../preparing/due';
import { loadBrought, shownTask } from '../preparing/present';
import { listTasks } from '../preparing/repository';

/** What the units of a session were asked for, what they brought and who is late, for those who prepare it (D45, D72). */
export const preparation = defineQuery({
  name: 'documents.preparation',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present(access, { meetingId }, { db, caller, now }) {
    const { meeting } = access;
    const [items, tasks] = [numbered(await listItems(db, meetingId)).filter(({ kind }) => kind === 'item'), await listTasks(db, meetingId)];
    const brought = await loadBrought(db, tasks.map(({ itemId }) => itemId));
    const units = await unitNames(db, [...new Set([...items.flatMap(({ preparingUnitId }) => preparingUnitId ?? []), ...tasks.map(({ unitId }) => unitId)])]);
    const people = new Map(await Promise.all([...new Set(tasks.map(({ unitId }) => unitId))].map(async (unitId) => [unitId, await peopleOfUnit(db, unitId)] as const)));
    const own = await unitsOfCaller(db, caller);
    const isOpen = OPEN_STATES.some((state) => state === meeting.state);
    const rows = items.map((item) => {
      const task = tasks.find(({ itemId, unitId }) => itemId === item.id && unitId === item.preparingUnitId) ?? null;
      const staff = task ? (people.get(task.unitId) ?? []) : [];
      const isOver = !isOpen || isSettled(item);
      return {
        itemId: item.id, number: item.number, title: item.title, unit: item.preparingUnitId ? (units.get(item.preparingUnitId) ?? '') : item.preparingText,
        task: task && { ...shownTask({ task, item, meeting, access, part: partIn(task, own, caller) }, brought, now, !isOver), officer: staff.find(({ id }) => id === task.officerId)?.fullName ?? null },
        people: staff.map(({ id, fullName, title }) => ({ id, fullName, title })),
        /** Nobody of the unit can approve, or bring anything: the office is told before it waits. */
        hasLeader: staff.some(({ roles }) => roles.includes('leader')),
        hasOfficer: staff.some(({ id, roles }) => roles.includes('leader') || roles.includes('officer') || id === task?.officerId),
        can: { ask: !isOver && task === null && item.preparingUnitId !== null, change: !isOver && task !== null },
      };
    });
    return {
      rules: paperRulesOf(meeting),
      rows,
      /** Not approved to the end: they do not go out with the session (D48). */
      pending: rows.reduce((sum, { task }) => sum + (task?.lines.filter(({ current }) => current.state === 'waiting_leader' || current.state === 'waiting_office').length ?? 0), 0),
    };
  },
});
