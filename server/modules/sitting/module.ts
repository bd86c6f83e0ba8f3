import { defineModule } from '../../kernel/module';
import { adjournSession } from './commands/adjourn-session';
import { answerCall } from './commands/answer-call';
import { bringBackSite } from './commands/bring-back-site';
import { callAttention } from './commands/call-attention';
import { callAssistance } from './commands/call-assistance';
import { claimChair } from './commands/claim-chair';
import { checkIn } from './commands/check-in';
import { claimScreen } from './commands/claim-screen';
import { closeSession } from './commands/close-session';
import { confirmNotes } from './commands/confirm-notes';
import { endItem } from './commands/end-item';
import { enterNotes } from './commands/enter-notes';
import { extendItem } from './commands/extend-item';
import { giveChair } from './commands/give-chair';
import { handOver } from './commands/hand-over';
import { issueList } from './commands/issue-list';
import { leave } from './commands/leave';
import { markAttendance } from './commands/mark-attendance';
import { markLeft } from './commands/mark-left';
import { moveItem } from './commands/move-item';
import { noteConnection } from './commands/note-connection';
import { openSession } from './commands/open-session';
import { pauseSession } from './commands/pause-session';
import { pairScreen } from './commands/pair-screen';
import { postponeItem } from './commands/postpone-item';
import { proposeChair } from './commands/propose-chair';
import { pullItem } from './commands/pull-item';
import { recordConclusion } from './commands/record-conclusion';
import { removeScreen } from './commands/remove-screen';
import { resumeSession } from './commands/resume-session';
import { returnChair } from './commands/return-chair';
import { returnItem } from './commands/return-item';
import { saveNotes } from './commands/save-notes';
import { sendNotice } from './commands/send-notice';
import { setBlackout } from './commands/set-blackout';
import { settleClaim } from './commands/settle-claim';
import { showLights } from './commands/show-lights';
import { startItem } from './commands/start-item';
import { startPresenting } from './commands/start-presenting';
import { stopPresenting } from './commands/stop-presenting';
import { takeBlock } from './commands/take-block';
import { takeEarlier } from './commands/take-earlier';
import { takeOutSite } from './commands/take-out-site';
import { turnPage } from './commands/turn-page';
import { sittingLive } from './live-view';
import { attendanceList } from './queries/attendance-list';
import { sittingConsole } from './queries/console';
import { floorRecord } from './queries/floor-record';
import { liveSnapshot } from './queries/live-snapshot';
import { moveTargets } from './queries/move-targets';
import { notes } from './queries/notes';
import { notesTasks, onPaper } from './queries/on-paper';
import { presentation } from './queries/presentation';
import { roomCode } from './queries/room-code';
import { screens } from './queries/screens';
import { resolveScreen, wallScreen, wallState } from './queries/wall-screen';

export const sitting = defineModule({
  name: 'sitting',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'documents', 'packs', 'voting', 'floor', 'positions'],
  tables: [
    { table: 'ChairClaim' },
    { table: 'SittingNotes' },
    { table: 'RoomScreen', outside: 'screens on the wall come and go; pairing and removing one leaves an entry' },
    { table: 'ServiceCall', outside: 'who wanted water is nobody’s to know afterwards; gone when the session is closed' },
    { table: 'HallSign', outside: 'what hung in the hall; gone when the session is closed, and that it hung is an event' },
    { table: 'Presentation', outside: 'the page shown now; which paper was shown is an event' },
  ],
  commands: [
    openSession, closeSession, startItem, returnItem, endItem, postponeItem, extendItem, checkIn, markAttendance, leave, markLeft,
    recordConclusion, startPresenting, stopPresenting, handOver, turnPage, pairScreen, claimScreen, removeScreen,
    takeEarlier, moveItem, takeBlock, pullItem, pauseSession, adjournSession, resumeSession, callAttention, sendNotice, setBlackout, callAssistance, answerCall, issueList,
    giveChair, returnChair, claimChair, proposeChair, settleClaim, saveNotes, enterNotes, confirmNotes, noteConnection, takeOutSite, bringBackSite, showLights,
  ],
  queries: [sittingConsole, notes, onPaper, notesTasks, attendanceList, floorRecord, liveSnapshot, presentation, moveTargets, screens, roomCode, wallScreen, wallState, resolveScreen],
  liveViews: [sittingLive],
});
