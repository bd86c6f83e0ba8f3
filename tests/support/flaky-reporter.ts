import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';

/** Writes the tests that passed only when repeated, with the reason of the first time, to the file named in `FLAKY_REPORT`. */
export default class FlakyReporter implements Reporter {
  readonly #flaky: { name: string; reason: string }[] = [];

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return;
    this.#flaky.push({ name: `${test.module.relativeModuleId} › ${test.fullName}`, reason: test.result().errors?.map(({ message }) => message).join('\n') ?? '' });
  }

  onTestRunEnd(): void {
    const file = process.env.FLAKY_REPORT;
    if (!file) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(this.#flaky));
  }
}
