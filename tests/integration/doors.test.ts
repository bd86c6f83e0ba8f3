import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allDoors, alwaysAsked, breaches, canMeasure, costOf, openDoors, sampleOf, slowness, type Installation } from '../support/doors';

if (!canMeasure && process.env.CI === 'true') throw new Error('needs Linux and a build: node server/build.mjs');

/** The long form, over every route, method and body: `npm run -s chaos -- doors`. */
describe.skipIf(!canMeasure)(`doors before sign-in${canMeasure ? '' : ' (left out: not Linux, or node server/build.mjs has not run)'}`, () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openDoors();
  });
  afterAll(() => installation.stop());

  it('no request costs more than 50 ms of processor or 20 MB, or is answered out of proportion', { timeout: 120_000 }, async () => {
    const all = allDoors(installation.origin);
    const asked = [...new Set([...all.filter(alwaysAsked), ...sampleOf(all, 40, 20_261_126)])];
    expect(all.filter(alwaysAsked).length).toBeGreaterThan(20);
    const broken: string[] = [];
    const slow = slowness();
    for (const door of asked) for (const breach of breaches(await costOf(installation, door, 8), slow)) broken.push(`${door.name}: ${breach}`);
    expect(broken).toEqual([]);
  });
});
