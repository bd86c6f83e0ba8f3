import { defineModule } from '../../kernel/module';
import { followPaper } from './commands/follow-paper';
import { recordVerdict } from './commands/record-verdict';
import { verifyAgain } from './commands/verify-again';
import { followPapers } from './follow-papers';
import { verifyNightly } from './jobs/verify-nightly';
import { verifyPaper } from './jobs/verify-paper';
import { ofPaper } from './queries/of-paper';
import { ofSession } from './queries/of-session';
import { report } from './queries/report';
import { signedFile } from './queries/signed-file';

export const authenticity = defineModule({
  name: 'authenticity',
  dependsOn: ['meetings', 'documents', 'signing'],
  tables: [{ table: 'SignatureVerdict', outside: 'made from the record' }],
  commands: [followPaper, recordVerdict, verifyAgain],
  queries: [ofSession, ofPaper, report, signedFile],
  liveViews: [],
  consumers: [followPapers],
  jobs: [verifyPaper, verifyNightly],
});
