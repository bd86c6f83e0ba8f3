import type { AnyCommand } from './command';
import { DomainError } from './errors';

/** The states a command asks for. @throws DomainError `conflict`/`state.<what>`. */
export function gate({ requires = {} }: Pick<AnyCommand, 'requires'>, loaded: unknown): void {
  for (const [key, states] of Object.entries(requires)) {
    const state = (loaded as Record<string, { state: string } | undefined>)[key]?.state;
    if (!state || !(states as readonly string[]).includes(state)) throw new DomainError('conflict', `state.${key}`, { state: state ?? 'unknown' });
  }
}
