/** What happened, told after the commit to everybody who shows or reacts to it. */
export interface DomainEvent {
  /** `agenda.item_started`, `voting.question_closed` … noun.verb in the past. */
  type: string;
  /** A meeting's id, or `global`. */
  stream: string;
  payload: Record<string, unknown>;
}

export interface CommittedEvent extends DomainEvent {
  id: string;
  /** Dense within the stream, from 1. */
  seq: number;
  actorId: string | null;
  at: Date;
}

export const GLOBAL_STREAM = 'global';
export type EventListener = (events: readonly CommittedEvent[]) => void;
