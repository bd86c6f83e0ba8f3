/**
 * Hints from one process of the installation to the others. A hint may come late, twice or not at all: whoever hears one looks at
 * the truth (database, log of ink) and must find it also without having been told, only later.
 */
export interface PubSub {
  /** To the other processes that listen to the topic, in the order of the calls; never back to this one. @param make is called only where somebody may listen. */
  publish(topic: string, make: () => Uint8Array): void;
  /** @returns ends it. */
  subscribe(topic: string, hear: (message: Uint8Array) => void): () => void;
  /** Calls back when hints arrive again after some may have been lost: the time to look. @returns ends it. */
  onRegained(look: () => void): () => void;
}
