import { describe, expect, it } from 'vitest';
import { checkSqlite } from '../../server/adapters/db/sqlite-check';
import { Thread } from '../../server/adapters/thread';

interface Lost { problem: string; isGivenUp: boolean }

/** The typesetter's thread, asked for what it cannot do: it answers each time. */
const ask = { id: 1, template: 'none', data: '{}', title: '', author: '', createdAt: 0 };

describe('threads', () => {
  it('one that takes too long is given up, told once, and the next request has a new one', async () => {
    const lost: Lost[] = [];
    let heard: (reply: unknown) => void = () => undefined;
    const thread = new Thread<typeof ask, unknown>({
      name: 'typeset',
      onReply: (reply) => heard(reply),
      onLost: (problem, isGivenUp) => {
        lost.push({ problem: problem.message, isGivenUp });
        return null;
      },
    });
    try {
      thread.post(ask, 1);
      await expect.poll(() => lost, { timeout: 10_000 }).toEqual([{ problem: 'too long', isGivenUp: true }]);
      const answer = new Promise((resolve) => (heard = resolve));
      thread.post(ask, 60_000);
      expect(await answer).toMatchObject({ id: 1, ok: false });
      thread.rest();
      expect(lost).toHaveLength(1);
    } finally {
      await thread.stop();
    }
    expect(() => thread.post(ask)).toThrow('was stopped');
  });

  it('one that fails is told with what it failed of, and started again after the pause asked for', async () => {
    const lost: string[] = [];
    const firsts: boolean[] = [];
    const thread = new Thread<never, unknown>({
      name: 'sqlite-check',
      data: (isFirst) => {
        firsts.push(isFirst);
        return isFirst ? null : { file: '/nowhere.sqlite', kind: 'main' };
      },
      onReply: () => undefined,
      onLost: (problem) => {
        lost.push(problem.message);
        return lost.length === 1 ? 5 : null;
      },
    });
    thread.start();
    await expect.poll(() => lost.length, { timeout: 20_000 }).toBe(2);
    await thread.stop();
    expect(firsts).toEqual([true, false]);
    expect(lost[0]).toMatch(/null/u);
    expect(lost[1]).toBe('thread ended');
  });

  it('a check of a file that is not there says so', async () => {
    expect(await checkSqlite({ file: '/nowhere/phien.sqlite', kind: 'main' })).toMatch(/directory|open/u);
  });
});
