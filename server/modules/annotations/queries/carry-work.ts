import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { inkStreamOf } from '../../../shared/rules/ink-stream';
import { findDocument, listVersionFiles } from '../../documents';
import { findMeeting } from '../../meetings';
import { isOpenForAll } from '../rights';

/** The versions of a paper whose marks are to be carried, the newest last; null where there is nothing to do (K16). */
export const carryWork = defineQuery({
  name: 'annotations.carry-work',
  input: z.strictObject({ documentId: z.uuid() }),
  async load({ documentId }, { db }) {
    const document = await findDocument(db, documentId);
    const meeting = document && !document.removedAt ? await findMeeting(db, document.meetingId) : null;
    const versions = meeting ? await listVersionFiles(db, documentId) : [];
    if (!meeting || versions.length < 2) return null;
    return { withShared: isOpenForAll(meeting), versions: versions.map((version) => ({ ...version, inkId: inkStreamOf(documentId, version) })) };
  },
  policy: systemOnly,
  present: (work) => work,
});
