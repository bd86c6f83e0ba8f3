/** `npm run check`: lint, types and the rules of the code, side by side, with what they remember from the last time. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOOKS, sideBySide } from './support/side-by-side';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const remembered = path.join(root, '.cache', 'check');
mkdirSync(remembered, { recursive: true });

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  lint: [...LOOKS.lint, '--cache', '--cache-strategy', 'content', '--cache-location', path.join(remembered, 'eslint')],
  types: [...LOOKS.types, '--incremental', '--tsBuildInfoFile', path.join(remembered, 'types.tsbuildinfo')],
  architecture: ['vitest', 'run', '--config', 'tests/vitest.config.ts', 'tests/unit/architecture'],
};

process.exit((await sideBySide(CHECKS)).every(({ ok }) => ok) ? 0 : 1);
