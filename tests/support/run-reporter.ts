import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** What the JSON report of a run does not hold. */
export interface RunNotes {
  /** Tests that passed only when repeated, with the reason of the first time. */
  flaky: { name: string; reason: string }[];
  /** What was thrown outside of any test, and by hooks after their tests: each makes the run fail. */
  outside: { name: string; reason: string }[];
}

/** Writes the notes of a run to the file named in `RUN_NOTES`. */
export default class RunReporter implements Reporter {
  readonly #notes: RunNotes = { flaky: [], outside: [] };

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#notes.flaky.push({ name: `${test.module.relativeModuleId} › ${test.fullName}`, reason: reasonOf(test.result().errors) });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env.RUN_NOTES;
    if (!file) return;
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()].map((suite) => ({ name: suite.type === 'module' ? module.relativeModuleId : `${module.relativeModuleId} › ${suite.fullName}`, reason: reasonOf(suite.errors()) })));
    this.#notes.outside.push(...suites.filter(({ reason }) => reason !== ''), ...errors.map((error) => ({ name: 'outside of any test', reason: `${error.stack ?? error.message}\n${JSON.stringify({ test: error.VITEST_TEST_NAME, file: error.VITEST_TEST_PATH })}` })));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(this.#notes));
  }
}

const reasonOf = (errors: readonly SerializedError[] | undefined): string => (errors ?? []).map(({ message }) => message).join('\n');
