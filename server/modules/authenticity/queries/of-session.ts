import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { listDocuments, servedFacts } from '../../documents';
import { loadMeetingAccess, sightOf } from '../../meetings';
import { notYet, verdictsOf } from '../repository';

/** The verdicts of the signed papers of a session that the caller sees, in their newest version (AU2). */
export const ofSession = defineQuery({
  name: 'authenticity.of-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db, caller, now }) {
    const papers = await listDocuments(db, meetingId, await sightOf(db, access, caller, now));
    const verdicts = await verdictsOf(db, papers.map(({ newest }) => newest.id));
    return papers.flatMap(({ id, newest }) => {
      const found = verdicts.find(({ versionId }) => versionId === newest.id) ?? (servedFacts(newest.facts).signed ? notYet(newest.id, newest.createdAt) : null);
      return found ? [{ documentId: id, verdict: found.verdict, signers: found.signers, at: found.at }] : [];
    });
  },
});
