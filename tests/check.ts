/** `npm run check`: lint, types and the rules of the code, side by side, with what they remember from the last time. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const remembered = path.join(root, '.cache', 'check');
mkdirSync(remembered, { recursive: true });

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  lint: ['eslint', '.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', path.join(remembered, 'eslint')],
  types: ['tsc', '--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', path.join(remembered, 'types.tsbuildinfo')],
  architecture: ['vitest', 'run', '--config', 'tests/vitest.config.ts', 'tests/unit/architecture'],
};

/** What a check said is shown as a whole, and only where something is wrong. */
async function passes(name: string, [program = '', ...args]: readonly string[]): Promise<boolean> {
  const started = performance.now();
  const child = spawn(path.join(root, 'node_modules', '.bin', program), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)).on('error', () => resolve(1)));
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} ${((performance.now() - started) / 1000).toFixed(0)} s\n${code === 0 ? '' : said}`);
  return code === 0;
}

const answers = await Promise.all(Object.entries(CHECKS).map(([name, command]) => passes(name, command)));
process.exit(answers.every(Boolean) ? 0 : 1);
