import type { Db } from '../../../kernel/ports/database';
import { numberIn } from '../../../shared/rules/agenda-times';
import { listItems, type AgendaItem } from '../../agenda';
import type { Meeting } from '../../meetings';
import { bodyOf, unitNames } from '../../organization';
import { mayDecide, unitOnly, type SubmissionAccess, type TaskAccess } from './access';
import { dueOf, paperRulesOf } from './due';
import { isForUnit, isWaiting, linesOf, missingOf, unsummed, type Line } from './lines';
import { limitedAmong, namesOfPeople, papersOfItems, stepsOf, submissionsOf, type PaperTask, type PreparationStep, type Submission } from './repository';

type Names = ReadonlyMap<string, string>;
const nameIn = (names: Names, id: string | null): string => (id === null ? '' : (names.get(id) ?? ''));

/** Everything that was brought for some items, with their papers and their history. */
export async function loadBrought(db: Db, itemIds: readonly string[]) {
  const [submissions, papers, steps] = [await submissionsOf(db, itemIds), await papersOfItems(db, itemIds), await stepsOf(db, itemIds)];
  const names = await namesOfPeople(db, [...new Set([...submissions.map(({ submittedById }) => submittedById), ...steps.flatMap(({ byId }) => byId ?? [])])]);
  return { submissions, papers, steps, names };
}
export type Brought = Awaited<ReturnType<typeof loadBrought>>;

/** The same for people of a unit: a paper that is kept from some of its session is not there for them, but where they brought it (D53). */
export async function seenByUnit(db: Db, brought: Brought): Promise<Brought> {
  const limited = await limitedAmong(db, brought.papers.flatMap(({ id, itemId }) => (itemId === null ? [id] : [id, itemId])));
  const own = new Set(brought.submissions.flatMap(({ documentId }) => documentId ?? []));
  return { ...brought, papers: brought.papers.filter(({ id, itemId }) => own.has(id) || !(limited.has(id) || (itemId !== null && limited.has(itemId)))) };
}

/** What stands of one item: its lines, what is missing, whether a summary is. */
export function standingOf(task: Pick<PaperTask, 'itemId' | 'unitId'>, meeting: Meeting, { submissions, papers }: Brought) {
  const own = papers.filter(({ itemId }) => itemId === task.itemId);
  const lines = linesOf(submissions.filter(({ itemId, unitId }) => itemId === task.itemId && unitId === task.unitId)).filter(({ current, approved }) => current.state !== 'withdrawn' || approved !== null);
  const missing = missingOf(lines, own.length);
  return { lines, missing, isForUnit: isForUnit(missing), unsummed: unsummed(lines, own, paperRulesOf(meeting)), papers: own };
}

/** One paper a unit brings, as its people and the office see it. */
function shownLine({ lineId, current, approved }: Line, loaded: TaskAccess, { steps, papers, names }: Brought, isOpen: boolean) {
  const stepOf = (submission: Submission, kinds: readonly PreparationStep['kind'][]): PreparationStep | undefined => steps.findLast(({ submissionId, kind }) => submissionId === submission.id && kinds.includes(kind));
  const stand: SubmissionAccess = { ...loaded, submission: current };
  const isPending = isOpen && isWaiting(current);
  const returned = stepOf(current, ['returned']);
  const excepted = approved && stepOf(approved, ['excepted']);
  return {
    lineId,
    title: current.title,
    current: {
      id: current.id, number: current.number, state: current.state, version: current.version, sha256: current.sha256, pages: current.pages, size: current.size, fileName: current.fileName,
      submittedBy: nameIn(names, current.submittedById), submittedAt: current.submittedAt, daysLate: current.daysLate, reason: current.reason ?? '',
    },
    returned: current.state === 'returned' && returned ? { reason: returned.words, by: nameIn(names, returned.byId) } : null,
    /** The version of the paper that came of it and that the session reads; null: none, or it was withdrawn. */
    paper: approved && papers.some(({ id }) => id === approved.documentId) ? { documentId: approved.documentId ?? '', number: approved.versionNumber ?? 1, submissionId: approved.id } : null,
    /** Why the office did not wait for the leader, of what is read. */
    exception: excepted ? { reason: excepted.words, by: nameIn(names, excepted.byId) } : null,
    can: {
      approve: isPending && mayDecide(stand, false).allow,
      /** The office need not wait for the leader where it says why. */
      except: isPending && !mayDecide(stand, false).allow && mayDecide(stand, true).allow,
      return: isPending && mayDecide(stand, true).allow,
      withdraw: isOpen && unitOnly(loaded).allow && (isWaiting(current) || current.state === 'returned'),
    },
  };
}

