import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { matchesText } from '../../../shared/language/vietnamese-text';
import { listPeople } from '../repository';

const MOST = 20;

/** People whose name, title or unit has every word asked for, with or without diacritics (M13); system administrators are left out. */
export const findPeopleByText = defineQuery({
  name: 'meetings.find-people',
  input: z.strictObject({ text: z.string().max(200) }),
  load: async ({ text }, { db }) => (text.trim() === '' ? [] : listPeople(db)),
  policy: (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'officer'), 'role.officer_only'),
  present: (people, { text }) =>
    people
      .filter((person) => !person.isAdmin && matchesText(`${person.fullName} ${person.title} ${person.unit ?? ''}`, text))
      .slice(0, MOST)
      .map(({ id, fullName, title, unit }) => ({ personId: id, fullName, title, unit })),
});
