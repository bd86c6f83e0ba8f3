import { spawnSync } from 'node:child_process';

/** True where a system tool is there; with CI=true a missing tool fails instead of skipping. */
export function tool(name: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
  if (!found && process.env['CI'] === 'true') throw new Error(`${name} is missing`);
  if (!found) process.stderr.write(`skipped: ${name} is not installed\n`);
  return found;
}
