/**
 * `npm run -s chaos -- mutants [--only PATH] [--sample N] [--seed S] [--write FILE]`: puts small faults into the rules, the policies, the
 * pipeline of a command and the jobs, one at a time and in memory only, and sees which test finds each. Faults that none
 * finds are survivors; those known, with the reason why they may, stand in mutants-survivors.json. One figure per folder,
 * and one for the rules: each number that a mutated file names has killed a fault of that file by a test that carries it.
 * What a run found stands in tests/.artifacts/mutants.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../server/adapters/project-root';
import { figure, type Bench, type Figure } from '../support/figures';
import { rulesOf } from '../unit/architecture/rule-titles';
import { mutate, type Mutant } from './mutants-parts/operators';
import type { Note, Plan } from './mutants-parts/state';
import { judgesOf, rulesNamedIn, targets } from './mutants-parts/targets';

const FOUND = path.join(projectRoot, 'tests', '.artifacts', 'mutants');
const KNOWN = path.join(projectRoot, 'tests', 'chaos', 'mutants-survivors.json');
/** Longest silence of the tests: a fault that hangs where no test can end it is killed with the process. */
const SILENCE_MS = 90_000;
/** Share of the faults that a test must find, per folder. */
const GATE = 0.7;

interface Survivor {
  file: string;
  /** Where it was when it was written down; it is found by the text of its line. */
  line: number;
  code: string;
  change: string;
  /** How many of the same there are on lines of the same text. */
  times?: number;
  reason: string;
}
interface Known {
  survivors: Survivor[];
  /** Rules whose number no test of the mutated file carries, and why. */
  rules: { file: string; rule: string; reason: string }[];
}

const keyOf = ({ file, code, change }: Pick<Survivor, 'file' | 'code' | 'change'>): string => `${file}\n${code}\n${change}`;

function notesIn(file: string): Note[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Note);
}

/** A fixed draw: the same seed takes the same ones. */
function drawn<T>(all: readonly T[], count: number, seed: number): T[] {
  const rest = [...all];
  const taken: T[] = [];
  let state = seed >>> 0;
  while (taken.length < count && rest.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...rest.splice(state % rest.length, 1));
  }
  return taken;
}

/** Runs the tests of a plan in a process of their own; begins again behind a fault in which it hangs. */
async function runTests(planFile: string, plan: Plan): Promise<void> {
  for (;;) {
    const files = plan.tests.map(({ file }) => file).filter((file) => !notesIn(plan.notes).some((note) => note.what === 'done' && note.file === file));
    if (files.length === 0) return;
    const child = spawn(process.execPath, [path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'tests/chaos/mutants-parts/config.ts', '--reporter=dot', '--silent=true', ...files], {
      cwd: projectRoot,
      detached: true,
      stdio: ['ignore', 'ignore', process.env['PHIEN_MUTANTS_LOUD'] ? 2 : 'ignore'],
      env: { ...process.env, PHIEN_MUTANTS: planFile, BUILT_PROGRAMS: '0', NODE_OPTIONS: '--no-warnings' },
    });
    const end = (): void => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    };
    const interrupted = (): void => process.exit(130);
    process.once('exit', end).once('SIGINT', interrupted).once('SIGTERM', interrupted);
    let isHung = false;
    const size = (): number => statSync(plan.notes).size;
    const [before] = [size()];
    let seen = before;
    let since = performance.now();
    const watch = setInterval(() => {
      if (size() !== seen) [seen, since] = [size(), performance.now()];
      else if (performance.now() - since > SILENCE_MS) {
        isHung = true;
        end();
      }
    }, 1_000);
    await new Promise((resolve) => child.once('close', resolve));
    clearInterval(watch);
    end();
    process.off('exit', end).off('SIGINT', interrupted).off('SIGTERM', interrupted);
    const notes = notesIn(plan.notes);
    const last = notes.filter(({ what }) => what === 'trying' || what === 'file' || what === 'done').at(-1);
    if (files.every((file) => notes.some((note) => note.what === 'done' && note.file === file))) return;
    if (size() === before && !isHung) throw new Error('the tests cannot be run; PHIEN_MUTANTS_LOUD=1 says why');
    if (last?.what === 'trying') appendFileSync(plan.notes, [{ what: 'killed', id: last.id, file: last.file, test: last.test, why: isHung ? 'hung' : 'the process ended' }, { what: 'tried', id: last.id, test: last.test }].map((one) => `${JSON.stringify(one)}\n`).join(''));
    else if (last?.what === 'file') appendFileSync(plan.notes, `${JSON.stringify({ what: 'done', file: last.file })}\n`);
    else throw new Error(`${files.find((file) => !notes.some((note) => note.what === 'done' && note.file === file)) ?? ''} hangs before the first fault`);
  }
}

/** Rules of the files that no test with their number holds: it carries it and kills a fault of the file. */
function unproven(plan: Plan, all: ReadonlyMap<number, Mutant>, notes: readonly Note[], known: Known): string[] {
  const proven = new Set(notes.flatMap((note) => (note.what === 'killed' ? note.test.split(' > ').flatMap(rulesOf).map((rule) => `${all.get(note.id)?.file ?? ''} ${rule}`) : [])));
  const excused = new Set(known.rules.map(({ file, rule }) => `${file} ${rule}`));
  return Object.entries(plan.rules).flatMap(([file, rules]) => rules.map((rule) => `${file} ${rule}`)).filter((one) => !proven.has(one) && !excused.has(one));
}

