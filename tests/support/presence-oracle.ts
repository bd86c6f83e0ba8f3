/** Seconds of one step; presence is looked at step by step, so that nothing is shared with the program's way of counting. */
export const STEP_SECONDS = 20;
const TELLABLE_STEPS = 3;

export type Act = { at: number; person: number; act: 'in' | 'out' | 'absent' };

/** Whether each person is there in each step, after all corrections. */
export function picture(acts: readonly Act[], people: number, steps: number): boolean[][] {
  const rows = Array.from({ length: people }, () => Array.from({ length: steps }, () => false));
  for (const { at, person, act } of acts) rows[person]?.fill(act === 'in', act === 'absent' ? 0 : at);
  return rows;
}

/** Runs of `wanted` as [from, to) of steps. */
export function runsOf(row: readonly boolean[], wanted: boolean): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((value, step) => {
    if (value !== wanted) return;
    const last = runs.at(-1);
    if (last?.[1] === step) last[1] = step + 1;
    else runs.push([step, step + 1]);
  });
  return runs;
}

export interface Expected { wasThere: boolean; late: number | null; away: [number, number][]; left: number | null }

/** What the minutes have to say of a person between the steps of opening and closing. */
export function expectedOf(row: readonly boolean[], opening: number, closing: number): Expected {
  const there = runsOf(row.slice(opening, closing), true).map(([from, to]) => [from + opening, to + opening] as const);
  const [first] = there;
  const last = there.at(-1);
  if (!first || !last) return { wasThere: false, late: null, away: [], left: null };
  const long = (from: number, to: number): boolean => to - from >= TELLABLE_STEPS;
  return {
    wasThere: true,
    late: long(opening, first[0]) ? first[0] : null,
    away: runsOf(row.slice(0, last[1]), false).filter(([from, to]) => from >= first[1] && to <= last[0] && long(from, to)),
    left: long(last[1], closing) ? last[1] : null,
  };
}

/** When fewer than needed were there. */
export const fewerThan = (rows: readonly (readonly boolean[])[], needed: number, opening: number, closing: number): [number, number][] =>
  runsOf(Array.from({ length: closing }, (_step, step) => step >= opening && rows.filter((row) => row[step]).length < needed), true).filter(([from, to]) => to - from >= TELLABLE_STEPS);
