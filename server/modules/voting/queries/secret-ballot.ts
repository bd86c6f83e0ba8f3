import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { runsSitting } from '../../meetings';
import { ownRight } from '../casting';
import { loadQuestion, votingOn } from '../loading';
import { countSealed, findBox, findSealed } from '../repository.secret';
import { isKeyThere } from '../secret/box';

/** The box of a secret vote as everybody of the session sees it: how many ballots are in it, and once it is closed their trackers. Of what is in them nothing. */
export const secretBallot = defineQuery({
  name: 'voting.secret-ballot',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  async load({ meetingId, questionId }, { db, caller }) {
    const access = await loadQuestion(db, meetingId, questionId, caller);
    const box = await findBox(db, questionId);
    if (access.question.mode !== 'secret') throw new DomainError('not_found', 'not_found');
    return { ...access, box };
  },
  policy: () => allow,
  async present(loaded, { questionId }, { db, ports }) {
    const { question, meeting, box, seat } = loaded;
    const { members } = (await votingOn(db, meeting, question)).electorate;
    const right = await ownRight(db, loaded);
    const voterId = 'voter' in right ? right.voter.personId : (seat?.personId ?? '');
    // Asked for those who can declare the ballots void; where it cannot be told, nothing is said.
    const keyLost = box !== null && (box.state === 'open' || box.state === 'frozen') && runsSitting(loaded) && !(await isKeyThere(box, ports.ballotKeys).catch(() => true));
    const mine = await findSealed(db, questionId, voterId);
    return {
      state: box?.state ?? null,
      publicKey: box?.publicKey ?? null,
      ballots: box ? await countSealed(db, questionId) : 0,
      electors: members,
      /** Of the ballot that counts as this person's; the receipt is kept on the tablet. */
      mine: 'voter' in right || mine !== null ? { given: mine !== null, tracker: mine?.tracker ?? null } : null,
      can: { cast: 'voter' in right && box?.state === 'open' && question.state === 'open', void: keyLost },
      trackers: box && box.state !== 'open' ? box.trackers : [],
      keyGone: box?.keyGone ?? false,
    };
  },
});
