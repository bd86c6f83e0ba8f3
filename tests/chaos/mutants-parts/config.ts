import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mergeConfig, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import plain from '../../vitest.config';
import type { Plan } from './state';

const plan = JSON.parse(readFileSync(process.env['PHIEN_MUTANTS'] ?? '', 'utf8')) as Plan;
const root = plain.root ?? '';
const order = plan.tests.map(({ file }) => path.join(root, file));

/** Files that judge cheaply come first: what they kill, the slow ones need not look at. */
class PlannedOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId));
  }
}

/** Gives the tests the mutated text; no file on disk is changed. */
const asleep = {
  name: 'faults-asleep',
  enforce: 'pre' as const,
  transform(_code: string, id: string) {
    const source = plan.sources[path.relative(root, id.replace(/\?.*$/u, ''))];
    return source ? { code: source.text, map: null } : null;
  },
};

const merged = mergeConfig(plain, defineConfig({ plugins: [asleep], test: { runner: path.join(root, 'tests/chaos/mutants-parts/runner.ts'), maxWorkers: 1, fileParallelism: false, sequence: { sequencer: PlannedOrder }, retry: 0 } }));
// Whoever waits for what a fault keeps from coming waits short: the patience of the ordinary runs is left out.
merged.test.setupFiles = [path.join(root, 'tests/chaos/mutants-parts/asleep.ts')];
merged.test.include = plan.tests.map(({ file }) => file);
export default merged;
