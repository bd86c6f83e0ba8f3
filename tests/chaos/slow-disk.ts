/**
 * `npm run -s chaos -- slow-disk [--tablets 12] [--delay 500] [--window 4000] [--windows 3]`
 * The built program with commands, pages, ink and messages at once; then every flush of its disk takes half a second longer (a
 * small C library preloaded into it). Its event loop must go on as before, no flush may be its own, and all that was
 * acknowledged must be there after a kill. The same program without the delay, in the same run, is the baseline. Needs Linux and cc.
 */
import { parseArgs } from 'node:util';
import { figure, type Bench } from '../support/figures';
import { bestStall, medianOf, sitOnSlowDisk } from '../support/slow-disk';

/** A loop that stalls no longer than this is in peace, ms: half of what is wanted on a slow disk. */
const PEACE_MS = 50;

const chaos: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { tablets: { type: 'string', default: '12' }, delay: { type: 'string', default: '500' }, window: { type: 'string', default: '4000' }, windows: { type: 'string', default: '3' } },
  });
  const outcome = await sitOnSlowDisk({ tablets: Number(values.tablets), delayMs: Number(values.delay), windowMs: Number(values.window), windows: Number(values.windows) });
  const { peace, slow, commands, ink } = outcome;
  const bench = `slow-disk (+${values.delay} ms)`;
  const none = (name: string, value: number) => figure({ bench, figure: name, value, unit: 'count', bound: 'most', gate: 0 });
  const some = (name: string, value: number, gate: number) => figure({ bench, figure: name, value, unit: 'count', bound: 'least', gate });
  const as = (what: 'pages' | 'sockets', name: string) => figure({ bench, figure: name, value: medianOf(slow, what), unit: 'ms', baseline: Math.max(PEACE_MS, medianOf(peace, what)), bound: 'most', gate: 4, aim: 2 });
  for (const line of new Set(outcome.refused)) process.stderr.write(`${line}\n`);
  return [
    figure({ bench, figure: 'longest stall of the event loop, best window', value: bestStall(slow), unit: 'ms', baseline: Math.max(PEACE_MS, bestStall(peace)), bound: 'most', gate: 3, aim: 2 }),
    none('flushes by the event loop itself', outcome.byLoop),
    some('flushes that took longer', outcome.flushes, Number(values.windows) * 2),
    some('control: flushes by the event loop seen while it started', outcome.seenAtStart, 1),
    as('pages', 'page, median'),
    as('sockets', 'joining the sitting, median'),
    figure({ bench, figure: 'command, median', value: medianOf(slow, 'commands'), unit: 'ms', baseline: Number(values.delay), bound: 'most', gate: 12 }),
    none('commands acknowledged and lost', commands.lost),
    some('commands acknowledged', commands.acknowledged, 10),
    none('marks acknowledged and lost', ink.lost),
    some('marks acknowledged', ink.acknowledged, Number(values.tablets)),
    none('refused or failed', outcome.refused.length),
  ];
};
export default chaos;
