import { defineModule } from '../../kernel/module';
import { announce } from './commands/announce';
import { beginTry } from './commands/begin-try';
import { lineUp } from './commands/line-up';
import { queueAssignmentReminders } from './commands/queue-assignment-reminders';
import { queuePaperReminders } from './commands/queue-paper-reminders';
import { queueReminders } from './commands/queue-reminders';
import { recordOutcome } from './commands/record-outcome';
import { sendAgain } from './commands/send-again';
import { tellUnits } from './commands/tell-units';
import { followPapers } from './follow-papers';
import { followSession } from './follow-session';
import { remind } from './jobs/remind';
import { remindUnits } from './jobs/remind-units';
import { sendLetter } from './jobs/send-letter';
import { sendQueued } from './jobs/send-queued';
import { assignmentsDue } from './queries/assignments-due';
import { due } from './queries/due';
import { invitation } from './queries/invitation';
import { log } from './queries/log';
import { papersDue } from './queries/papers-due';
import { remindersDue } from './queries/reminders-due';
import { server } from './queries/server';

export const mail = defineModule({
  name: 'mail',
  dependsOn: ['identity', 'organization', 'meetings', 'documents', 'sitting', 'guests', 'assignments'],
  tables: [
    { table: 'Announcement', outside: 'what was last told by letter; the session itself is in the record' },
    { table: 'MailMessage', outside: 'a log of letters, kept for a year; that they were announced and sent again leaves entries' },
  ],
  commands: [announce, beginTry, recordOutcome, lineUp, queueReminders, queueAssignmentReminders, queuePaperReminders, tellUnits, sendAgain],
  queries: [due, remindersDue, assignmentsDue, papersDue, log, invitation, server],
  liveViews: [],
  jobs: [sendLetter, sendQueued, remind, remindUnits],
  consumers: [followSession, followPapers],
});
