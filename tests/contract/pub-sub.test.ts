import { describe, expect, it } from 'vitest';
import { createHub } from '../../server/adapters/pubsub/in-process';
import { describePubSub } from './pub-sub.suite';

const hub = createHub();
describePubSub('in one process', () => hub.join());

describe('an installation of one process', () => {
  it('makes no message that nobody would hear', () => {
    const alone = createHub().join();
    alone.subscribe('t', () => undefined);
    let made = 0;
    alone.publish('t', () => {
      made += 1;
      return new Uint8Array(0);
    });
    expect(made).toBe(0);
  });
});
