import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { nextOccurrence } from '../../../kernel/jobs/schedules';
import { administratorsOnly } from '../../identity';
import { PERISHABLE } from '../perishables';
import { keepOf, readLast, readPeriods } from '../periods';
import { endOf, KEPT, KEPT_REASONS, RETENTION_RULES, SOURCES, type KeptReason } from '../rules';
import { sweep } from '../sweep';

/** Every rule with its time, its source and what goes next; what is never removed; the last round (X1, X5). */
export const rules = defineQuery({
  name: 'retention.rules',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ periods: await readPeriods(db), last: await readLast(db) }),
  policy: administratorsOnly,
  async present({ periods, last }, _input, { db, now }) {
    const listed = [];
    for (const { id, choice, source, by } of RETENTION_RULES) {
      const keep = keepOf(id, periods);
      const rows = PERISHABLE[id];
      const due = keep && rows && by === sweep.name ? await rows.count(db, endOf(keep, now)) : null;
      listed.push({ id, keep, choice: choice ?? null, source: SOURCES[source], due, removed: last?.removed[id] ?? 0 });
    }
    const kept = Object.entries(KEPT_REASONS).map(([reason, source]) => ({ reason: reason as KeptReason, source, tables: Object.keys(KEPT).filter((table) => KEPT[table] === reason).length }));
    return { rules: listed, kept, periods, last: last && { at: last.at }, next: nextOccurrence(sweep.schedule?.cron ?? '', now) };
  },
});
