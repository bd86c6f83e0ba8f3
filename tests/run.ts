/**
 * `npm test [-- KIND … [PATTERN …]]`: gets its own tools, then runs every kind of test, or those that are named, and says at the
 * end what passed. A pattern is part of a file's path, or of a browser test's. With `CI=true` a missing tool is a failure, else it is told and left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { fetched } from './judges/run';
import kinds from './kinds.json';
import { postgresqlPrograms } from './support/postgresql-cluster';
import type { RunNotes } from './support/run-reporter';
import { LOOKS, sideBySide } from './support/side-by-side';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const artifacts = path.join(root, 'tests', '.artifacts');
const ci = process.env.CI === 'true';

/** Debian package → program it brings. */
const TOOLS: Record<string, string> = { 'chromium': 'chromium', 'chromium-headless-shell': 'chromium-headless-shell', 'poppler-utils': 'pdfsig', 'mupdf-tools': 'mutool', 'qpdf': 'qpdf', 'openssl': 'openssl', 'iproute2': 'ip', 'webkit2gtk-driver': 'WebKitWebDriver', 'xvfb': 'Xvfb', 'firefox-esr': 'firefox-esr', 'nginx-light': 'nginx', 'logrotate': 'logrotate', 'unzip': 'unzip', 'libxml2-utils': 'xmllint', 'postgresql': 'initdb', 'redis-server': 'redis-server', 'libreoffice-writer-nogui': 'soffice', 'libreoffice-calc-nogui': 'soffice', 'libreoffice-impress-nogui': 'soffice', 'bubblewrap': 'bwrap', 'tesseract-ocr': 'tesseract', 'tesseract-ocr-vie': 'tesseract' };

/** What may be missing where another does the same, only slower. */
const REPLACED: Record<string, string> = { 'chromium-headless-shell': 'chromium' };

/** Programs of which it does not suffice that they are found: PostgreSQL keeps its own off the search path, and tesseract reads the languages it has. */
const LOOKED_AT: Record<string, () => boolean> = {
  initdb: () => postgresqlPrograms() !== null,
  tesseract: () => /^vie$/mu.test(spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).stdout ?? ''),
};
const has = (program: string): boolean => LOOKED_AT[program]?.() ?? spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

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
  const still = Object.entries(TOOLS).filter(([name, program]) => !has(program) && !(name in REPLACED && has(REPLACED[name] ?? ''))).map(([name]) => name);
  if (still.length === 0) return;
  process.stdout.write(`Missing tools, tests that need them are left out: ${still.join(' ')}\n`);
  if (ci) process.exit(1);
}

/** Judges of signed files in Java and Python: fetched where that can be done, else told and left out, with `CI=true` too (docs/decisions/124). */
function getJudges(): void {
  const why = fetched('fetch');
  if (why !== null) process.stdout.write(`Judges left out: veraPDF, EU DSS, pyHanko (${why})\n`);
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
  testResults: { name: string; assertionResults: { fullName: string; status: string; duration?: number; failureMessages: string[] }[] }[];
}

function unitFindings({ testResults }: UnitReport): void {
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.filter((one) => one.status === 'failed');
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

type Result = Omit<Outcome, 'name' | 'seconds'>;

/** What can be asked for by name; one run serves all kinds of one place. */
type Kind = keyof typeof kinds;
const KINDS = Object.keys(kinds) as Kind[];
const isKind = (word: string): word is Kind => Object.hasOwn(kinds, word);
const inPlace = (place: string): Kind[] => KINDS.filter((kind) => kinds[kind].place === place);

/** Tests in Node, by their folder, and tests in browsers, by their project. */
const IN_NODE = inPlace('node');
const IN_BROWSERS = inPlace('browser');

const filesOf = (folder: string): string[] => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => /\.test\.tsx?$/u.test(file)).map((file) => `${folder}/${file}`);

/** Kinds whose tests run on a PostgreSQL server too. */
const ON_A_SERVER = ['integration', 'realtime', 'authorization'];
/** Of them what a whole run takes along: each way to the rows, and what leans on their order. All: `npm test -- postgresql`. */
const IN_SHORT = ['integration/kernel', 'integration/statements', 'integration/agenda/', 'integration/meetings/', 'integration/voting/', 'integration/identity/sign', 'realtime/live-processes', 'authorization/matrix'];
/** These look into the files of SQLite, injure them, or start programs on a folder alone; what they hold of the engine stands in tests/contract and tests/integration/postgresql. */
const OF_FILES = /integration\/(data-folder|persistence|history|record|query-plans|migrate|boot|bootstrap|dev|doctor|cli|thread|records\/from-minutes|storage\/|postgresql\/|documents\/intake|consumers|upload|downloads)/u;

function onServer(patterns: readonly string[], isNamed: boolean): Result {
  if (!has('initdb')) return { ok: true, passed: 0, failed: 0, skipped: 1, flaky: 0 };
  const files = ON_A_SERVER.flatMap((folder) => filesOf(`tests/${folder}`)).filter((file) => !OF_FILES.test(file));
  const wanted = isNamed ? patterns : IN_SHORT;
  return inNode(ON_A_SERVER, wanted.length === 0 ? files : files.filter((file) => wanted.some((pattern) => file.includes(pattern))), { PHIEN_TEST_ENGINE: 'postgresql' });
}

