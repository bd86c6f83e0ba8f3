/** One measured figure, as benches and chaos runs print it: one JSON line each. */
export interface Figure {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  /** The limit measured in the same run (raw disk, raw socket …), null when the figure stands by itself. */
  baseline: number | null;
  /** value ÷ baseline, null without a baseline. */
  ratio: number | null;
  /** What must hold, of the ratio when there is a baseline, else of the value. */
  gate: string;
  /** What we want. */
  aim: string;
  ok: boolean;
}

export interface FigureInput {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  baseline?: number;
  /** `most`: the smaller the better; `least`: the larger the better. */
  bound: 'most' | 'least';
  gate: number;
  /** Defaults to the gate. */
  aim?: number;
}

/** Judges a measurement: the ratio against the gate when there is a baseline, else the value. NaN is never ok. */
export function figure(input: FigureInput): Figure {
  const ratio = input.baseline === undefined ? null : input.value / input.baseline;
  const judged = ratio ?? input.value;
  const sign = input.bound === 'most' ? '<=' : '>=';
  return {
    bench: input.bench,
    figure: input.figure,
    value: round(input.value),
    unit: input.unit,
    baseline: input.baseline === undefined ? null : round(input.baseline),
    ratio: ratio === null ? null : round(ratio),
    gate: `${sign} ${input.gate}`,
    aim: `${sign} ${input.aim ?? input.gate}`,
    ok: input.bound === 'most' ? judged <= input.gate : judged >= input.gate,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Runs a measurement `count` times and keeps the best: other work on the machine only ever makes a run worse. */
export async function bestOf<T>(count: number, run: (round: number) => Promise<T>, score: (result: T) => number, bound: 'most' | 'least' = 'most'): Promise<T> {
  let best = await run(0);
  for (let index = 1; index < count; index += 1) {
    const next = await run(index);
    if (bound === 'most' ? score(next) < score(best) : score(next) > score(best)) best = next;
  }
  return best;
}

/** The value below which `share` (0–1) of the sample lies; NaN for an empty one. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A bench: measures and gives its figures. `args` are what stands behind its name on the command line. */
export type Bench = (args: readonly string[]) => Promise<Figure[]>;
