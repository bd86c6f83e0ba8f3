import type { PublicError } from '@shared/protocol/public-error';
import type { WritingJoinAnswer, WritingStepsAnswer } from '@shared/protocol/writing-events';
import type { Steps, WrittenMinutes } from '@shared/rules/written-minutes';
import type { KeptWriting } from './unsent';

/** `waiting` is written and will be sent in a moment; `unsent` could not be sent and is tried again; `refused` needs the writer. */
export type SavingState = 'saved' | 'waiting' | 'sending' | 'unsent' | 'refused';

export interface WritingPort {
  /** Rejects where no answer comes. @param opId of what was sent last. @param seq up to where the log is here. */
  join(opId: string | undefined, seq: number): Promise<WritingJoinAnswer>;
  send(message: { opId: string; base: number; steps: Steps }): Promise<WritingStepsAnswer>;
  /** @returns false where the device cannot keep it. */
  keep(kept: KeptWriting): boolean;
  forget(): void;
  newId(): string;
  now(): number;
}

export interface WritingSnapshot {
  text: WrittenMinutes;
  state: SavingState;
  error: PublicError | null;
  /** Why nothing more can be written. */
  closed: 'state' | 'revoked' | 'outdated' | null;
  /** How many steps are not in the log. */
  unsent: number;
  /** Words the server refused, to be mended or given up; null where nothing is refused. */
  refused: string | null;
  /** Whether the device keeps what is unsent. */
  isKept: boolean;
  canUndo: boolean;
  canRedo: boolean;
}

/** Refusals that pass by themselves. */
export const PASSING = new Set(['unavailable', 'internal', 'rate_limited', 'unauthenticated', 'storage_full']);
/** What another look at the text heals. */
export const BEHIND = new Set(['minutes.far_behind', 'command.id_reused']);
/** Answers after which nothing more is written, and why. */
export const CLOSED_BY = new Map<string, WritingSnapshot['closed']>([['closed', 'state'], ['protocol', 'outdated'], ['invalid', 'outdated'], ['not_found', 'revoked'], ['forbidden', 'revoked']]);