function inNode(folders: readonly string[], patterns: readonly string[], env: Record<string, string> = {}): Result {
  const report = path.join(artifacts, 'vitest.json');
  const noted = path.join(artifacts, 'vitest-notes.json');
  for (const file of [report, noted]) rmSync(file, { force: true });
  const reporters = ['default', 'json', 'tests/support/run-reporter.ts'].map((name) => `--reporter=${name}`);
  const places = folders.flatMap((folder) => (patterns.length > 0 ? filesOf(`tests/${folder}`).filter((file) => patterns.some((pattern) => file.includes(pattern))) : [`tests/${folder}/`]));
  if (places.length === 0) {
    process.stdout.write(`No file of ${folders.join(', ')} has ${patterns.join(' or ')} in its path\n`);
    return plain(false);
  }
  const ok = run(bin('vitest'), ['run', '--config', 'tests/vitest.config.ts', ...reporters, `--outputFile.json=${report}`, ...places], { RUN_NOTES: noted, ...(isBuilt ? { BUILT_PROGRAMS: '1' } : {}), ...env });
  const { flaky, outside }: RunNotes = existsSync(noted) ? (JSON.parse(readFileSync(noted, 'utf8')) as RunNotes) : { flaky: [], outside: [] };
  for (const { name, reason } of flaky) findings.push(`✗ ${name} (flaky)\n${inShort(reason)}`);
  for (const { name, reason } of outside) findings.push(`✗ ${name}\n${inShort(reason)}`);
  const counts = counted(report, (json) => {
    unitFindings(json as UnitReport);
    const { numPassedTests, numFailedTests, numPendingTests } = json as Record<string, number>;
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0, flaky: flaky.length };
  });
  return { ok: ok && counts.passed > 0, ...counts };
}

function inBrowsers(projects: readonly string[], patterns: readonly string[]): Result {
  const report = path.join(artifacts, 'playwright.json');
  rmSync(report, { force: true });
  const chosen = projects.map((name) => `--project=${name}`);
  const ok = run(bin('playwright'), ['test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json', ...chosen, ...patterns], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const counts = counted(report, (json) => {
    browserFindings(json as BrowserSuite);
    const { expected, unexpected, flaky, skipped } = (json as { stats: Record<string, number> }).stats;
    return { passed: expected ?? 0, failed: unexpected ?? 0, skipped: skipped ?? 0, flaky: flaky ?? 0 };
  });
  return { ok: ok && counts.passed > 0, ...counts };
}

const plain = (ok: boolean): Result => ({ ok, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, flaky: 0 });

/** What git sees as changed in this clone; null where it is no clone. */
function changedFiles(): string | null {
  const status = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  return status.status === 0 ? status.stdout : null;
}

function parts(asked: readonly Kind[], patterns: readonly string[], isNamed: boolean): { name: string; work: () => Result }[] {
  const folders = IN_NODE.filter((kind) => asked.includes(kind));
  const projects = asked.includes('e2e') ? [...IN_BROWSERS] : IN_BROWSERS.filter((kind) => asked.includes(kind));
  return [
    ...(folders.length > 0 ? [{ name: folders.length === IN_NODE.length ? 'unit' : folders.join(' '), work: () => inNode(folders, patterns) }] : []),
    ...(asked.includes('postgresql') ? [{ name: 'postgresql', work: () => onServer(patterns, isNamed) }] : []),
    ...(projects.length > 0 ? [{ name: projects.length === IN_BROWSERS.length ? 'e2e' : projects.join(' '), work: () => inBrowsers(projects, patterns) }] : []),
    ...(asked.includes('chaos') ? [{ name: 'chaos', work: () => plain(run(process.execPath, ['--import', 'tsx', 'tests/chaos/run.ts', 'kill', '--ci'])) }] : []),
  ];
}

const changedBefore = changedFiles();
const asked = process.argv.slice(2).filter(isKind);
const patterns = process.argv.slice(2).filter((word) => !isKind(word));
if (patterns.length > 0 && asked.every((kind) => kind === 'lint' || kind === 'types' || kind === 'chaos')) {
  process.stderr.write(`npm test -- [${KINDS.join(' ')}] [PATTERN …]; unknown: ${patterns.join(' ')}\n`);
  process.exit(2);
}
mkdirSync(artifacts, { recursive: true });
/** The bootstrap builds nothing for kinds that do not look at what is built. */
const isBuilt = process.env.PHIEN_BUILT === '1';
if (asked.length === 0 || asked.some((kind) => !(kind in LOOKS))) getTools();
if ((asked.length === 0 || asked.includes('integration')) && (patterns.length === 0 || patterns.some((pattern) => 'tests/integration/records/judged.test.ts'.includes(pattern)))) getJudges();
const wantedKinds = asked.length > 0 ? asked : KINDS;
const looks = Object.fromEntries(Object.entries(LOOKS).filter(([kind]) => wantedKinds.includes(kind as Kind)));
const outcomes: Outcome[] = (await sideBySide(looks)).map(({ name, ok, seconds }) => ({ name, ...plain(ok), seconds }));
for (const { name, work } of parts(wantedKinds, patterns, asked.length > 0)) {
  process.stdout.write(`\n── ${name}\n`);
  const started = performance.now();
  outcomes.push({ name, ...work(), seconds: (performance.now() - started) / 1000 });
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
  process.stdout.write(`${ok ? '✓' : '✗'} ${name.padEnd(10)}${counts.join('')} ${seconds.toFixed(0).padStart(6)} s\n`);
}
const sum = (key: keyof Counts): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const failures = Math.max(sum('failed'), outcomes.some(({ ok }) => !ok) ? 1 : 0);
process.stdout.write(`${sum('passed')} passed, ${failures} failed, ${sum('skipped')} skipped${sum('flaky') > 0 ? `, ${sum('flaky')} flaky` : ''}\n`);
process.exit(outcomes.every(({ ok }) => ok) ? 0 : 1);