const folderOf = (file: string): string => (file.startsWith('server/modules/') || file.startsWith('server/shared/') || file.startsWith('server/kernel/jobs') ? file.split('/').slice(0, 3).join('/') : file);

const mutants: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { only: { type: 'string' }, sample: { type: 'string' }, seed: { type: 'string', default: '1' }, write: { type: 'string' } } });
  const chosen = targets(values.only);
  if (chosen.length === 0) throw new Error(`nothing to mutate in ${values.only ?? 'the project'}`);
  mkdirSync(FOUND, { recursive: true });
  const known = JSON.parse(readFileSync(KNOWN, 'utf8')) as Known;
  const started = performance.now();
  let nextId = 1;
  const sources: Plan['sources'] = {};
  for (const { file, text, only } of chosen) {
    const made = mutate(file, text, { only, firstId: nextId });
    nextId += made.mutants.length;
    if (made.mutants.length > 0) sources[file] = made;
  }
  const isSample = values.sample !== undefined;
  const sampled = isSample ? new Set(drawn(Object.values(sources).flatMap((source) => source.mutants), Number(values.sample), Number(values.seed)).map(({ id }) => id)) : null;
  for (const [file, source] of Object.entries(sources)) {
    if (sampled) source.mutants = source.mutants.filter(({ id }) => sampled.has(id));
    if (source.mutants.length === 0) Reflect.deleteProperty(sources, file);
  }
  const mutated = chosen.filter(({ file }) => file in sources);
  const plan: Plan = {
    sources,
    tests: judgesOf(mutated),
    // A sample holds too few faults to prove a rule.
    rules: isSample ? {} : Object.fromEntries(mutated.map(({ file }) => [file, rulesNamedIn(file)])),
    notes: path.join(FOUND, 'notes.jsonl'),
  };
  writeFileSync(plan.notes, '');
  const planFile = path.join(FOUND, 'plan.json');
  writeFileSync(planFile, JSON.stringify(plan));
  await runTests(planFile, plan);

  const notes = notesIn(plan.notes);
  const all = new Map(Object.values(sources).flatMap((source) => source.mutants.map((one) => [one.id, one] as const)));
  const dead = new Set(notes.flatMap((note) => (note.what === 'killed' ? [note.id] : [])));
  const looked = new Set(notes.flatMap((note) => (note.what === 'tried' ? [note.id] : [])));
  const survivors = [...all.values()].filter(({ id }) => !dead.has(id));
  const excuses = new Map<string, number>();
  for (const one of known.survivors) excuses.set(keyOf(one), (excuses.get(keyOf(one)) ?? 0) + (one.times ?? 1));
  const isNew = survivors.filter((one) => {
    const left = excuses.get(keyOf(one)) ?? 0;
    excuses.set(keyOf(one), left - 1);
    return left <= 0;
  });
  const gone = isSample ? [] : known.survivors.filter((one) => one.file in sources && (excuses.get(keyOf(one)) ?? 0) > 0);
  const rules = unproven(plan, all, notes, known);
  const red = notes.filter((note) => note.what === 'red');

  for (const one of red) process.stderr.write(`red without a fault: ${one.test}: ${one.why}\n`);
  for (const one of isNew) process.stderr.write(`survives: ${one.file}:${one.line}: ${one.change}${looked.has(one.id) ? '' : ' (no test comes by)'}\n`);
  for (const one of gone) process.stderr.write(`survives no more, take it off the list: ${one.file}: ${one.code}: ${one.change}\n`);
  for (const one of rules) process.stderr.write(`no fault killed by a test with its number: ${one}\n`);
  writeFileSync(path.join(FOUND, 'survivors.json'), JSON.stringify(survivors, null, 1));

  const figures: Figure[] = [];
  const folders = [...new Set(Object.keys(sources).map(folderOf))];
  const score = (of: readonly Mutant[]): number => of.filter(({ id }) => dead.has(id)).length / of.length;
  const say = (name: string, value: number, unit: string, bound: 'most' | 'least', gate: number, aim = gate): void => void figures.push(figure({ bench: 'mutants', figure: name, value, unit, bound, gate, aim }));
  if (!isSample) for (const folder of folders) say(`score ${folder}`, score([...all.values()].filter(({ file }) => folderOf(file) === folder)), 'of all', 'least', GATE, 0.9);
  say('score', score([...all.values()]), 'of all', 'least', isSample ? 0 : GATE, 0.9);
  say('faults', all.size, 'faults', 'least', 1);
  say('survivors not on the list', isNew.length, 'faults', 'most', 0);
  say('on the list and killed', gone.length, 'entries', 'most', 0);
  say('tests red without a fault', red.length, 'tests', 'most', 0);
  if (!isSample) say('rules', Object.values(plan.rules).flat().length, 'rules', 'least', values.only === undefined ? 1 : 0);
  if (!isSample) say('rules without a kill of their own', rules.length, 'rules', 'most', 0);
  say('time', (performance.now() - started) / 1000, 's', 'most', isSample ? 300 : 3_600);
  return figures;
};

export default mutants;
