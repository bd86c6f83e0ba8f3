import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { sightOf } from '../../meetings';
import { PRESENTATION_STARTED } from '../events';
import { loadSitting } from '../loading';
import { mayPresent } from '../presentation';
import { findPaper, findPresentation, storePresentation } from '../repository';

/** Begins to lead through a paper, taking over from whoever did (L14). */
export const startPresenting = defineCommand({
  name: 'sitting.start-presenting',
  input: z.strictObject({ meetingId: z.uuid(), documentId: z.uuid(), page: z.int().min(1).default(1) }),
  load: async ({ meetingId, documentId }, { db, caller, now }) => {
    const loaded = await loadSitting(db, meetingId, caller);
    const paper = await findPaper(db, meetingId, documentId);
    if (!paper || !(await sightOf(db, loaded, caller, now)).sees(paper)) throw new DomainError('not_found', 'not_found');
    return { ...loaded, paper };
  },
  policy: (_caller, loaded) => {
    const current = loaded.course.items.find(({ id }) => id === loaded.course.currentItemId) ?? null;
    return allowIf(mayPresent(loaded, current, loaded.paper), 'sitting.not_presenter');
  },
  requires: { meeting: ['in_session'] },
  async run({ meetingId, documentId, page }, { seat, paper, course }, { db, now, emit }) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    if (page > paper.pages) throw new DomainError('invalid', 'sitting.no_such_page', { pages: paper.pages });
    const before = await findPresentation(db, meetingId);
    await storePresentation(db, meetingId, { personId: seat.personId, documentId, page, updatedAt: now });
    const payload = { personId: seat.personId, previousPersonId: before?.personId ?? null, documentId, page, itemId: course.currentItemId };
    emit({ type: PRESENTATION_STARTED, stream: meetingId, payload });
    return { personId: seat.personId, documentId, page };
  },
  audit: ({ meetingId, documentId, page }) => ({ objectType: 'document', objectId: documentId, meetingId, details: { page } }),
});
