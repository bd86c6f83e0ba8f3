import path from 'node:path';
import { createSampleAuthority, issue, issueOrganisation } from '../../../server/adapters/signer';
import type { PersonCaller } from '../../../server/kernel/actor';
import { sealBallot } from '../../../server/secret-ballot';
import { PIN } from '../minutes/session';
import { openAssembly, type Assembly } from '../sitting/assembly';

export interface Hall extends Assembly {
  /** The committee of three: its head first. */
  committee: [PersonCaller, PersonCaller, PersonCaller];
  /** Prepares a question with this committee, and opens it where a way is said. */
  put(wording: object, way?: 'hands' | 'tablets' | 'paper'): Promise<string>;
  /** Gives and counts a secret vote on tablets. */
  voteSecretly(questionId: string, choices: readonly string[]): Promise<void>;
  closeSession(): Promise<void>;
  of(questionId: string): { meetingId: string; questionId: string };
}

/** A session of 21 that runs with 19 present, and keys for the committee, secretary, chair and agency. */
export async function openHall(): Promise<Hall> {
  const room = await openAssembly();
  const { execute, query, meetingId, chair, secretary, members, installation } = room;
  const committee = members.slice(4, 7) as [PersonCaller, PersonCaller, PersonCaller];
  await execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, chair);
  const dir = path.join(installation.dataDir, 'signing');
  const now = installation.clock.now();
  await createSampleAuthority(dir, { now });
  const organisation = 'Ủy ban nhân dân tỉnh';
  for (const { personId, fullName } of [secretary, chair, ...committee]) await issue(dir, { personId, commonName: fullName, title: 'Chức vụ', organisation, pin: PIN, algorithm: 'ecdsa-p256-sha256', now });
  const { body } = await installation.application.database.reader.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: { body: true } });
  await issueOrganisation(dir, { organisationId: body.unitId, name: organisation, pin: PIN, now });
  const of = (questionId: string) => ({ meetingId, questionId });
  return {
    ...room,
    committee,
    of,
    async closeSession() {
      await execute('sitting.end-item', { meetingId, itemId: room.items.first }, chair);
      await execute('sitting.close-session', { meetingId, postponeRest: true }, chair);
    },
    async put(wording, way) {
      const { questionId } = await execute('voting.create-question', { meetingId, itemId: room.items.first, text: 'Bầu?', kind: 'approve', ...wording }, secretary);
      await execute('voting.set-committee', { ...of(questionId), version: 1, counters: committee.map(({ personId }) => personId) }, secretary);
      if (way) await execute('voting.open-question', { ...of(questionId), way }, chair);
      return questionId;
    },
    async voteSecretly(questionId, choices) {
      const { publicKey } = await query('voting.secret-ballot', of(questionId), chair);
      for (const [index, choice] of choices.entries()) await execute('voting.cast-secret', { ...of(questionId), ballot: await sealBallot({ questionId, publicKey: publicKey ?? '' }, choice) }, members[index] ?? chair);
      await execute('voting.close-question', of(questionId), chair);
      await installation.application.jobs.drain();
    },
  };
}
