/**
 * `npm run -s chaos -- NAME [options]`: runs tests/chaos/NAME.ts (default export of type Chaos), prints one JSON line per
 * figure, and exits with 1 when one is not ok.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Bench } from '../support/figures';

const here = path.dirname(fileURLToPath(import.meta.url));
const [name = '', ...args] = process.argv.slice(2);
const file = path.join(here, `${name}.ts`);

if (!/^[a-z]+(?:-[a-z]+)*$/.test(name) || name === 'run' || !existsSync(file)) {
  process.stderr.write('chaos NAME [options], for instance: kill --clients 100 --kills 20\n');
  process.exit(2);
}
const { default: chaos } = (await import(pathToFileURL(file).href)) as { default: Bench };
const figures = await chaos(args);
for (const one of figures) process.stdout.write(`${JSON.stringify(one)}\n`);
process.exit(figures.length > 0 && figures.every((one) => one.ok) ? 0 : 1);
