import type { Side, VoterHistory } from '../support/hall-tablets';

/** What is left of a vote on the disk. */
export interface VoteOnDisk {
  /** Whose ballot is there, with what it says: a choice, or of a secret vote the tracker. */
  ballots: { voterId: string; words: string }[];
  /** Entries of the log about ballots that were taken. */
  entries: number;
  /** The published result. */
  result: Record<Side, number>;
  /** Of a secret vote: the trackers that were published. */
  trackers: string[] | null;
}

export interface VotesVerdict {
  /** Acknowledged, and not there, or another one in its place. */
  lost: number;
  /** Done a second time, or there for somebody who gave none. */
  doubled: number;
  /** Counts that differ from the ballots. */
  miscounted: number;
  /** Refused although the vote was open, or answered twice in two ways. */
  wronged: number;
  acknowledged: number;
}

/** What a later ballot has replaced is not answered again. */
const REPLACED = 'command.id_reused';

/**
 * Holds what voters were told against what is on the disk. Of ballots that were under way at once any may stand; of one after the other the last.
 * @param mayBeLate the vote was closed while some were voting: these may be refused as late, and then do not count.
 */
export function checkVotes(histories: readonly VoterHistory[], disk: VoteOnDisk, mayBeLate: boolean): VotesVerdict {
  const verdict: VotesVerdict = { lost: 0, doubled: 0, miscounted: 0, wronged: 0, acknowledged: 0 };
  const rows = new Map(disk.ballots.map(({ voterId, words }) => [voterId, words]));
  verdict.doubled += disk.ballots.length - rows.size;
  const known = new Set<string>();
  const isSecret = disk.trackers !== null;
  const counted: Record<Side, number> = { for: 0, against: 0, abstain: 0 };
  let sent = 0;
  for (const history of histories) {
    known.add(history.personId);
    const taken = history.sent.filter(({ isAcknowledged }) => isAcknowledged);
    sent += history.sent.length;
    verdict.acknowledged += taken.length;
    for (const { refusal, otherAnswers } of history.sent) {
      verdict.wronged += otherAnswers;
      if (refusal !== null && !(isSecret && refusal === REPLACED) && !(mayBeLate && refusal === 'voting.vote_closed')) verdict.wronged += 1;
    }
    const last = Math.max(-1, ...taken.map(({ time }) => time));
    const standing = taken.filter(({ time }) => time === last);
    const there = rows.get(history.personId);
    const found = standing.find(({ choice, tracker }) => (tracker ?? choice) === there);
    if (standing.length > 0 && !found) verdict.lost += 1;
    if (standing.length === 0 && there !== undefined) verdict.doubled += 1;
    if (found) counted[found.choice] += 1;
  }
  verdict.doubled += disk.ballots.filter(({ voterId }) => !known.has(voterId)).length;
  // Each id has been carried out once at most.
  verdict.doubled += Math.max(0, disk.entries - sent);
  verdict.lost += Math.max(0, verdict.acknowledged - disk.entries);
  for (const side of ['for', 'against', 'abstain'] as const) verdict.miscounted += Math.abs(disk.result[side] - counted[side]);
  if (disk.trackers) verdict.miscounted += disk.trackers.filter((tracker) => !disk.ballots.some(({ words }) => words === tracker)).length + Math.abs(disk.trackers.length - disk.ballots.length);
  return verdict;
}
