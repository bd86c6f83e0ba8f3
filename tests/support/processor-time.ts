/**
 * Milliseconds of processor time this process spends on `work`. What else the machine does makes work wait, not longer:
 * wall time says nothing about a program, this does.
 */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
