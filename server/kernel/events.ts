/** What happened, told after the commit to everybody who shows or reacts to it. */
export interface DomainEvent {
  /** `agenda.item_started`, `voting.question_closed` … noun.verb in the past. */
  type: string;
  /** A meeting's id, or `global`. */
  stream: string;
  payload: Record<string, unknown>;
  /** The history does not say who: for what is told to screens and is nobody's to know later. */
  unsigned?: true;
  /** When it happened by somebody's notes, before it was entered; left out: now. Only a command that enters notes may say so. */
  happenedAt?: Date;
}

/** An event of the history (lịch sử): what happened is written once and stays. */
export interface CommittedEvent extends Omit<DomainEvent, 'happenedAt'> {
  id: string;
  /** Place in the whole history of the installation, dense from 1, in the order of the commits. */
  position: number;
  /** Dense within the stream, from 1. */
  seq: number;
  actorId: string | null;
  /** When it happened: by the server's clock, or by the notes it was entered from. */
  at: Date;
  /** By the server's clock, where it was entered from notes (nhập từ ghi chép); null, or left out: it was recorded as it happened. */
  enteredAt?: Date | null;
}

export const GLOBAL_STREAM = 'global';
export type EventListener = (events: readonly CommittedEvent[]) => void;
