import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import { keepSetting, readSetting } from '../../kernel/repository';
import { RULE_IDS, ruleOf, type RuleId, type Span } from './rules';

const CHOSEN = 'retention.periods';
const LAST = 'retention.last';
const RUNNING = 'retention.running';

const monthsOf = (id: RuleId) => {
  const { choice } = ruleOf(id);
  if (!choice) throw new Error(`the time of ${id} is fixed`);
  return z.int().min(choice.least).max(choice.most);
};

/** What is chosen at once: every time there is to choose, in months; null: never. */
export const periodsSchema = z.strictObject({ marks: monthsOf('marks').nullable(), places: monthsOf('places'), looks: monthsOf('looks'), notices: monthsOf('notices') });
export type Periods = z.output<typeof periodsSchema>;

const stored = periodsSchema.partial().catch({});

const defaults: Periods = { marks: null, places: 24, looks: 24, notices: 12 };

export async function readPeriods(db: Db): Promise<Periods> {
  const kept = await readSetting(db, CHOSEN);
  return kept === null ? defaults : { ...defaults, ...stored.parse(JSON.parse(kept)) };
}

export const writePeriods = (db: Db, periods: Periods): Promise<void> => keepSetting(db, CHOSEN, JSON.stringify(periods));

/** How long a rule keeps what it is about; null: for good. */
export function keepOf(id: RuleId, periods: Periods): Span | null {
  if (!(id in periods)) return ruleOf(id).keep;
  const months = periods[id as keyof Periods];
  return months === null ? null : { months };
}

const counts = z.partialRecord(z.enum(RULE_IDS), z.int().min(0));
export type Counts = z.output<typeof counts>;
const last = z.object({ at: z.coerce.date(), removed: counts });
/** The last whole round: when it ended, and how much went by which rule. */
export type LastRound = z.output<typeof last>;

export async function readLast(db: Db): Promise<LastRound | null> {
  const kept = await readSetting(db, LAST);
  return kept === null ? null : last.parse(JSON.parse(kept));
}

/** What this round has removed so far; with the rows, so that a round cut off loses no count. */
export async function readRunning(db: Db): Promise<Counts> {
  const kept = await readSetting(db, RUNNING);
  return kept === null ? {} : counts.parse(JSON.parse(kept));
}

export async function addToRunning(db: Db, rule: RuleId, removed: number): Promise<void> {
  if (removed === 0) return;
  const running = await readRunning(db);
  await keepSetting(db, RUNNING, JSON.stringify({ ...running, [rule]: (running[rule] ?? 0) + removed }));
}

export async function endRound(db: Db, at: Date, removed: Counts): Promise<void> {
  await keepSetting(db, LAST, JSON.stringify({ at, removed }));
  await keepSetting(db, RUNNING, '{}');
}
