import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TestRunner, type RunnerTask as Task, type RunnerTestCase as Test, type RunnerTestFile as File, type RunnerTestSuite as Suite } from 'vitest';
import { startTests } from 'vitest/internal/browser';
import { projectRoot } from '../../../server/adapters/project-root';
import { rulesOf } from '../../unit/architecture/rule-titles';
import type { Mutant } from './operators';
import { MOST_TRIES, type Note, type Plan } from './state';

/** Tests that are asked about a fault which is done while a file is loaded: each time everything is loaded anew. */
const ASKED_AT_LOAD = 6;
/** Files that last longer are not run whole for one fault, ms. */
const MOST_WHOLE_MS = 5_000;
/** Tests that run without a fault beside those that have one, where all of a file share one installation. */
const SENTINELS = 6;
/** A fault that asks this much more often than its test does without it goes round and round. */
const ROUNDS = { times: 5, atLeast: 200_000 };
/** Tests of each length are asked when the shorter ones have nothing left to say, ms. */
const LENGTHS = [50, 500, Number.POSITIVE_INFINITY];
/** Longest a test file is asked, in seconds: what it has not judged then is left to others. */
const MOST_SECONDS = Number(process.env['PHIEN_MUTANTS_SECONDS'] ?? 600);

/** Faults the sources ask for, over all test files of this process. */
const world = {
  active: 0,
  asked: 0,
  most: Number.POSITIVE_INFINITY,
  hits: null as Set<number> | null,
};
(globalThis as { __mutant?: (id: number) => boolean }).__mutant = (id) => {
  world.hits?.add(id);
  world.asked += 1;
  if (world.active === 0) return false;
  if (world.asked > world.most) throw new Error('this fault goes round and round');
  return id === world.active;
};

const plan = JSON.parse(readFileSync(process.env['PHIEN_MUTANTS'] ?? '', 'utf8')) as Plan;
const mutants = new Map(Object.values(plan.sources).flatMap(({ mutants: all }) => all.map((one) => [one.id, one] as const)));
const killed = new Set<number>();
const proven = new Set<string>();
const tries = new Map<number, number>();
const tried = new Set<string>();
const done = new Set<string>();

const getTests = (suite: Suite): Test[] => suite.tasks.flatMap((task) => (task.type === 'suite' ? getTests(task) : [task]));
const getFullName = (test: Task): string => (test.suite ? `${getFullName(test.suite)} > ${test.name}` : test.name);
const titlesOf = (test: Task): string[] => [test.name, ...(test.suite ? titlesOf(test.suite) : [])];
const carried = (test: Test): string[] => titlesOf(test).flatMap(rulesOf);
const note = (one: Note): void => appendFileSync(plan.notes, `${JSON.stringify(one)}\n`);

/** What a process before this one found out; it was ended because a fault hung in it. */
for (const line of readFileSync(plan.notes, 'utf8').split('\n').filter(Boolean)) {
  const one = JSON.parse(line) as Note;
  if (one.what === 'killed') killed.add(one.id);
  if (one.what === 'done') done.add(one.file);
  if (one.what === 'tried') {
    tried.add(`${one.id} ${one.test}`);
    tries.set(one.id, (tries.get(one.id) ?? 0) + 1);
  }
}

/** What of the module runner is needed to read a source again. */
interface Modules {
  idToModuleMap: Map<string, unknown>;
  getModuleById(id: string): unknown;
  invalidateModule(module: unknown): void;
}

type Verdicts = Map<string, { failed: boolean; why: string }>;
type Mode = { kind: 'watch' } | { kind: 'each'; faults: ReadonlyMap<string, number>; plain: ReadonlySet<string> } | { kind: 'whole'; fault: number; anew: boolean; only: ReadonlySet<string> };

