import type { HeavyPage } from './send-file';

/** Pages in a row that are heavy for the same reason; `figure` is the largest of them. */
export interface HeavyRun {
  from: number;
  to: number;
  cause: HeavyPage['cause'];
  figure: number;
}

/** Runs told one by one; what goes beyond is counted. */
const TOLD = 3;

/** A book of 352 scans is one line, not 352. */
export function heavyRuns(heavy: readonly HeavyPage[]): { runs: HeavyRun[]; further: number } {
  const runs: HeavyRun[] = [];
  for (const { page, cause, figure } of heavy) {
    const last = runs.at(-1);
    if (last && last.to + 1 === page && last.cause === cause) {
      last.to = page;
      last.figure = Math.max(last.figure, figure);
    } else runs.push({ from: page, to: page, cause, figure });
  }
  return { runs: runs.slice(0, TOLD), further: runs.slice(TOLD).reduce((sum, { from, to }) => sum + to - from + 1, 0) };
}
