import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { administratorIds, insertPerson, nameOfCaller, tell } from '../../identity';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { nameKey } from '../../../shared/language/collation';
import { administers } from '../policy';
import { listPeople, listUnits } from '../repository';
import { unitFinder } from '../unit-finder';
import { personFields } from './create-person';

const row = z.strictObject({ line: z.number().int().positive().optional(), userName: z.string(), fullName: z.string(), title: z.string(), unit: z.string(), email: z.string(), roles: z.string() });
const checked = z.strictObject({ userName: personFields.userName, fullName: personFields.fullName, title: personFields.title, email: personFields.email, roles: personFields.roles });

export interface ImportProblem {
  /** Line of the table: as given with the row, else counted from the heading, which is line 1. */
  line: number;
  field: string;
  reason: 'missing' | 'malformed' | 'duplicate' | 'taken' | 'unknown_unit' | 'ambiguous_unit';
}

/** Takes many people at once: all rows are good or none is written; people already there are left as they are (O7). */
export const importPeople = defineCommand({
  name: 'organization.import-people',
  input: z.strictObject({ rows: z.array(row).min(1).max(5000), dryRun: z.boolean().default(false) }),
  load: async (_input, { db }) => ({ units: await listUnits(db), people: await listPeople(db) }),
  policy: administers,
  async run({ rows, dryRun }, { units, people }, context) {
    const { db, id, now, caller } = context;
    const problems: ImportProblem[] = [];
    const known = new Map(people.flatMap((person) => (person.userName ? [[person.userName, person.fullName] as const] : [])));
    const seen = new Set<string>();
    const findUnitByName = unitFinder(units, dateInVietNam(now));
    const accepted: (z.output<typeof checked> & { unitId: string | null })[] = [];
    let unchanged = 0;
    rows.forEach((given, index) => {
      const line = given.line ?? index + 2;
      const roles = given.roles.split(/[;,\s]+/).filter(Boolean);
      const parsed = checked.safeParse({ userName: given.userName, fullName: given.fullName, title: given.title, email: given.email.trim() || null, roles });
      const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
      for (const field of wrong) problems.push({ line, field, reason: String(given[field as keyof typeof given] ?? '').trim() === '' ? 'missing' : 'malformed' });
      const unit = findUnitByName(given.unit);
      if ('problem' in unit) problems.push({ line, field: 'unit', reason: unit.problem });
      if (!parsed.success || 'problem' in unit) return;
      if (seen.has(parsed.data.userName)) problems.push({ line, field: 'userName', reason: 'duplicate' });
      else if (known.has(parsed.data.userName) && known.get(parsed.data.userName) !== parsed.data.fullName) problems.push({ line, field: 'userName', reason: 'taken' });
      else if (known.has(parsed.data.userName)) unchanged += 1;
      else accepted.push({ ...parsed.data, unitId: unit.id });
      seen.add(parsed.data.userName);
    });
    if (problems.length > 0 && !dryRun) throw new DomainError('rejected', 'organization.import_problems', { count: new Set(problems.map(({ line }) => line)).size });
    assertFits(people.length + accepted.length, 'people');
    if (!dryRun) {
      const before = await administratorIds(db);
      for (const { roles, ...person } of accepted) {
        await insertPerson(db, { id: id(), ...person, sortName: nameKey(person.fullName), passwordHash: null, status: 'invited', createdAt: now, roles: [...new Set(roles)] });
        if (roles.includes('admin')) await tell(context, before, 'administrator_made', { person: person.fullName, by: nameOfCaller(caller) });
      }
    }
    return { created: accepted.length, unchanged, problems };
  },
  audit: ({ rows, dryRun }, _loaded, result) => ({ objectType: 'people', objectId: 'import', details: { rows: rows.length, dryRun, created: result.created } }),
});
