import { defineQuery } from '../../../kernel/command';
import { z } from 'zod';
import { sectionsFor } from '../sections';
import { loadSubject, mayExport, subjectInput } from '../subject';

/** What an export would be of and hold, before it is asked for (E1). */
export const subject = defineQuery({
  name: 'exports.subject',
  input: z.strictObject(subjectInput),
  load: loadSubject,
  policy: mayExport,
  present: ({ kind, subjectId, title, viewer }) => ({ kind, subjectId, title, viewer: viewer ?? 'self', sections: viewer ? sectionsFor(kind, viewer).map(({ name, title: words }) => ({ name, title: words })) : [] }),
});
