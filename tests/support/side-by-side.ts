import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** What is looked at without being run: kind of test → program of `node_modules/.bin` with its arguments. */
export const LOOKS = { lint: ['eslint', '.', '--max-warnings', '0'], types: ['tsc', '--noEmit', '-p', '.'] } as const;

export interface Checked {
  name: string;
  ok: boolean;
  seconds: number;
}

/**
 * Runs tools of the project at the same time, each on one core. What one said is shown as a whole, and only where something is wrong.
 *
 * @param checks name → program of `node_modules/.bin` with its arguments
 */
export function sideBySide(checks: Readonly<Record<string, readonly string[]>>): Promise<Checked[]> {
  return Promise.all(Object.entries(checks).map(async ([name, [program = '', ...args]]) => {
    const started = performance.now();
    const child = spawn(path.join(root, 'node_modules', '.bin', program), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)).on('error', () => resolve(1)));
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} ${seconds.toFixed(0)} s\n${code === 0 ? '' : said}`);
    return { name, ok: code === 0, seconds };
  }));
}
