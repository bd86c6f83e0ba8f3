import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { inkStreamOf } from '../../../shared/rules/ink-stream';
import { findDocument, listVersionFiles } from '../../documents';
import { findMeeting } from '../../meetings';
import { preparedInkOf } from '../prepared/prepared-ink';
import { pairsOn } from '../prepared/repository';
import { isOpenForAll } from '../rights';

/**
 * The versions of a paper whose marks are to be carried, the newest last, by whose marks they are: everybody's own with those for all, then what one person
 * prepares for another (K23); none where there is nothing to do (K16).
 */
export const carryWork = defineQuery({
  name: 'annotations.carry-work',
  input: z.strictObject({ documentId: z.uuid() }),
  async load({ documentId }, { db }) {
    const document = await findDocument(db, documentId);
    const meeting = document && !document.removedAt ? await findMeeting(db, document.meetingId) : null;
    const versions = meeting ? await listVersionFiles(db, documentId) : [];
    if (!meeting || versions.length < 2) return [];
    const own = versions.map((version) => ({ ...version, inkId: inkStreamOf(documentId, version) }));
    const prepared = (await pairsOn(db, documentId)).map(({ leaderId, assistantId }) => own.map((version) => ({ ...version, inkId: preparedInkOf(version.inkId, leaderId, assistantId) })));
    return [{ withShared: isOpenForAll(meeting), versions: own }, ...prepared.map((streams) => ({ withShared: false, versions: streams }))];
  },
  policy: systemOnly,
  present: (work) => work,
});
