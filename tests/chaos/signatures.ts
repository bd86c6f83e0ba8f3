/**
 * `npm run -s chaos -- signatures [--mutants 2400] [--from 0]`: changes signed minutes in thousands of ways, asks the verifier, and
 * draws whatever it accepts with Poppler, MuPDF and pdf.js. Accepted means: outside the places of later signatures every page
 * looks as it did when it was signed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differential } from '../integration/pades/differential/run';
import { signedMinutes } from '../integration/pades/differential/scene';
import { figure, type Bench } from '../support/figures';

const tinos = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));

const signatures: Bench = async (args) => {
  const { values } = parseArgs({ args, options: { mutants: { type: 'string', default: '2400' }, from: { type: 'string', default: '0' } } });
  const [count, from] = [Number(values.mutants), Number(values.from)];
  const stage = await signedMinutes({
    regular: readFileSync(path.join(tinos, '400Regular/Tinos_400Regular.ttf')),
    italic: readFileSync(path.join(tinos, '400Regular_Italic/Tinos_400Regular_Italic.ttf')),
  });
  const result = await differential({
    seeds: Array.from({ length: count }, (_, i) => from + i),
    stage,
    progress: (done) => (done % 200 === 0 ? process.stderr.write(`${done} of ${count}\n`) : undefined),
  });
  for (const [step, { made, accepted }] of [...result.steps].sort(([a], [b]) => (a < b ? -1 : 1))) process.stderr.write(`${String(accepted).padStart(5)} of ${String(made).padStart(5)} accepted: ${step}\n`);
  for (const failure of result.failures) process.stderr.write(`${failure}\n`);
  const bench = 'signatures';
  // The share of legal mutants is one in four; what they need of the whole is the same for a smaller run.
  return [
    figure({ bench, figure: 'mutants', value: result.mutants, unit: 'files', bound: 'least', gate: count }),
    figure({ bench, figure: 'legal ones accepted', value: result.legalAccepted, unit: 'files', bound: 'least', gate: Math.min(result.legal, 300) }),
    figure({ bench, figure: 'accepted and drawn', value: result.accepted, unit: 'files', bound: 'least', gate: Math.min(result.legal, 300) }),
    figure({ bench, figure: 'readers compared', value: result.renderers.length, unit: 'readers', bound: 'least', gate: 3 }),
    figure({ bench, figure: 'legal ones refused, accepted ones that look different', value: result.failures.length, unit: 'files', bound: 'most', gate: 0 }),
  ];
};

export default signatures;
