import { defineModule } from '../../kernel/module';
import { attach } from './commands/attach';
import { move } from './commands/move';
import { recordDownloads } from './commands/record-downloads';
import { rename } from './commands/rename';
import { reorder } from './commands/reorder';
import { recordPicture } from './commands/record-picture';
import { replace } from './commands/replace';
import { savePlaceCommand } from './commands/save-place';
import { withdraw } from './commands/withdraw';
import { admission } from './queries/admission';
import { file } from './queries/file';
import { list } from './queries/list';
import { nextPictures } from './queries/next-pictures';
import { open } from './queries/open';
import { picture } from './queries/picture';
import { progress } from './queries/progress';

export const documents = defineModule({
  name: 'documents',
  dependsOn: ['meetings', 'agenda'],
  records: [{ table: 'Document' }, { table: 'DocumentVersion', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } }, { table: 'PagePicture', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } }],
  commands: [attach, replace, rename, move, reorder, withdraw, savePlaceCommand, recordDownloads, recordPicture],
  queries: [list, file, picture, nextPictures, open, progress, admission],
  liveViews: [],
});
