import { beforeAll, describe, expect, it } from 'vitest';

import { differential, makeMutant } from './differential/run';
import { availableRenderers } from './differential/renderers';
import { signedMinutes } from './differential/scene';
import type { Stage } from './differential/scene';
import { times } from '../../support/long';
import { fonts } from './fixtures';

let stage: Stage;
beforeAll(async () => {
  stage = await signedMinutes(fonts);
});

describe('what is accepted looks as it was signed', () => {
  it('pades V17 a fixed sample of mutants: every accepted one equals the signed minutes outside the places of later signatures', { timeout: times(120_000, 600_000) }, async () => {
    const result = await differential({ seeds: Array.from({ length: times(30, 240) }, (_, i) => i), stage });
    expect(result.failures).toEqual([]);
    // A comparison of nothing proves nothing.
    expect(result.legalAccepted).toBeGreaterThanOrEqual(times(6, 60));
    expect(result.accepted).toBeLessThan(result.mutants / 2);
  });

  it('pades V17 a verifier that calls a changed page valid is found out by every reader', { timeout: 120_000 }, async () => {
    const seeds = [];
    for (let seed = 1; seeds.length < 1; seed += 1) if ((await makeMutant(seed, stage)).steps.join() === 'the page tree') seeds.push(seed);
    const { failures } = await differential({ seeds, stage, judge: () => 'valid' });
    expect(failures).toHaveLength(availableRenderers().length);
  });
});
