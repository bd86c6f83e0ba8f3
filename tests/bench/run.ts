/**
 * `npm run -s bench -- NAME [arguments]`: runs tests/bench/NAME.ts (default export of type Bench), prints one JSON line per
 * figure, and exits with 1 when one is not ok. Without a name it lists the benches.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Bench } from '../support/figures';

const here = path.dirname(fileURLToPath(import.meta.url));
const names = readdirSync(here).filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.includes('-child')).map((file) => file.slice(0, -3));
const [name = '', ...args] = process.argv.slice(2);

if (!names.includes(name)) {
  process.stderr.write(`bench NAME, one of: ${names.join(' ')}\n`);
  process.exit(2);
}
const { default: bench } = (await import(pathToFileURL(path.join(here, `${name}.ts`)).href)) as { default: Bench };
const figures = await bench(args);
for (const one of figures) process.stdout.write(`${JSON.stringify(one)}\n`);
// Exit code 1 also when a bench measured nothing: no figure is no success.
process.exit(figures.length > 0 && figures.every((one) => one.ok) ? 0 : 1);
