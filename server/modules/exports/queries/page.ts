import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { SECTIONS } from '../sections';
import { SUBJECT_KINDS } from '../viewers';

/** Some rows of one section (E5). */
export const page = defineQuery({
  name: 'exports.page',
  input: z.strictObject({ kind: z.enum(SUBJECT_KINDS), subjectId: z.uuid(), section: z.string().max(40), after: z.string().max(40).nullable() }),
  load: ({ kind, subjectId, section, after }, { db }) => SECTIONS[kind].find(({ name }) => name === section)?.page(db, subjectId, after) ?? Promise.resolve({ rows: [], next: null }),
  policy: systemOnly,
  present: (rows) => rows,
});
