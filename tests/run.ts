/**
 * `npm test [-- PART …]`: gets its own tools, then runs every kind of test and says at the end what passed. A part is
 * one of: lint types unit e2e chaos. With `CI=true` a missing tool is a failure, else it is told and left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const artifacts = path.join(root, 'tests', '.artifacts');
const ci = process.env.CI === 'true';

/** Debian package → program it brings. */
const TOOLS: Record<string, string> = { 'chromium': 'chromium', 'poppler-utils': 'pdfsig', 'mupdf-tools': 'mutool', 'qpdf': 'qpdf', 'openssl': 'openssl', 'iproute2': 'ip', 'webkit2gtk-driver': 'WebKitWebDriver', 'xvfb': 'Xvfb', 'firefox-esr': 'firefox-esr' };

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

function getTools(): void {
  const missing = Object.entries(TOOLS).filter(([, program]) => !has(program));
  if (missing.length === 0) return;
  const packages = missing.map(([name]) => name);
  if (process.getuid?.() === 0 && has('apt-get')) {
    process.stdout.write(`Getting test tools: ${packages.join(' ')}\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  const still = Object.entries(TOOLS).filter(([, program]) => !has(program)).map(([name]) => name);
  if (still.length === 0) return;
  process.stdout.write(`Missing tools, tests that need them are left out: ${still.join(' ')}\n`);
  if (ci) process.exit(1);
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Passed only when repeated: a finding to follow up, not a failure. */
  flaky: number;
}

interface Outcome extends Counts {
  name: string;
  ok: boolean;
  seconds: number;
}

/** What failed, by name and reason: said once more at the very end, where a long log is read first. */
const findings: string[] = [];
const inShort = (text: string): string => stripVTControlCharacters(text).split('\n').slice(0, 12).map((line) => `    ${line}`).join('\n');

interface UnitReport extends Record<string, unknown> {
  testResults: { name: string; status: string; message: string; assertionResults: { fullName: string; status: string; duration?: number; failureMessages: string[] }[] }[];
}

function unitFindings({ testResults }: UnitReport): void {
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (status === 'failed' && failed.length === 0) findings.push(`✗ ${path.relative(root, name)}\n${inShort(message)}`);
    for (const { fullName, duration, failureMessages } of failed) findings.push(`✗ ${path.relative(root, name)} › ${fullName} (${Math.round(duration ?? 0)} ms)\n${inShort(failureMessages.join('\n'))}`);
  }
}

interface BrowserSuite {
  suites?: BrowserSuite[];
  specs?: { file: string; line: number; title: string; tests: { status: string; results: { error?: { message?: string } }[] }[] }[];
}

function browserFindings({ suites, specs }: BrowserSuite): void {
  for (const { file, line, title, tests } of specs ?? []) {
    for (const { status, results } of tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky')) {
      findings.push(`✗ ${file}:${line} › ${title} (${status})\n${inShort(results.find(({ error }) => error)?.error?.message ?? '')}`);
    }
  }
  for (const suite of suites ?? []) browserFindings(suite);
}

const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name);

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** Counts of a JSON report; a report that is missing or empty counts as one failure. */
function counted(file: string, read: (report: unknown) => Counts): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, flaky: 0 };
  return read(JSON.parse(readFileSync(file, 'utf8')));
}

const PARTS: Record<string, () => Omit<Outcome, 'name' | 'seconds'>> = {
  lint: () => plain(run(bin('eslint'), ['.', '--max-warnings', '0'])),
  types: () => plain(run(bin('tsc'), ['--noEmit', '-p', '.'])),
  unit() {
    const report = path.join(artifacts, 'vitest.json');
    const repeated = path.join(artifacts, 'vitest-flaky.json');
    rmSync(repeated, { force: true });
    const reporters = ['default', 'json', 'tests/support/flaky-reporter.ts'].map((name) => `--reporter=${name}`);
    const ok = run(bin('vitest'), ['run', '--config', 'tests/vitest.config.ts', ...reporters, `--outputFile.json=${report}`], { FLAKY_REPORT: repeated, BUILT_PROGRAMS: '1' });
    const flaky = existsSync(repeated) ? (JSON.parse(readFileSync(repeated, 'utf8')) as { name: string; reason: string }[]) : [];
    for (const { name, reason } of flaky) findings.push(`✗ ${name} (flaky)\n${inShort(reason)}`);
    const counts = counted(report, (json) => {
      unitFindings(json as UnitReport);
      const { numPassedTests, numFailedTests, numPendingTests } = json as Record<string, number>;
      return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0, flaky: flaky.length };
    });
    return { ok: ok && counts.passed > 0, ...counts };
  },
  e2e() {
    const report = path.join(artifacts, 'playwright.json');
    rmSync(report, { force: true });
    const ok = run(bin('playwright'), ['test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    const counts = counted(report, (json) => {
      browserFindings(json as BrowserSuite);
      const { expected, unexpected, flaky, skipped } = (json as { stats: Record<string, number> }).stats;
      return { passed: expected ?? 0, failed: unexpected ?? 0, skipped: skipped ?? 0, flaky: flaky ?? 0 };
    });
    return { ok: ok && counts.passed > 0, ...counts };
  },
  chaos: () => plain(run(process.execPath, ['--import', 'tsx', 'tests/chaos/run.ts', 'kill', '--ci'])),
};

const plain = (ok: boolean): Omit<Outcome, 'name' | 'seconds'> => ({ ok, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, flaky: 0 });

/** What git sees as changed in this clone; null where it is no clone. */
function changedFiles(): string | null {
  const status = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  return status.status === 0 ? status.stdout : null;
}

const changedBefore = changedFiles();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(`npm test -- [${Object.keys(PARTS).join(' ')}]; unknown: ${unknown.join(' ')}\n`);
  process.exit(2);
}
rmSync(path.join(artifacts, 'vitest.json'), { force: true });
mkdirSync(artifacts, { recursive: true });
getTools();
const outcomes: Outcome[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const part = PARTS[name];
  if (!part) continue;
  process.stdout.write(`\n── ${name}\n`);
  const started = performance.now();
  outcomes.push({ name, ...part(), seconds: (performance.now() - started) / 1000 });
}
const changedAfter = changedFiles();
// Installing, building and testing leave a clone as it was; CI starts from a clean one.
const tidy = changedAfter === changedBefore && !(ci && changedAfter);
if (!tidy) process.stdout.write(`\nFiles of the clone were changed:\n${changedAfter}`);
outcomes.push({ name: 'tidy', ...plain(tidy), seconds: 0 });
process.stdout.write(findings.map((finding) => `\n${finding}\n`).join(''));
process.stdout.write('\n');
for (const { name, ok, seconds, passed, failed, skipped, flaky } of outcomes) {
  const counts = [`${passed} passed`.padStart(12), `${failed} failed`.padStart(10), `${skipped} skipped`.padStart(11), ...(flaky > 0 ? [`${flaky} flaky`.padStart(9)] : [])];
  process.stdout.write(`${ok ? '✓' : '✗'} ${name.padEnd(6)}${counts.join('')} ${seconds.toFixed(0).padStart(6)} s\n`);
}
const sum = (key: keyof Counts): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const failures = Math.max(sum('failed'), outcomes.some(({ ok }) => !ok) ? 1 : 0);
process.stdout.write(`${sum('passed')} passed, ${failures} failed, ${sum('skipped')} skipped${sum('flaky') > 0 ? `, ${sum('flaky')} flaky` : ''}\n`);
process.exit(outcomes.every(({ ok }) => ok) ? 0 : 1);
