import type { NamedPerson, PresidedFact } from './minutes-chair';

export type VoteFact = {
  /** Id of the vote question. */
  ref: string;
  question: string;
  mode: 'open' | 'nameless' | 'secret';
  /** Absent: by hands; `paper`: by ballots of paper that a committee counted. */
  way?: 'hands' | 'tablets' | 'roll' | 'paper' | undefined;
  /** Paper ballots handed out and returned. */
  paper?: { issued: number; returned: number } | undefined;
  /** Number of its counting minutes: "01/BB-TKP". */
  counted?: string | undefined;
  members: number;
  needed: number;
  /** What `needed` is a share of, where that is not all members: "14 trên 19 thành viên có mặt". */
  measure?: string | undefined;
  /** Recused from the item, votes that were none, and how many ballots a vote on tablets had before it went on by hands. */
  recused?: number | undefined;
  invalid?: number | undefined;
  broken?: number | undefined;
  /** Votes count by weight: how many units make one. */
  scale?: number | undefined;
  result:
    | { kind: 'yes_no'; for: number; against: number; abstain: number; notTakingPart: number; passed: boolean }
    | { kind: 'options'; options: readonly { label: string; votes: number }[]; none: number; notTakingPart: number; chosen: string | null }
    | { kind: 'opinions'; agree: number; disagree: number; other: number; words: readonly string[]; notTakingPart: number; passed: boolean }
    | { kind: 'candidates'; seats: number; options: readonly { label: string; votes: number; elected: boolean }[]; none: number; notTakingPart: number; tied: readonly string[] }
    | { kind: 'each'; options: readonly { label: string; yes: number; no: number; abstain: number; agreed: boolean }[]; notTakingPart: number }
    | { kind: 'confidence'; options: readonly { label: string; high: number; medium: number; low: number; abstain: number }[]; notTakingPart: number };
};

/** From when to when, ISO instants. */
export type Span = { from: string; to: string };

/** One person leading through papers on the screens, in one or several stretches; `byOffice` where chair or office turned the pages of somebody else's item. */
export type PresentationFact = { presenter: NamedPerson; documents: readonly string[]; spans: readonly Span[]; byOffice: boolean };

/** One person speaking on an item; `other` is who was questioned, or whose question was answered. */
export type SpeechFact = { person: NamedPerson; part: 'speech' | 'order' | 'question' | 'answer'; other: NamedPerson | null };

/** What a conclusion asks of a unit. */
export type AssignmentFact = { text: string; unit: string; others: readonly string[]; dueOn: string; outcome: string };

export type ItemFact = {
  kind: 'item';
  /** Id of the agenda item. */
  ref: string;
  /** Null for opening and closing, of which the minutes tell only what was done in them. */
  number: number | null;
  isOpening?: boolean;
  title: string;
  paperOnly: boolean;
  /** When the item was really taken; absent when it was not. */
  span?: Span | undefined;
  /** Members who took no part in it, and why. */
  recused?: readonly (NamedPerson & { reason: string })[] | undefined;
  presentations: readonly PresentationFact[];
  /** Who had the floor, in the order of their first turn. */
  speeches?: readonly SpeechFact[];
  votes: readonly VoteFact[];
  /** The chair's conclusion as it was recorded in the sitting. */
  conclusion?: string | undefined;
  /** What it asks of units, in the order it was given. */
  assignments?: readonly AssignmentFact[];
  /** Put off to a later session: before it was begun, or while it was being dealt with. */
  postponed?: 'unopened' | 'unfinished' | undefined;
  putOffReason?: string | undefined;
  /** Adopted without debate with others: their numbers, and the one the vote stands with. */
  inBlock?: { lead: number | null; numbers: readonly number[] } | undefined;
  /** Taken earlier than the agenda had it: its number then. */
  earlier?: { from: number | null; reason: string } | undefined;
  /** Moved to another session, not named while nobody was told of it. */
  movedTo?: { title: string; startsAt?: string } | undefined;
};

/** A break between items (giải lao). */
export type BreakFact = { kind: 'break'; ref: string; span: Span };

export type MinutesFacts = {
  /** Id of the meeting. */
  ref: string;
  /** "Ủy ban nhân dân tỉnh" and "UBND tỉnh". */
  body: string;
  bodyShort: string;
  opened: string;
  closed: string;
  place: string;
  form: 'room' | 'online' | 'hybrid';
  remoteSites: number;
  /** Whether papers were given out in the system. */
  hasPapers: boolean;
  members: { total: number; inRoom: number; online: number };
  absent: readonly (NamedPerson & { reason: string; substitute?: (NamedPerson & { isThere: boolean }) | undefined })[];
  /** Voting members and substitutes who came after the opening, went and came back, or went before the end (ISO instants). */
  late: readonly (NamedPerson & { at: string })[];
  away: readonly (NamedPerson & { spans: readonly Span[] })[];
  left: readonly (NamedPerson & { at: string })[];
  guests: { invited: number; present: number };
  /** Sites on line with their people, and when they had no connection. */
  sites?: readonly { name: string; people: number; present: number; lost: readonly Span[] }[];
  /** `isThere`: whether the attendance list has them in the session. */
  chair: NamedPerson & { isThere: boolean };
  secretary: NamedPerson & { isThere: boolean };
  /** Hand-overs of the chair, in order. */
  presided?: readonly PresidedFact[];
  /** Members needed and present at the opening; when fewer than needed were there. */
  quorum: { needed: number; atOpening: number; fewer: readonly Span[] };
  /** When the sitting stood still. */
  pauses?: readonly Span[];
  /** When it was adjourned, and the members who were there when it went on; null: it did not. */
  adjournments?: readonly (Span & { present: number | null })[];
  /** Held on paper, all of it or from then on, and entered from notes. */
  onPaper?: PaperFact | undefined;
  items: readonly (ItemFact | BreakFact)[];
};

/** How a sitting, or the rest of it, came to be entered from notes. */
export type PaperFact = { from: string; reason: string; keptBy: string; entered: string; by: NamedPerson };
