import type { PubSub } from '../../kernel/ports/pub-sub';

/** Where the parts of one process meet that would be processes of their own elsewhere; an installation of one process has one. */
export interface Hub {
  /** A further part: it hears what the others publish. */
  join(): PubSub;
}

export function createHub(): Hub {
  const parts = new Set<Map<string, Set<(message: Uint8Array) => void>>>();
  return {
    join() {
      const own = new Map<string, Set<(message: Uint8Array) => void>>();
      parts.add(own);
      return {
        publish(topic, make) {
          const listeners = [...parts].flatMap((part) => (part === own ? [] : [...(part.get(topic) ?? [])]));
          if (listeners.length === 0) return;
          const message = make();
          // In a turn of its own and as a copy, as it would come over a wire.
          for (const hear of listeners) setImmediate(() => hear(message.slice()));
        },
        subscribe(topic, hear) {
          const listeners = own.get(topic) ?? new Set();
          own.set(topic, listeners.add(hear));
          return () => {
            listeners.delete(hear);
            if (listeners.size === 0 && own.get(topic) === listeners) own.delete(topic);
          };
        },
        onRegained: () => () => undefined,
      };
    },
  };
}