/** What happened to the papers of an item, in words of rows. */
const shownStep = ({ id, kind, at, byId, words, days, dueOn, submissionId }: PreparationStep, names: Names, submissions: readonly Submission[]) => ({
  id, kind, at, by: nameIn(names, byId), words, days: days ?? 0, dueOn,
  title: submissions.find((submission) => submission.id === submissionId)?.title ?? '',
});

/** An item's papers as the caller stands to them. @param isOpen whether anything is changed still. */
export function shownTask(loaded: TaskAccess, brought: Brought, now: Date, isOpen: boolean) {
  const { task, meeting } = loaded;
  const { lines, missing, unsummed: lacking, papers } = standingOf(task, meeting, brought);
  const steps = brought.steps.filter(({ itemId }) => itemId === task.itemId);
  return {
    version: task.version,
    officerId: task.officerId,
    askedAt: task.askedAt,
    due: dueOf(task, meeting, now),
    isLocked: task.lockedAt !== null,
    missing,
    unsummed: lacking,
    /** Papers of the item that the office put there itself. */
    ofOffice: papers.filter(({ id }) => !lines.some(({ approved }) => approved?.documentId === id)).length,
    lines: lines.map((line) => shownLine(line, loaded, brought, isOpen)),
    history: steps.map((step) => shownStep(step, brought.names, brought.submissions)),
    remindedAt: steps.findLast(({ kind }) => kind === 'reminded')?.at ?? null,
  };
}

export interface ListedTask {
  task: PaperTask;
  item: AgendaItem;
  number: number | null;
  meeting: Meeting;
}

/** Rows of a list of tasks of many sessions. */
export async function rowOf(db: Db, { task, item, number, meeting }: ListedTask, brought: Brought, now: Date) {
  const { missing, lines, unsummed: lacking } = standingOf(task, meeting, brought);
  const units = await unitNames(db, [task.unitId]);
  return {
    itemId: item.id, number, title: item.title, unit: units.get(task.unitId) ?? '', due: dueOf(task, meeting, now), missing, isLocked: task.lockedAt !== null, unsummed: lacking,
    waitingOffice: lines.filter(({ current }) => current.state === 'waiting_office').length,
    remindedAt: brought.steps.findLast(({ itemId, kind }) => itemId === item.id && kind === 'reminded')?.at ?? null,
    meeting: { id: meeting.id, title: meeting.title, kind: meeting.kind, state: meeting.state, startsAt: meeting.startsAt, bodyName: (await bodyOf(db, meeting.bodyId)).name },
  };
}

/** Tasks with their items and sessions; those of items that are gone, moved or dealt with are none any more. */
export async function withItems(db: Db, tasks: readonly PaperTask[], find: (id: string) => Promise<Meeting | null>, isOver: (item: AgendaItem) => boolean): Promise<ListedTask[]> {
  const listed: ListedTask[] = [];
  for (const meetingId of new Set(tasks.map((task) => task.meetingId))) {
    const meeting = await find(meetingId);
    if (!meeting) continue;
    const items = await listItems(db, meetingId);
    for (const task of tasks.filter((one) => one.meetingId === meetingId)) {
      const item = items.find(({ id }) => id === task.itemId);
      if (item && !isOver(item)) listed.push({ task, item, number: numberIn(items, item.id), meeting });
    }
  }
  return listed;
}
