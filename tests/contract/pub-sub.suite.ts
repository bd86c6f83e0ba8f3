import { describe, expect, it, vi } from 'vitest';
import type { PubSub } from '../../server/kernel/ports/pub-sub';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** Where what is told takes a way, subscriptions take it too: tells until everybody has heard. */
async function listening(from: PubSub, to: readonly PubSub[], topic: string): Promise<void> {
  const heard = new Set<PubSub>();
  const ends = to.map((one) => one.subscribe(topic, () => void heard.add(one)));
  await vi.waitFor(() => {
    from.publish(topic, () => bytes());
    expect(heard.size).toBe(to.length);
  }, { timeout: 5_000 });
  for (const end of ends) end();
}

/** What every way of telling other processes must do. @param join a further process of the same installation. */
export function describePubSub(name: string, join: () => PubSub | Promise<PubSub>): void {
  describe(`${name}: hints between processes`, () => {
    it('reach every other process that listens to the topic, in order, and never the one that tells', async () => {
      const [a, b, c] = [await join(), await join(), await join()];
      const heard = { a: [] as number[], b: [] as number[], c: [] as number[], other: [] as number[] };
      a.subscribe('t', (message) => void heard.a.push(...message));
      b.subscribe('t', (message) => void heard.b.push(...message));
      c.subscribe('t', (message) => void heard.c.push(...message));
      c.subscribe('u', (message) => void heard.other.push(...message));
      await listening(a, [b, c], 't');
      for (let value = 0; value < 20; value += 1) a.publish('t', () => bytes(value));
      const all = Array.from({ length: 20 }, (_, value) => value);
      await vi.waitFor(() => expect([heard.b, heard.c]).toEqual([all, all]));
      expect([heard.a, heard.other]).toEqual([[], []]);
    });

    it('come to every listener of a process, as bytes of their own, and end with the subscription', async () => {
      const [a, b] = [await join(), await join()];
      const heard: Uint8Array[] = [];
      // What told whether they listen yet is empty.
      const keep = (message: Uint8Array): void => void (message.length > 0 && heard.push(message));
      const end = b.subscribe('v', (message) => keep(message));
      b.subscribe('v', (message) => keep(message));
      await listening(a, [b], 'v');
      const sent = bytes(1, 2, 3);
      a.publish('v', () => sent);
      await vi.waitFor(() => expect(heard).toHaveLength(2));
      sent.fill(9);
      heard[0]?.fill(8);
      expect(heard[1]).toEqual(bytes(1, 2, 3));
      end();
      a.publish('v', () => bytes(4));
      await vi.waitFor(() => expect(heard).toHaveLength(3));
      expect(heard[2]).toEqual(bytes(4));
    });
  });
}
