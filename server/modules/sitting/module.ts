import { defineModule } from '../../kernel/module';
import { answerCall } from './commands/answer-call';
import { callAttention } from './commands/call-attention';
import { callAssistance } from './commands/call-assistance';
import { checkIn } from './commands/check-in';
import { claimScreen } from './commands/claim-screen';
import { closeSession } from './commands/close-session';
import { endItem } from './commands/end-item';
import { extendItem } from './commands/extend-item';
import { handOver } from './commands/hand-over';
import { issueList } from './commands/issue-list';
import { leave } from './commands/leave';
import { markAttendance } from './commands/mark-attendance';
import { markLeft } from './commands/mark-left';
import { openSession } from './commands/open-session';
import { pauseSession } from './commands/pause-session';
import { pairScreen } from './commands/pair-screen';
import { postponeItem } from './commands/postpone-item';
import { recordConclusion } from './commands/record-conclusion';
import { removeScreen } from './commands/remove-screen';
import { resumeSession } from './commands/resume-session';
import { sendNotice } from './commands/send-notice';
import { setBlackout } from './commands/set-blackout';
import { startItem } from './commands/start-item';
import { startPresenting } from './commands/start-presenting';
import { stopPresenting } from './commands/stop-presenting';
import { turnPage } from './commands/turn-page';
import { sittingLive } from './live-view';
import { attendanceList } from './queries/attendance-list';
import { sittingConsole } from './queries/console';
import { floorRecord } from './queries/floor-record';
import { liveSnapshot } from './queries/live-snapshot';
import { presentation } from './queries/presentation';
import { roomCode } from './queries/room-code';
import { screens } from './queries/screens';
import { resolveScreen, wallScreen } from './queries/wall-screen';

export const sitting = defineModule({
  name: 'sitting',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'documents', 'packs', 'voting', 'floor'],
  tables: [
    { table: 'RoomScreen', outside: 'screens on the wall come and go; pairing and removing one leaves an entry' },
    { table: 'ServiceCall', outside: 'who wanted water is nobody’s to know afterwards; gone when the session is closed' },
    { table: 'HallSign', outside: 'what hung in the hall; gone when the session is closed, and that it hung is an event' },
    { table: 'Presentation', outside: 'the page shown now; which paper was shown is an event' },
  ],
  commands: [
    openSession, closeSession, startItem, endItem, postponeItem, extendItem, checkIn, markAttendance, leave, markLeft,
    recordConclusion, startPresenting, stopPresenting, handOver, turnPage, pairScreen, claimScreen, removeScreen,
    pauseSession, resumeSession, callAttention, sendNotice, setBlackout, callAssistance, answerCall, issueList,
  ],
  queries: [sittingConsole, attendanceList, floorRecord, liveSnapshot, presentation, screens, roomCode, wallScreen, resolveScreen],
  liveViews: [sittingLive],
});
