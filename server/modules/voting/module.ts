import { defineModule } from '../../kernel/module';
import { closeWhenDue } from './close-when-due';
import { callNext } from './commands/call-next';
import { castBallot } from './commands/cast-ballot';
import { castSecret } from './commands/cast-secret';
import { closeDue } from './commands/close-due';
import { closeQuestion } from './commands/close-question';
import { continueByHands } from './commands/continue-by-hands';
import { createQuestion } from './commands/create-question';
import { enterAnswer } from './commands/enter-answer';
import { noteKeyDestroyed } from './commands/note-key-destroyed';
import { openBallots } from './commands/open-ballots';
import { openQuestion } from './commands/open-question';
import { recordPaperBallots } from './commands/record-paper-ballots';
import { recallName } from './commands/recall-name';
import { recordShowOfHands } from './commands/record-show-of-hands';
import { removeQuestion } from './commands/remove-question';
import { setCommittee } from './commands/set-committee';
import { updateQuestion } from './commands/update-question';
import { voidBallots } from './commands/void-ballots';
import { withdrawQuestion } from './commands/withdraw-question';
import { ballotBoxes } from './queries/ballot-boxes';
import { ballotBundle } from './queries/ballot-bundle';
import { boxState } from './queries/box-state';
import { myBallot } from './queries/my-ballot';
import { committee } from './queries/committee';
import { countedSecret } from './queries/counted-secret';
import { questions } from './queries/questions';
import { roll } from './queries/roll';
import { secretBallot } from './queries/secret-ballot';
import { countBallots } from './secret/count-ballots';

export const voting = defineModule({
  name: 'voting',
  dependsOn: ['meetings', 'agenda', 'floor'],
  tables: [{ table: 'VoteQuestion' }, { table: 'Ballot' }, { table: 'BallotBox' }, { table: 'SealedBallot' }, { table: 'OpenedBallot' }],
  commands: [createQuestion, updateQuestion, removeQuestion, openQuestion, withdrawQuestion, recordShowOfHands, recordPaperBallots, setCommittee, castBallot, enterAnswer, callNext, recallName, closeQuestion, closeDue, continueByHands, castSecret, openBallots, noteKeyDestroyed, voidBallots],
  queries: [questions, committee, countedSecret, myBallot, roll, secretBallot, ballotBundle, boxState, ballotBoxes],
  liveViews: [],
  jobs: [closeWhenDue, countBallots],
});
