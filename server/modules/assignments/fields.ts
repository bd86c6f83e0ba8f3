import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { vietnameseCalendar } from '../../shared/law/public-holidays';
import { addWorkingDays, type LocalDate } from '../../shared/rules/working-days';
import { line, localDateOf, optionalLine, listSeats, type Meeting } from '../meetings';
import { paragraphs } from '../../shared/language/text-fields';
import { unitNames } from '../organization';
import type { AssignmentText } from './repository';

export const day = z.iso.date();
export const reasonText = paragraphs(1_000, 3);

/** Units that work with the responsible one: all of a province and its communes. */
const MOST_UNITS = 300;
const MOST_WORKING_DAYS = 500;

export const assignmentFields = {
  text: paragraphs(2_000, 3),
  unitId: z.uuid(),
  withUnitIds: z.array(z.uuid()).max(MOST_UNITS).default([]),
  withText: optionalLine(200).default(''),
  /** A day, or working days after the session (TK2). */
  due: z.union([z.strictObject({ on: day }), z.strictObject({ workingDays: z.int().min(1).max(MOST_WORKING_DAYS) })]),
  outcome: line(200),
  supervisorId: z.uuid().nullable().default(null),
};
const fieldsSchema = z.strictObject(assignmentFields);
type Fields = z.output<typeof fieldsSchema>;

/**
 * An assignment as it is stored (TK1, TK2).
 * @throws DomainError `invalid`/`assignments.due_before_session`; `rejected`/`assignments.no_such_unit`, `assignments.supervisor_not_seated`.
 */
export async function textForStore(db: Db, meeting: Pick<Meeting, 'id' | 'startsAt'>, { due, unitId, withUnitIds: others, supervisorId, ...words }: Fields): Promise<AssignmentText> {
  const session = localDateOf(meeting.startsAt);
  const dueOn: LocalDate = 'on' in due ? due.on : addWorkingDays(session, due.workingDays, vietnameseCalendar);
  if (dueOn < session) throw new DomainError('invalid', 'assignments.due_before_session', { field: 'due', date: session });
  const withUnitIds = [...new Set(others)].filter((id) => id !== unitId).sort();
  const known = await unitNames(db, [unitId, ...withUnitIds]);
  const lacking = [unitId, ...withUnitIds].find((id) => !known.has(id));
  if (lacking) throw new DomainError('rejected', 'assignments.no_such_unit', { field: lacking === unitId ? 'unitId' : 'withUnitIds' });
  if (supervisorId && !(await listSeats(db, meeting.id)).some(({ personId }) => personId === supervisorId)) throw new DomainError('rejected', 'assignments.supervisor_not_seated', { field: 'supervisorId' });
  return { ...words, unitId, withUnitIds, dueOn, supervisorId };
}
