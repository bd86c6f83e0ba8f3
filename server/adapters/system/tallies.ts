import type { Tallies } from '../../kernel/ports/tallies';

/** Subjects kept apart per topic and window; further ones count in the total alone. */
const SUBJECTS_KEPT = 500;
const SUBJECTS_NAMED = 20;

/** Counters in the memory of this process. */
export function createTallies(): Tallies {
  let topics = new Map<string, { total: number; subjects: Map<string, number> }>();
  return {
    count(topic, subject) {
      const tally = topics.get(topic) ?? { total: 0, subjects: new Map<string, number>() };
      topics.set(topic, tally);
      tally.total += 1;
      const known = tally.subjects.get(subject);
      if (known !== undefined || tally.subjects.size < SUBJECTS_KEPT) tally.subjects.set(subject, (known ?? 0) + 1);
    },
    drain() {
      const drained = [...topics].map(([topic, { total, subjects }]) => ({
        topic,
        total,
        subjects: [...subjects].map(([subject, count]) => ({ subject, count })).sort((a, b) => b.count - a.count).slice(0, SUBJECTS_NAMED),
      }));
      topics = new Map();
      return drained;
    },
  };
}
