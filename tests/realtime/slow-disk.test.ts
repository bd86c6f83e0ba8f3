import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/adapters/project-root';
import { bestStall, sitOnSlowDisk } from '../support/slow-disk';
import { tool } from '../support/tools';

const DELAY_MS = 500;
const isBuilt = existsSync(path.join(projectRoot, 'build', 'server', 'main.js'));
if (!isBuilt && process.env.CI === 'true') throw new Error('the program is not built: node server/build.mjs');

/** The short form of `npm run -s chaos -- slow-disk`. */
describe.skipIf(process.platform !== 'linux' || !isBuilt || !tool('cc'))('a disk that takes its time', () => {
  it('database P13 commands, pages, ink and messages go on while each flush takes half a second, and nothing acknowledged is lost', async () => {
    const { peace, slow, flushes, byLoop, seenAtStart, commands, ink, refused } = await sitOnSlowDisk({ tablets: 4, delayMs: DELAY_MS, windowMs: 2_500, windows: 2 });
    expect(seenAtStart).toBeGreaterThan(0);
    expect(flushes).toBeGreaterThan(3);
    expect(byLoop).toBe(0);
    // A loop that waited for a flush would have stood still for all of it, in every window.
    expect(bestStall(slow) - bestStall(peace)).toBeLessThan(DELAY_MS * 0.8);
    expect(refused).toEqual([]);
    expect(commands.acknowledged).toBeGreaterThan(3);
    expect(ink.acknowledged).toBeGreaterThan(3);
    expect([commands.lost, ink.lost]).toEqual([0, 0]);
  });
});
