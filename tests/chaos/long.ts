/**
 * `npm run -s chaos -- long`: the tests that `npm test` runs a fixed sample of, whole, and every screen in every view.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';
import { figure, type Bench } from '../support/figures';

/** Test files that have a short and a long form. */
function longTests(): string[] {
  const tests = path.join(projectRoot, 'tests');
  return readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/u.test(name) && readFileSync(path.join(tests, name), 'utf8').includes('support/long'))
    .map((name) => path.join('tests', name));
}

const long: Bench = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-long-'));
  const report = path.join(folder, 'report.json');
  try {
    const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...longTests()];
    spawnSync(process.execPath, [path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'), ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PHIEN_LONG: '1', BUILT_PROGRAMS: '1' },
    });
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    const screens = spawnSync(path.join(projectRoot, 'node_modules', '.bin', 'playwright'), ['test', '-c', path.join('tests', 'e2e', 'playwright.config.ts'), '--project=screens', '--reporter=line'], {
      cwd: projectRoot,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PHIEN_LONG: '1' },
    });
    return [
      figure({ bench: 'long', figure: 'screens in every view', value: screens.status === 0 ? 1 : 0, unit: 'of 1', bound: 'least', gate: 1 }),
      figure({ bench: 'long', figure: 'passed', value: numPassedTests, unit: 'tests', bound: 'least', gate: 1 }),
      figure({ bench: 'long', figure: 'failed', value: numFailedTests, unit: 'tests', bound: 'most', gate: 0 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default long;
