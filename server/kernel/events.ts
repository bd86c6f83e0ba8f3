/** What happened, told after the commit to everybody who shows or reacts to it. */
export interface DomainEvent {
  /** `agenda.item_started`, `voting.question_closed` … noun.verb in the past. */
  type: string;
  /** A meeting's id, or `global`. */
  stream: string;
  payload: Record<string, unknown>;
  /** The history does not say who: for what is told to screens and is nobody's to know later. */
  unsigned?: true;
}

/** An event of the history (lịch sử): what happened is written once and stays. */
export interface CommittedEvent extends DomainEvent {
  id: string;
  /** Place in the whole history of the installation, dense from 1, in the order of the commits. */
  position: number;
  /** Dense within the stream, from 1. */
  seq: number;
  actorId: string | null;
  at: Date;
}

export const GLOBAL_STREAM = 'global';
export type EventListener = (events: readonly CommittedEvent[]) => void;
