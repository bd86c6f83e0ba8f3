import { defineModule } from '../../kernel/module';
import { addGuest } from './commands/add-guest';
import { cancel } from './commands/cancel';
import { create } from './commands/create-meeting';
import { publish } from './commands/publish';
import { recordLook } from './commands/record-look';
import { removeAttendee } from './commands/remove-attendee';
import { setAttendees } from './commands/set-attendees';
import { settleChanges } from './commands/settle-changes';
import { noteSeenAs } from './commands/note-seen-as';
import { setGuestItemCommand } from './commands/set-guest-item';
import { substitute } from './commands/substitute';
import { updateFacts } from './commands/update-facts';
import { changes } from './queries/changes';
import { detail } from './queries/detail';
import { editor } from './queries/editor';
import { findPeopleByText } from './queries/find-people';
import { home } from './queries/home';
import { list } from './queries/list';
import { now } from './queries/now';

export const meetings = defineModule({
  name: 'meetings',
  dependsOn: ['identity', 'organization'],
  tables: [
    { table: 'Meeting' },
    { table: 'Attendee' },
    { table: 'Audience' },
    { table: 'AudienceName' },
    { table: 'Recusal' },
    { table: 'MeetingLook', outside: 'private' },
  ],
  commands: [create, updateFacts, setAttendees, addGuest, removeAttendee, substitute, publish, cancel, recordLook, settleChanges, setGuestItemCommand, noteSeenAs],
  queries: [home, now, list, detail, editor, findPeopleByText, changes],
  liveViews: [],
});
