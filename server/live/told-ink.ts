import type { Ports } from '../kernel/ports';
import type { OpStore } from '../kernel/ports/op-store';
import type { PubSub } from '../kernel/ports/pub-sub';
import { encodeInkHint, inkTopic } from './hints';

/** The log of ink as modules have it: what is added past the rooms is told to every room, those of this process too. */
export const inkAtRest = (store: OpStore, pubSub: Pick<PubSub, 'publish'>): Ports['ink'] => ({
  async append(batch) {
    const results = await store.append(batch);
    for (const docId of new Set(batch.map((op) => op.docId))) {
      const authors = [...new Set(batch.filter((op) => op.docId === docId).map(({ authorId }) => authorId))];
      pubSub.publish(inkTopic(docId), () => encodeInkHint({ live: [], authors }));
    }
    return results;
  },
  read: (...asked) => store.read(...asked),
  head: (...asked) => store.head(...asked),
  snapshot: (...asked) => store.snapshot(...asked),
  privateStreams: (...asked) => store.privateStreams(...asked),
  forgetPrivate: (...asked) => store.forgetPrivate(...asked),
});
