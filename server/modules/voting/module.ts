import { defineModule } from '../../kernel/module';
import { createQuestion } from './commands/create-question';
import { openQuestion } from './commands/open-question';
import { recordShowOfHands } from './commands/record-show-of-hands';
import { removeQuestion } from './commands/remove-question';
import { updateQuestion } from './commands/update-question';
import { withdrawQuestion } from './commands/withdraw-question';
import { questions } from './queries/questions';

export const voting = defineModule({
  name: 'voting',
  dependsOn: ['meetings'],
  tables: [{ table: 'VoteQuestion' }],
  commands: [createQuestion, updateQuestion, removeQuestion, openQuestion, withdrawQuestion, recordShowOfHands],
  queries: [questions],
  liveViews: [],
});
