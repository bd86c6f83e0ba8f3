import { lacksSummary, type MeasuredPaper, type PaperRules } from '../../../shared/rules/paper-deadlines';
import type { Submission } from './repository';

/** All that came for one paper: what is current, and what of it was approved last. */
export interface Line {
  lineId: string;
  current: Submission;
  /** The last one that became a version of a paper. */
  approved: Submission | null;
}

/** @param submissions the oldest first. */
export function linesOf(submissions: readonly Submission[]): Line[] {
  const lines = new Map<string, Line>();
  for (const submission of submissions) {
    const line = lines.get(submission.lineId);
    lines.set(submission.lineId, { lineId: submission.lineId, current: submission, approved: submission.documentId ? submission : (line?.approved ?? null) });
  }
  return [...lines.values()];
}

/** What an item's papers lack: nothing came, something came back, a word of the leader or of the office; `ready`: nothing. */
export type Missing = 'nothing' | 'returned' | 'leader' | 'office' | 'ready';

export const isWaiting = ({ state }: Pick<Submission, 'state'>): boolean => state === 'waiting_leader' || state === 'waiting_office';

/** @param papers how many papers the item has, whoever brought them. */
export function missingOf(lines: readonly Line[], papers: number): Missing {
  const states = lines.map(({ current }) => current.state);
  if (states.includes('returned')) return 'returned';
  if (states.includes('waiting_leader')) return 'leader';
  if (states.includes('waiting_office')) return 'office';
  return papers > 0 ? 'ready' : 'nothing';
}

/** Whether it is for the unit to do something. */
export const isForUnit = (missing: Missing): boolean => missing === 'nothing' || missing === 'returned' || missing === 'leader';

/** The submission of an item that lacks its summary, among what is approved and what waits. */
export function unsummed(lines: readonly Line[], papers: readonly (MeasuredPaper & { id: string })[], rules: PaperRules): { title: string; pages: number } | null {
  const waiting = lines.map(({ current }) => current).filter((current) => isWaiting(current) || current.state === 'returned');
  const replaced = new Set(lines.filter(({ current }) => isWaiting(current)).flatMap(({ approved }) => approved?.documentId ?? []));
  const found = lacksSummary<MeasuredPaper>([...papers.filter(({ id }) => !replaced.has(id)), ...waiting], rules);
  return found && { title: found.title, pages: found.pages };
}
