import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often is looked, ms: what is shorter is no stall. */
const LOOK_MS = 5;

/**
 * Watches how long the event loop is at work without a pause. Only time in which this process had the processor counts: a machine
 * that gives it to another program stalls nobody's code.
 * @returns the longest since it was last asked, ms.
 */
export function watchStalls(): () => number {
  let longest = 0;
  let at = performance.now();
  let cpu = process.cpuUsage();
  setInterval(() => {
    const now = performance.now();
    const used = process.cpuUsage(cpu);
    longest = Math.max(longest, Math.min(now - at - LOOK_MS, (used.user + used.system) / 1_000));
    at = now;
    cpu = process.cpuUsage();
  }, LOOK_MS).unref();
  return () => {
    const found = longest;
    longest = 0;
    return found;
  };
}

/** Memory this process has from the system, bytes, once what is garbage is gone. */
export function memoryAtRest(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().rss;
}
