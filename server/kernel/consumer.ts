import type { z } from 'zod';
import type { AnyCommand } from './command';
import type { CommittedEvent } from './events';

/**
 * What a module does because something happened, anywhere: it names the events it follows and the command of its own that follows from
 * one. Every event behind its cursor is handled in the order of the history, also over a crash: what the command writes exactly once
 * (its transaction moves the cursor), what it does outside the database (`prepare`) at least once.
 */
export interface Consumer<Command extends { name: string; input: z.ZodType }> {
  /** `module.verb-noun`. Its cursor is kept under this name, so another purpose gets another one. */
  name: string;
  /** Types of the events it follows. */
  types: readonly string[];
  /** Where it begins when it is new to an installation: with all that happened, or with what happens from then on. */
  from: 'beginning' | 'now';
  command: Command;
  /** What is asked of the command; null where nothing follows from this one. */
  input(event: CommittedEvent): z.input<Command['input']> | null;
}

/** Any consumer, for registries. */
export type AnyConsumer = Consumer<Pick<AnyCommand, 'name' | 'input'>>;

/** Infers the types of a consumer; the identity function. */
export function defineConsumer<Command extends { name: string; input: z.ZodType }>(definition: Consumer<Command>): Consumer<Command> {
  return definition;
}
