import { performance } from 'node:perf_hooks';

/**
 * Time the event loop has been at work, ms. By the clock of the loop it would also count while another program of the
 * machine has the processor, by the clock of the processor what other threads do as well: of each stretch the smaller counts.
 */
export function createLoopMeter(): { now(): number; busy(): number } {
  let loop = performance.eventLoopUtilization().active;
  let cpu = process.cpuUsage();
  let total = 0;
  return {
    now: () => performance.now(),
    busy() {
      const { active } = performance.eventLoopUtilization();
      const used = process.cpuUsage();
      total += Math.max(0, Math.min(active - loop, (used.user + used.system - cpu.user - cpu.system) / 1_000));
      loop = active;
      cpu = used;
      return total;
    },
  };
}
