import { defineModule } from '../../kernel/module';
import { addGuest } from './commands/add-guest';
import { answerInvitation } from './commands/answer';
import { cancel } from './commands/cancel';
import { copySites } from './commands/copy-sites';
import { create } from './commands/create-meeting';
import { placeAtSite } from './commands/place-at-site';
import { publish } from './commands/publish';
import { recordLook } from './commands/record-look';
import { removeAttendee } from './commands/remove-attendee';
import { settleAnswer } from './commands/settle-answer';
import { setAttendees } from './commands/set-attendees';
import { settleChanges } from './commands/settle-changes';
import { laySeats } from './commands/lay-seats';
import { moveSeat } from './commands/move-seat';
import { noteSeenAs } from './commands/note-seen-as';
import { sendToSeats } from './commands/send-to-seats';
import { setGuestItemCommand } from './commands/set-guest-item';
import { setSites } from './commands/set-sites';
import { substitute } from './commands/substitute';
import { updateFacts } from './commands/update-facts';
import { answers } from './queries/answers';
import { changes } from './queries/changes';
import { detail } from './queries/detail';
import { editor } from './queries/editor';
import { findPeopleByText } from './queries/find-people';
import { home } from './queries/home';
import { list } from './queries/list';
import { myAnswer } from './queries/my-answer';
import { now } from './queries/now';
import { roomOffer } from './queries/room-offer';
import { seatMap } from './queries/seat-map';
import { sites } from './queries/sites';
import { preparedFor } from './queries/prepared-for';
import { preparedSession } from './queries/prepared-session';

export const meetings = defineModule({
  name: 'meetings',
  dependsOn: ['identity', 'organization', 'delegations', 'rooms'],
  tables: [
    { table: 'Meeting' },
    { table: 'Attendee' },
    { table: 'Audience' },
    { table: 'AudienceName' },
    { table: 'Recusal' },
    { table: 'InvitationAnswer' },
    { table: 'SeatMap' },
    { table: 'Site' },
    { table: 'MeetingLook', outside: 'private' },
  ],
  commands: [create, updateFacts, setAttendees, addGuest, removeAttendee, substitute, publish, cancel, recordLook, settleChanges, setGuestItemCommand, noteSeenAs, answerInvitation, settleAnswer, laySeats, moveSeat, sendToSeats, setSites, copySites, placeAtSite],
  queries: [preparedFor, preparedSession, home, now, list, detail, editor, findPeopleByText, changes, answers, myAnswer, roomOffer, seatMap, sites],
  liveViews: [],
});