export default class MutantsRunner extends TestRunner {
  #mode: Mode = { kind: 'watch' };
  #verdicts: Verdicts = new Map();
  #hits = new Map<string, Set<number>>();
  #asked = new Map<string, number>();
  /** Faults that lie on the way outside of tests: while the file is read, and in what is made before all of them. */
  #outside = new Set<number>();
  #isInner = false;
  declare onTaskUpdate?: (...given: unknown[]) => Promise<void>;
  declare onCollected?: (files: File[]) => unknown;

  get #modules(): Modules {
    return (this as unknown as { workerState: { evaluatedModules: Modules } }).workerState.evaluatedModules;
  }

  override importFile(filepath: string, source: 'collect' | 'setup'): unknown {
    // The test file itself is read again for each run; what it imports stays, unless a fault lies where a file is loaded.
    const modules = this.#modules;
    const known = modules.getModuleById(filepath);
    if (known && source === 'collect') modules.invalidateModule(known);
    if (source === 'collect' && this.#mode.kind === 'watch') {
      this.#outside = new Set();
      world.hits = this.#outside;
    }
    return super.importFile(filepath, source as never);
  }

  #forgetSources(): void {
    const modules = this.#modules;
    for (const [id, module] of modules.idToModuleMap) if (id.startsWith(projectRoot) && !id.includes('/node_modules/') && !id.includes('/mutants-parts/')) modules.invalidateModule(module);
  }

  override async onBeforeRunTask(test: Test): Promise<void> {
    await super.onBeforeRunTask(test);
    world.asked = 0;
    if (this.#mode.kind === 'watch') {
      world.hits = new Set();
      this.#hits.set(test.id, world.hits);
    } else if (this.#mode.kind === 'each') {
      const fault = this.#mode.faults.get(test.id) ?? 0;
      world.most = Math.max(ROUNDS.atLeast, (this.#asked.get(test.id) ?? 0) * ROUNDS.times);
      world.active = fault;
      if (fault > 0) note({ what: 'trying', id: fault, file: test.file.name, test: getFullName(test) });
    } else if ([...this.#verdicts.values()].some(({ failed }) => failed)) test.mode = 'skip';
  }

  override onAfterRunTask(test: Test): void {
    super.onAfterRunTask(test);
    if (this.#mode.kind === 'watch') {
      world.hits = this.#outside;
      this.#asked.set(test.id, world.asked);
    } else if (this.#mode.kind === 'each') world.active = 0;
    if (test.mode !== 'skip') this.#verdicts.set(test.id, { failed: test.result?.state === 'fail', why: (test.result?.errors?.[0]?.message ?? '').split('\n')[0]?.slice(0, 160) ?? '' });
  }

  override async onAfterRunFiles(files?: File[]): Promise<void> {
    super.onAfterRunFiles();
    const [file] = files ?? [];
    if (this.#isInner || !file) return;
    world.hits = null;
    const planned = plan.tests.find((one) => one.file === path.relative(projectRoot, file.filepath));
    if (!planned || done.has(planned.file)) return;
    note({ what: 'file', file: planned.file });
    const kept = { update: this.onTaskUpdate, collected: this.onCollected, timeout: this.config.testTimeout };
    const slowest = Math.max(...getTests(file).map((test) => test.result?.duration ?? 0));
    this.config.testTimeout = Math.max(5_000, slowest * 4);
    this.onTaskUpdate = async () => {};
    this.#isInner = true;
    try {
      await this.#judge(file, planned.judges);
    } finally {
      this.#isInner = false;
      this.#mode = { kind: 'watch' };
      world.active = 0;
      world.hits = null;
      Object.assign(this, { onTaskUpdate: kept.update, onCollected: kept.collected });
      this.config.testTimeout = kept.timeout;
      this.#hits.clear();
    }
    note({ what: 'done', file: planned.file });
  }

  /** Runs the file once more. Faults of each test sleep outside of it: what it stands on is made without them. */
  async #run(file: File, mode: Mode): Promise<{ verdicts: Verdicts; broken: string | null }> {
    this.#mode = mode;
    this.#verdicts = new Map();
    const wanted = (test: Task): boolean => (mode.kind === 'each' ? mode.faults.has(test.id) || mode.plain.has(test.id) : mode.kind === 'whole' && mode.only.has(test.id));
    const choose = (suite: Suite): boolean => {
      const kept = suite.tasks.map((task) => {
        const keeps = task.type === 'suite' ? choose(task) : wanted(task);
        if (!keeps) task.mode = 'skip';
        return keeps;
      });
      return kept.some(Boolean);
    };
    this.onCollected = (collected) => collected.forEach(choose);
    if (mode.kind === 'whole') {
      if (mode.anew) this.#forgetSources();
      world.asked = 0;
      world.most = 3_000_000;
      world.active = mode.fault;
    }
    const [ran] = await startTests([file.filepath], this as never);
    world.active = 0;
    if (mode.kind === 'whole' && mode.anew) this.#forgetSources();
    const brokenIn = (suite: Suite): string | null => {
      if (suite.result?.errors?.[0]) return suite.result.errors[0].message.split('\n')[0] ?? '';
      for (const task of suite.tasks) {
        const why = task.type === 'suite' ? brokenIn(task) : null;
        if (why !== null) return why;
      }
      return null;
    };
    return { verdicts: this.#verdicts, broken: ran ? brokenIn(ran) : 'not run' };
  }

  #kill(id: number, test: Test, why: string): void {
    const mutant = mutants.get(id) as Mutant;
    killed.add(id);
    for (const rule of carried(test)) proven.add(`${mutant.file} ${rule}`);
    note({ what: 'killed', id, file: test.file.name, test: getFullName(test), why });
  }

  /** What a test is to be asked next; a fault that is dead already only where the test's own rule has killed none. */
  #nextFor(test: Test, queue: number[], taken: ReadonlySet<number>): number | null {
    for (const [index, id] of queue.entries()) {
      const mutant = mutants.get(id) as Mutant;
      const unproven = (plan.rules[mutant.file] ?? []).some((rule) => !proven.has(`${mutant.file} ${rule}`) && carried(test).includes(rule));
      const name = `${id} ${getFullName(test)}`;
      if (tried.has(name) || (killed.has(id) && !unproven) || (!unproven && (tries.get(id) ?? 0) >= MOST_TRIES)) continue;
      if (taken.has(id)) continue;
      queue.splice(0, index + 1, ...queue.slice(0, index).filter((other) => taken.has(other)));
      return id;
    }
    return null;
  }

  async #judge(file: File, judges: readonly string[]): Promise<void> {
    const end = performance.now() + MOST_SECONDS * 1000;
    const all = getTests(file);
    const good = all.filter((test) => test.result?.state === 'pass');
    for (const test of all) if (test.result?.state === 'fail') note({ what: 'red', file: test.file.name, test: getFullName(test), why: (test.result.errors?.[0]?.message ?? '').slice(0, 200) });
    const judged = new Set(judges);
    const isJudged = (id: number): boolean => judged.has(mutants.get(id)?.file ?? '') && !mutants.get(id)?.atLoad;
    const reach = new Map<number, number>();
    for (const test of good) for (const id of this.#hits.get(test.id) ?? []) reach.set(id, (reach.get(id) ?? 0) + 1);
    const queues = new Map(good.map((test) => [test.id, [...(this.#hits.get(test.id) ?? [])].filter(isJudged).sort((a, b) => (reach.get(a) ?? 0) - (reach.get(b) ?? 0) || a - b)]));
    const isShared = all.some((test) => hasCommonGround(test));

    for (let wave = 0; performance.now() < end; wave += 1) {
      const faults = new Map<string, number>();
      const taken = new Set<number>();
      for (const length of LENGTHS) {
        if (faults.size > 0) break;
        for (const test of good.filter(({ result }) => (result?.duration ?? 0) < length)) {
          const id = this.#nextFor(test, queues.get(test.id) ?? [], taken);
          if (id === null) continue;
          taken.add(id);
          faults.set(test.id, id);
        }
      }
      if (faults.size === 0) break;
      const idle = isShared ? good.filter((test) => !faults.has(test.id)) : [];
      // Where all tests share one installation, a fault may spoil it for those behind: some that have none show it.
      if (isShared && idle.length < SENTINELS) for (const test of good.filter((_, index) => index % Math.ceil(good.length / SENTINELS) === wave % Math.ceil(good.length / SENTINELS)).slice(0, Math.floor(good.length / 3))) this.#putBack(test, faults, queues, idle);
      const plain = new Set(idle.filter((_, index) => index % Math.ceil(idle.length / SENTINELS) === 0).map(({ id }) => id));
      const { verdicts, broken } = await this.#run(file, { kind: 'each', faults, plain });
      const spoiled = broken !== null || [...plain].some((id) => verdicts.get(id)?.failed);
      for (const test of good) {
        const id = faults.get(test.id);
        let verdict = verdicts.get(test.id);
        if (id === undefined) continue;
        if (verdict?.failed && spoiled) verdict = (await this.#run(file, { kind: 'each', faults: new Map([[test.id, id]]), plain: new Set() })).verdicts.get(test.id);
        if (verdict?.failed) this.#kill(id, test, verdict.why);
        tries.set(id, (tries.get(id) ?? 0) + 1);
        tried.add(`${id} ${getFullName(test)}`);
        note({ what: 'tried', id, test: getFullName(test) });
      }
    }
    await this.#judgeWhole(file, judged, good, end);
  }

  #putBack(test: Test, faults: Map<string, number>, queues: ReadonlyMap<string, number[]>, idle: Test[]): void {
    const id = faults.get(test.id);
    if (id === undefined || faults.size < 2) return;
    faults.delete(test.id);
    queues.get(test.id)?.unshift(id);
    idle.push(test);
  }

  /** Faults of what is done once, where a file is loaded, or before all tests. */
  async #judgeWhole(file: File, judged: ReadonlySet<string>, good: readonly Test[], end: number): Promise<void> {
    const lasts = good.reduce((sum, test) => sum + (test.result?.duration ?? 0), 0);
    if (lasts > MOST_WHOLE_MS) return;
    const inTests = new Set([...this.#hits.values()].flatMap((ids) => [...ids]));
    const isShort = lasts < 1_000;
    for (const mutant of mutants.values()) {
      if (performance.now() > end) return;
      if (killed.has(mutant.id) || !judged.has(mutant.file) || (tries.get(mutant.id) ?? 0) >= MOST_TRIES) continue;
      if (!mutant.atLoad && !(this.#outside.has(mutant.id) && (isShort || !inTests.has(mutant.id)))) continue;
      const near = good.filter((test) => [...(this.#hits.get(test.id) ?? [])].some((id) => mutants.get(id)?.file === mutant.file));
      const asked = isShort ? good : (near.length > 0 ? near : good).slice(0, ASKED_AT_LOAD);
      const [first] = asked;
      if (!first) return;
      note({ what: 'trying', id: mutant.id, file: file.name, test: 'all' });
      const { verdicts, broken } = await this.#run(file, { kind: 'whole', fault: mutant.id, anew: mutant.atLoad, only: new Set(asked.map(({ id }) => id)) });
      const killer = asked.find(({ id }) => verdicts.get(id)?.failed);
      if (killer) this.#kill(mutant.id, killer, verdicts.get(killer.id)?.why ?? '');
      else if (broken !== null) note({ what: 'killed', id: mutant.id, file: file.name, test: 'before all', why: broken });
      if (broken !== null) killed.add(mutant.id);
      tries.set(mutant.id, (tries.get(mutant.id) ?? 0) + 1);
      note({ what: 'tried', id: mutant.id, test: file.name });
    }
  }
}

function hasCommonGround(test: Test): boolean {
  for (let at: Suite | undefined = test.suite ?? test.file; at; at = at.suite ?? (at === test.file ? undefined : test.file)) if (TestRunner.getSuiteHooks(at).beforeAll.length > 0) return true;
  return false;
}
