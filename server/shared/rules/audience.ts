/** Everyone of the session; its members with their substitutes; people and units that are named. */
export const AUDIENCE_KINDS = ['everyone', 'members', 'named'] as const;
export type AudienceKind = (typeof AUDIENCE_KINDS)[number];

/** Who may see an item's papers, or one paper (Ai được xem). Where none is set it is everyone, at any time. */
export interface Audience {
  kind: AudienceKind;
  /** Ids of people and units, for `named`. */
  names: readonly string[];
  /** From this moment on, and until before that one; null: no bound. */
  opensAt: Date | null;
  closesAt: Date | null;
}

/** Somebody who would see papers of one session. */
export interface PaperReader {
  /** Runs the session: chair, secretary, the secretary's assistants, and the program itself. */
  runs: boolean;
  /** A voting member, or who sits for one. */
  isMember: boolean;
  /** Own id, and those of the units the person works for. */
  names: readonly string[];
  /** A guest of this one item. */
  onlyItemId: string | null;
  /** Items this person takes no part in and does not prepare. */
  recusedFrom: readonly string[];
}

/** The moment at which a paper would be seen: the time, and the item that runs then. */
export interface PaperMoment {
  at: Date;
  runningItemId: string | null;
}

/** A paper with what is set for it and for its item. */
export interface GuardedPaper {
  itemId: string | null;
  own: Audience | null;
  item: Audience | null;
}

function admits(audience: Audience | null, { isMember, names }: PaperReader, at: Date): boolean {
  if (!audience) return true;
  if ((audience.opensAt && at < audience.opensAt) || (audience.closesAt && at >= audience.closesAt)) return false;
  if (audience.kind === 'everyone') return true;
  return audience.kind === 'members' ? isMember : names.some((name) => audience.names.includes(name));
}

/**
 * Whether somebody of a session sees a paper: the one rule. Nobody sees those of an item they take no part in. Those who run it see every other one. A guest of one item sees its papers while it
 * runs and no others; being asked to it they need not be in its audience, but in that of the paper. Everybody else has to be in both.
 */
export function seesPaper(reader: PaperReader, paper: GuardedPaper, { at, runningItemId }: PaperMoment): boolean {
  if (paper.itemId !== null && reader.recusedFrom.includes(paper.itemId)) return false;
  if (reader.runs) return true;
  if (reader.onlyItemId === null) return admits(paper.item, reader, at) && admits(paper.own, reader, at);
  return paper.itemId === reader.onlyItemId && runningItemId === reader.onlyItemId && admits(paper.own, reader, at);
}

/** The next moment at which somebody may see more or less than now, by these audiences; null: none comes. */
export function nextTurn(audiences: Iterable<Audience>, at: Date): Date | null {
  let next: Date | null = null;
  for (const { opensAt, closesAt } of audiences) {
    for (const turn of [opensAt, closesAt]) if (turn && turn > at && (next === null || turn < next)) next = turn;
  }
  return next;
}
