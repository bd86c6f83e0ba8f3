import { defineModule } from '../../kernel/module';
import { closeWhenDue } from './close-when-due';
import { callNext } from './commands/call-next';
import { castBallot } from './commands/cast-ballot';
import { closeDue } from './commands/close-due';
import { closeQuestion } from './commands/close-question';
import { continueByHands } from './commands/continue-by-hands';
import { createQuestion } from './commands/create-question';
import { enterAnswer } from './commands/enter-answer';
import { openQuestion } from './commands/open-question';
import { recordShowOfHands } from './commands/record-show-of-hands';
import { removeQuestion } from './commands/remove-question';
import { updateQuestion } from './commands/update-question';
import { withdrawQuestion } from './commands/withdraw-question';
import { myBallot } from './queries/my-ballot';
import { questions } from './queries/questions';
import { roll } from './queries/roll';

export const voting = defineModule({
  name: 'voting',
  dependsOn: ['meetings'],
  tables: [{ table: 'VoteQuestion' }, { table: 'Ballot' }],
  commands: [createQuestion, updateQuestion, removeQuestion, openQuestion, withdrawQuestion, recordShowOfHands, castBallot, enterAnswer, callNext, closeQuestion, closeDue, continueByHands],
  queries: [questions, myBallot, roll],
  liveViews: [],
  jobs: [closeWhenDue],
});
