import { defineModule } from '../../kernel/module';
import { approveSubmission } from './commands/approve-submission';
import { askPapers } from './commands/ask-papers';
import { attach } from './commands/attach';
import { noteScans } from './commands/note-scans';
import { confirmHeldCommand } from './commands/confirm-held';
import { extendDeadline } from './commands/extend-deadline';
import { forgetIntakes } from './commands/forget-intakes';
import { hold } from './commands/hold';
import { lockPapers } from './commands/lock-papers';
import { move } from './commands/move';
import { noteErasedCommand } from './commands/note-erased';
import { recordComparison } from './commands/record-comparison';
import { recordScans } from './commands/record-scans';
import { recordDownloads } from './commands/record-downloads';
import { receive } from './commands/receive';
import { recordInspection } from './commands/record-inspection';
import { refuseHeld } from './commands/refuse-held';
import { remindUnit } from './commands/remind-unit';
import { rename } from './commands/rename';
import { reorder } from './commands/reorder';
import { recordPicture } from './commands/record-picture';
import { replace } from './commands/replace';
import { requestComparison } from './commands/request-comparison';
import { returnSubmission } from './commands/return-submission';
import { savePlaceCommand } from './commands/save-place';
import { setDocumentAudience } from './commands/set-audience';
import { setOfficer } from './commands/set-officer';
import { submitPaper } from './commands/submit-paper';
import { withdraw } from './commands/withdraw';
import { withdrawSubmission } from './commands/withdraw-submission';
import { compareVersions } from './comparing/compare-versions';
import { admission } from './queries/admission';
import { changes } from './queries/changes';
import { comparison } from './queries/comparison';
import { comparisonWork } from './queries/comparison-work';
import { file } from './queries/file';
import { held } from './queries/held';
import { heldFile } from './queries/held-file';
import { intake } from './queries/intake';
import { list } from './queries/list';
import { nextScans } from './queries/next-scans';
import { nextPictures } from './queries/next-pictures';
import { open } from './queries/open';
import { picture } from './queries/picture';
import { pictures } from './queries/pictures';
import { preparation } from './queries/preparation';
import { preparing } from './queries/preparing';
import { progress } from './queries/progress';
import { sent } from './queries/sent';
import { original } from './queries/original';
import { scanWords } from './queries/scan-words';
import { staged } from './queries/staged';
import { submissionFile } from './queries/submission-file';
import { task } from './queries/task';
import { toErase } from './queries/to-erase';
import { endWaiting } from './intake/end-waiting';
import { eraseStaged } from './intake/erase-staged';
import { convertFile } from './intake/convert-file';
import { inspectFile } from './intake/inspect-file';
import { readScans } from './scans/read-scans';
import { drawPages } from './pictures/draw-pages';

export const documents = defineModule({
  name: 'documents',
  dependsOn: ['organization', 'delegations', 'meetings', 'agenda'],
  tables: [
    { table: 'Document' },
    { table: 'DocumentVersion', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'OriginalFile', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'PagePicture', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'ScannedPage' },
    { table: 'Intake' },
    { table: 'PaperTask' },
    { table: 'PaperSubmission', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'SubmissionOriginal', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'PreparationStep' },
    { table: 'VersionComparison', outside: 'made from the record' },
    { table: 'ReadingPlace', outside: 'private' },
  ],
  commands: [attach, replace, rename, move, reorder, withdraw, setDocumentAudience, savePlaceCommand, recordDownloads, receive, recordInspection, hold, confirmHeldCommand, refuseHeld, forgetIntakes, noteErasedCommand, recordPicture, noteScans, recordScans, recordComparison, requestComparison, askPapers, setOfficer, extendDeadline, lockPapers, remindUnit, submitPaper, approveSubmission, returnSubmission, withdrawSubmission],
  queries: [list, file, original, picture, pictures, nextPictures, nextScans, scanWords, open, progress, admission, intake, sent, staged, held, heldFile, toErase, comparison, comparisonWork, changes, preparing, preparation, task, submissionFile],
  liveViews: [],
  consumers: [endWaiting],
  jobs: [inspectFile, convertFile, eraseStaged, drawPages, readScans, compareVersions],
});
