import { defineModule } from '../../kernel/module';
import { castSecret } from './commands/cast-secret';
import { closeSecret } from './commands/close-secret';
import { createQuestion } from './commands/create-question';
import { noteKeyDestroyed } from './commands/note-key-destroyed';
import { openBallots } from './commands/open-ballots';
import { openQuestion } from './commands/open-question';
import { recordShowOfHands } from './commands/record-show-of-hands';
import { removeQuestion } from './commands/remove-question';
import { updateQuestion } from './commands/update-question';
import { voidBallots } from './commands/void-ballots';
import { withdrawQuestion } from './commands/withdraw-question';
import { ballotBoxes } from './queries/ballot-boxes';
import { ballotBundle } from './queries/ballot-bundle';
import { boxState } from './queries/box-state';
import { questions } from './queries/questions';
import { secretBallot } from './queries/secret-ballot';
import { countBallots } from './secret/count-ballots';

export const voting = defineModule({
  name: 'voting',
  dependsOn: ['meetings'],
  tables: [{ table: 'VoteQuestion' }, { table: 'BallotBox' }, { table: 'SealedBallot' }, { table: 'OpenedBallot' }],
  commands: [createQuestion, updateQuestion, removeQuestion, openQuestion, withdrawQuestion, recordShowOfHands, castSecret, closeSecret, openBallots, noteKeyDestroyed, voidBallots],
  queries: [questions, secretBallot, ballotBundle, boxState, ballotBoxes],
  liveViews: [],
  jobs: [countBallots],
});
