import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow, hide } from '../../../kernel/policy';
import { loadMeetingAccess, sightOf } from '../../meetings';
import { findComparison } from '../comparing/repository';
import { wasShown } from '../load-document';
import { listDocuments, listVersions } from '../repository';

/** Papers of a session that were replaced since a person knew them, each with the reasons and what changed in it in short (D68). */
export const changes = defineQuery({
  name: 'documents.changes',
  /** `number`: the version that was known. */
  input: z.strictObject({ meetingId: z.uuid(), known: z.array(z.strictObject({ documentId: z.uuid(), number: z.int().positive() })).max(500) }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  async present(access, { meetingId, known }, { db, caller, now }) {
    const documents = await listDocuments(db, meetingId, await sightOf(db, access, caller, now));
    const replaced = documents.flatMap((document) => {
      const since = known.find(({ documentId }) => documentId === document.id)?.number;
      return since !== undefined && since < document.newest.number ? [{ document, since }] : [];
    });
    return Promise.all(
      replaced.map(async ({ document, since }) => {
        const versions = await listVersions(db, document.id);
        const shown = versions.filter((_version, index) => wasShown({ access, meeting: access.meeting }, versions[index - 1]?.createdAt ?? null));
        // One that was never shown to this person is not what they knew: the oldest they may see stands for it.
        const from = shown.find(({ number }) => number === since) ?? shown.at(-1);
        const newest = document.newest;
        const found = from && from.number < newest.number ? await findComparison(db, { oldId: from.id, newId: newest.id }) : null;
        return {
          documentId: document.id,
          title: document.title,
          from: from?.number ?? newest.number,
          to: newest.number,
          /** Why, newest first. */
          reasons: shown.filter(({ number }) => number > since).map(({ number, createdAt, reason }) => ({ number, at: createdAt, reason })),
          state: found?.state ?? null,
          changes: found?.changes ?? 0,
          brief: found?.brief.slice(0, 5) ?? [],
        };
      }),
    );
  },
});
