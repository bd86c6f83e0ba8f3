import { randomUUID } from 'node:crypto';
import type { PersonCaller } from '../../../server/kernel/actor';
import { sealBallot } from '../../../server/secret-ballot';
import { openAssembly, type Assembly } from '../sitting/assembly';

export interface SecretVote extends Assembly {
  questionId: string;
  publicKey: string;
}

/** A secret question of the running session, open. */
export async function openSecretVote(options: Parameters<typeof openAssembly>[0] & { alternatives?: string[] } = {}): Promise<SecretVote> {
  const room = await openAssembly(options);
  const meeting = { meetingId: room.meetingId };
  await room.execute('sitting.start-item', { ...meeting, itemId: room.items.first, currentItemId: null }, room.chair);
  return { ...room, ...(await openQuestion(room, options.alternatives)) };
}

export async function openQuestion(room: Assembly, alternatives: string[] = []): Promise<{ questionId: string; publicKey: string }> {
  const meeting = { meetingId: room.meetingId };
  const { questionId } = await room.execute('voting.create-question', { ...meeting, itemId: room.items.first, mode: 'secret', text: 'Bầu?', kind: alternatives.length > 0 ? 'options' : 'approve', options: alternatives }, room.secretary);
  await room.execute('voting.open-question', { ...meeting, questionId }, room.chair);
  const { publicKey } = await room.query('voting.secret-ballot', { ...meeting, questionId }, room.chair);
  return { questionId, publicKey: publicKey ?? '' };
}

export const sealedFor = (vote: Pick<SecretVote, 'questionId' | 'publicKey'>, choice: string): Promise<string> => sealBallot(vote, choice);

export const give = async (vote: SecretVote, voter: PersonCaller, choice: string, options: { commandId?: string; ballot?: string } = {}): Promise<{ tracker: string }> =>
  vote.execute('voting.cast-secret', { meetingId: vote.meetingId, questionId: vote.questionId, ballot: options.ballot ?? (await sealedFor(vote, choice)) }, voter, { commandId: options.commandId ?? randomUUID() });

/** Closes the box and has the ballots counted. */
export async function count(vote: SecretVote): Promise<void> {
  await vote.execute('voting.close-question', { meetingId: vote.meetingId, questionId: vote.questionId }, vote.chair);
  await vote.installation.application.jobs.drain();
}

export const bundleOf = (vote: SecretVote, who: PersonCaller = vote.chair) => vote.query('voting.ballot-bundle', { meetingId: vote.meetingId, questionId: vote.questionId }, who);
export const boxOf = (vote: SecretVote, who: PersonCaller = vote.chair) => vote.query('voting.secret-ballot', { meetingId: vote.meetingId, questionId: vote.questionId }, who);
