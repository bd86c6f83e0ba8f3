import { compareLength, numbered } from '../../shared/rules/agenda-times';
import { paperAccount, type AccountFactors, type AccountStep } from '../../shared/rules/paper-account';
import type { AgendaItem } from '../agenda';
import type { MeetingDocument } from '../documents';
import type { Meeting, Seat } from '../meetings';
import { isSourced } from './factors';
import type { PrintDeclaration } from './repository';

/** Offices print on both sides; a sheet carries two pages (P4). */
const DUPLEX = true;

export interface Recipients {
  /** Members, each once, whether in person or by a substitute. */
  members: number;
  guests: number;
  total: number;
}

/** P2. */
export function recipientsOf(seats: readonly Seat[]): Recipients {
  const members = seats.filter((seat) => seat.role === 'chair' || seat.role === 'member').length;
  const guests = seats.filter((seat) => seat.role === 'guest').length;
  return { members, guests, total: members + guests };
}

/** Copies of one document really printed (P3). */
export const copiesOf = (documentId: string, printedSets: number, declarations: readonly PrintDeclaration[]): number =>
  declarations.reduce((copies, one) => (one.documentId === null || one.documentId === documentId ? copies + one.copies : copies), printedSets);

/** Of a session that was held on paper, from then on; null: of one that was not. */
export type OnPaper = { from: Date } | null;

type ItemTimes = Pick<AgendaItem, 'id' | 'startedAt' | 'movedToId'>;

/**
 * What of a session's papers its account counts: those of an item that was moved to another session are counted there, where they were shown
 * (P11); what was dealt with on paper is counted with nobody entitled, so that nothing of it was saved, whatever was printed (P12).
 */
export function countedPapers<P extends { itemId: string | null }>(papers: readonly P[], items: readonly ItemTimes[], onPaper: OnPaper, openedAt: Date | null): { paper: P; saves: boolean }[] {
  const isWhole = onPaper !== null && openedAt !== null && onPaper.from <= openedAt;
  return papers.flatMap((paper) => {
    const item = items.find(({ id }) => id === paper.itemId);
    if (item?.movedToId && !item.startedAt) return [];
    const wasOnPaper = onPaper !== null && (isWhole || (item?.startedAt != null && item.startedAt >= onPaper.from));
    return [{ paper, saves: !wasOnPaper }];
  });
}

type Papers = readonly Pick<MeetingDocument, 'id' | 'title' | 'pages' | 'itemId'>[];

/** The account of one session with the formula opened up; a step whose factors lack a source has no result. */
export function meetingAccount(of: { papers: Papers; /** Ids of papers of which nothing was saved. */ onPaper?: ReadonlySet<string>; /** Pages of each paper that were fetched to be printed. */ fetched: ReadonlyMap<string, number>; recipients: Recipients; printedSets: number; declarations: readonly PrintDeclaration[]; factors: AccountFactors }) {
  const documents = of.papers.map(({ id, pages }) => ({ id, pages, entitled: of.onPaper?.has(id) ? 0 : of.recipients.total, printed: copiesOf(id, of.printedSets, of.declarations) + (of.fetched.get(id) ?? 0) / Math.max(1, pages) }));
  const { lines, totals, steps } = paperAccount({ documents, duplex: DUPLEX }, of.factors);
  const titles = new Map(of.papers.map(({ id, title, itemId }) => [id, { title, itemId }]));
  const sourced = (key: AccountStep['key']): boolean => steps.every((step) => step.key !== key || step.factors.every(isSourced));
  const { cost, ...rest } = totals;
  return {
    documents: lines.map((line) => ({ ...line, title: titles.get(line.id)?.title ?? '', itemId: titles.get(line.id)?.itemId ?? null, onPaper: of.onPaper?.has(line.id) ?? false })),
    totals: { ...rest, cost: sourced('cost') ? cost : null },
    steps: steps.map((step) => ({ ...step, result: step.factors.every(isSourced) ? step.result : null })),
  };
}

const MINUTE = 60_000;

interface Stretch {
  from: Date;
  to: Date;
}

/** Milliseconds between two moments for which the sitting was adjourned: a night is nobody's time (sitting L52). */
const heldOver = (adjourned: readonly Stretch[], from: Date, to: Date): number =>
  adjourned.reduce((sum, gap) => sum + Math.max(0, Math.min(to.getTime(), gap.to.getTime()) - Math.max(from.getTime(), gap.from.getTime())), 0);

/** Minutes planned and real per row of the agenda (P6). */
export function itemLengths(items: readonly AgendaItem[], extensions: ReadonlyMap<string, number>, adjourned: readonly Stretch[] = []) {
  return numbered(items).map((item) => ({
    id: item.id,
    number: item.number,
    kind: item.kind,
    title: item.title,
    plannedMinutes: item.durationMin - (extensions.get(item.id) ?? 0),
    actualMinutes: item.startedAt && item.endedAt ? Math.round((item.endedAt.getTime() - item.startedAt.getTime() - heldOver(adjourned, item.startedAt, item.endedAt)) / MINUTE) : null,
  }));
}

/** Planned against real length; null before closing. */
export function sessionLength(meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'openedAt' | 'closedAt'>, adjourned: readonly Stretch[] = []) {
  if (!meeting.openedAt || !meeting.closedAt) return null;
  const planned = Math.round((meeting.endsAt.getTime() - meeting.startsAt.getTime()) / MINUTE);
  return compareLength(planned, meeting.openedAt, new Date(meeting.closedAt.getTime() - heldOver(adjourned, meeting.openedAt, meeting.closedAt)));
}
