/**
 * `npm run -s chaos -- repeat [--runs 10] [--seed 1] [PATH …]`: the whole suite again and again, each time in another
 * order, at another moment of another calendar, in another zone, every third time beside programs that keep all processors
 * busy, and each time with a home and a temporary folder that are empty. One line per run: what it was, what was red, and
 * what it left behind; what it said lies in tests/.artifacts/repeat. A red run is repeated with `--runs 1 --seed` of its line; seed n alone decides everything of its run.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../server/adapters/project-root';
import { figure, type Bench, type Figure } from '../support/figures';

/** Moments at which calendars turn, here or in Greenwich; null: the machine's own clock. */
const MOMENTS = [null, '2026-12-31T23:57:00+07:00', '2027-01-01T06:57:00+07:00', '2028-02-28T23:58:00+07:00', '2028-02-29T12:00:00+07:00', '2027-04-01T03:30:00+07:00', '2027-10-31T00:59:00Z'] as const;
const ZONES = ['Asia/Ho_Chi_Minh', 'UTC', 'America/New_York', 'Pacific/Kiritimati'] as const;
const LANGUAGES = ['C.UTF-8', 'vi_VN.UTF-8', 'C'] as const;
/** What the runs said, one file per seed. */
const LOGS = path.join(projectRoot, 'tests', '.artifacts', 'repeat');
const LIBRARIES = ['/usr/lib', '/usr/lib64', '/usr/local/lib'];

interface RunFigure extends Figure {
  seed: number;
  /** First moment of the run; null: the machine's own. */
  clock: string | null;
  zone: string;
  language: string;
  busy: boolean;
  seconds: number;
  passed: number;
  /** Full titles of the tests that failed; files that could not run by their path. */
  failures: string[];
  /** What lay in the temporary folder afterwards. */
  left: string[];
}

/** libfaketime, which lets programs see another clock; got where that is allowed, else null. */
function clockLibrary(): string | null {
  const find = (): string | null => {
    for (const folder of LIBRARIES) {
      let names: string[] = [];
      try {
        names = readdirSync(folder);
      } catch {
        continue;
      }
      for (const below of ['', ...names]) {
        const place = path.join(folder, below, 'faketime');
        try {
          if (readdirSync(place).includes('libfaketime.so.1')) return path.join(place, 'libfaketime.so.1');
        } catch {
          continue;
        }
      }
    }
    return null;
  };
  const found = find();
  if (found !== null || process.getuid?.() !== 0) return found;
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libfaketime'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return find();
}

/** The clock of every program of the run, moved by one distance: they agree with each other, and time goes on. */
function movedClock(library: string, moment: string): Record<string, string> {
  const distance = Math.round((Date.parse(moment) - Date.now()) / 1000);
  // Waiting is measured by the other clock, which nobody moves.
  return { LD_PRELOAD: library, FAKETIME: `${distance < 0 ? '' : '+'}${distance}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
}

interface Report {
  numPassedTests: number;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

function redOnes(report: Report): string[] {
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const red = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => `${path.relative(projectRoot, name)}: ${fullName}`);
    return red.length > 0 || status === 'passed' ? red : [path.relative(projectRoot, name)];
  });
}

function runOnce(seed: number, library: string | null, only: readonly string[]): RunFigure {
  const moment = library === null ? null : (MOMENTS[seed % MOMENTS.length] ?? null);
  const zone = ZONES[seed % ZONES.length] ?? 'UTC';
  const language = LANGUAGES[seed % LANGUAGES.length] ?? 'C';
  const busy = seed % 3 === 2;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-repeat-'));
  const [home, temporary, report] = [path.join(folder, 'home'), path.join(folder, 'tmp'), path.join(folder, 'report.json')];
  for (const one of [home, temporary]) mkdirSync(one);
  const others: ChildProcess[] = busy ? os.cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })) : [];
  mkdirSync(LOGS, { recursive: true });
  const log = openSync(path.join(LOGS, `seed-${seed}.log`), 'w');
  const started = performance.now();
  try {
    const args = ['run', '--config', 'tests/vitest.config.ts', '--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${seed}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only];
    const env = { ...process.env, TZ: zone, LANG: language, LC_ALL: language, BUILT_PROGRAMS: '1', HOME: home, TMPDIR: temporary, ...(library !== null && moment !== null ? movedClock(library, moment) : {}) };
    const ended = spawnSync(process.execPath, [path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'), ...args], { cwd: projectRoot, stdio: ['ignore', log, log], env });
    const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const failures = redOnes(read);
    if (ended.status !== 0 && failures.length === 0) failures.push(`ended with ${String(ended.status ?? ended.signal)}`);
    const result = figure({ bench: 'repeat', figure: 'failures', value: failures.length, unit: 'tests', bound: 'most', gate: 0 });
    return { ...result, seed, clock: moment, zone, language, busy, seconds: Math.round((performance.now() - started) / 1000), passed: read.numPassedTests, failures, left: readdirSync(temporary) };
  } finally {
    for (const other of others) other.kill('SIGKILL');
    closeSync(log);
    rmSync(folder, { recursive: true, force: true });
  }
}

const repeat: Bench = async (args) => {
  const { values, positionals } = parseArgs({ args: [...args], options: { runs: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } }, allowPositionals: true });
  const library = clockLibrary();
  if (library === null) process.stderr.write('libfaketime is not installed (Debian: apt-get install libfaketime): every run has the clock of this machine\n');
  const figures: Figure[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    const one = runOnce(Number(values.seed) + run, library, positionals);
    process.stderr.write(`seed ${one.seed}: ${one.passed} passed, ${one.failures.length} failed, ${one.seconds} s\n`);
    figures.push(one);
  }
  return figures;
};

export default repeat;
