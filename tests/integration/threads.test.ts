import { describe, expect, it } from 'vitest';
import { createThreads } from '../../server/adapters/threads';

const options = { trustAnchors: [], crls: [], now: new Date('2026-11-26T00:00:00Z') };
const noPdf = new TextEncoder().encode('không phải PDF');

describe('long computations beside the event loop', () => {
  it('gives the answer of the thread', async () => {
    const report = await createThreads().run<{ verdict: string }>('verify', { bytes: noPdf, options });
    expect(['unsigned', 'invalid', 'indeterminate']).toContain(report.verdict);
  });

  it('stops a job that takes too long, and goes on with the next', async () => {
    const threads = createThreads({ parallel: 1, waiting: 5, wallMs: 1 });
    await expect(threads.run('verify', { bytes: noPdf, options })).rejects.toMatchObject({ code: 'unavailable', reason: 'threads.too_long' });
    await expect(threads.run('verify', { bytes: noPdf, options })).rejects.toMatchObject({ reason: 'threads.too_long' });
  });

  it('refuses when too many wait', async () => {
    const threads = createThreads({ parallel: 1, waiting: 1, wallMs: 20_000 });
    const answers = await Promise.allSettled([1, 2, 3].map(() => threads.run('verify', { bytes: noPdf, options })));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(answers[2]).toMatchObject({ reason: { code: 'unavailable', reason: 'threads.busy' } });
  });

});
